#include "kiosk/service/catalogue/read.h"

#include "kiosk/base/json/reader.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>

namespace kiosk::catalogue {

namespace {

using json::Reader;

bool is_id(std::string_view text)
{
    return !text.empty() && text.size() <= 40 && text.front() != '-' && text.back() != '-'
        && std::ranges::all_of(text, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

Result<std::string> read_id(Reader& fields, std::string_view key)
{
    auto id = TRY(fields.text(key));
    if (!is_id(id))
        return fields.wrong_field(key, "an id of a-z, 0-9 and '-'");
    return id;
}

Result<Choose> read_choose(Reader& fields)
{
    Choose choose;
    choose.shape = TRY(fields.one_of<Choose::Shape>("shape", { { "tiles", Choose::Shape::tiles }, { "list", Choose::Shape::list } }));
    std::set<std::string> seen { "label", "question", "why" }; // these keys have other words
    auto const* options = TRY(fields.array("options", 2));
    for (auto const& option : *options) {
        if (!option.is_text() || !is_id(option.as_text()))
            return json::wrong(fields.name(), option, "an option's id of a-z, 0-9 and '-'");
        if (!seen.insert(option.as_text()).second)
            return json::wrong(fields.name(), option, "an id no other option has, and not label, question or why");
        choose.options.push_back({ option.as_text() });
    }
    return choose;
}

Result<EnterNumber> read_number(Reader& fields)
{
    EnterNumber number;
    number.kind = TRY(fields.one_of<EnterNumber::Kind>("number", { { "phone", EnterNumber::Kind::phone }, { "count", EnterNumber::Kind::count } }));
    number.least_digits = static_cast<int>(TRY(fields.integer("least_digits", 1, 15)));
    number.most_digits = static_cast<int>(TRY(fields.integer("most_digits", number.least_digits, 15)));
    return number;
}

Result<Step> read_step(Reader& fields)
{
    enum class Word { identify, choose, enter_number };
    Step step;
    step.id = TRY(read_id(fields, "id"));
    switch (TRY(fields.one_of<Word>("kind", { { "identify", Word::identify }, { "choose", Word::choose }, { "enter-number", Word::enter_number } }))) {
    case Word::identify: step.kind = Identify {}; break;
    case Word::choose: step.kind = TRY(read_choose(fields)); break;
    case Word::enter_number: step.kind = TRY(read_number(fields)); break;
    }
    TRY(fields.finish());
    return step;
}

/// Whether every answer to the step is a number from 1 to 999.
bool counts(Step const& step)
{
    if (auto const* choose = std::get_if<Choose>(&step.kind)) {
        return std::ranges::all_of(choose->options, [](Option const& option) {
            return option.id.size() <= 3 && option.id.front() != '0' && std::ranges::all_of(option.id, [](char c) { return c >= '0' && c <= '9'; });
        });
    }
    auto const* number = std::get_if<EnterNumber>(&step.kind);
    return number != nullptr && number->kind == EnterNumber::Kind::count && number->most_digits <= 3;
}

Result<Fee> read_fee(Reader& fields, std::vector<Step> const& steps)
{
    Fee fee;
    fee.kind = TRY(fields.one_of<Fee::Kind>("kind", { { "free", Fee::Kind::free }, { "told-at-counter", Fee::Kind::told_at_counter }, { "fixed", Fee::Kind::fixed } }));
    if (fee.kind == Fee::Kind::fixed) {
        auto const minor_units = TRY(fields.integer("minor_units", 1, 1'000'000'000));
        auto const currency = Currency::of(TRY(fields.text("currency")));
        if (!currency)
            return fields.wrong_field("currency", "three capital letters as in ISO 4217");
        fee.each = Money { minor_units, *currency };
        fee.per = TRY(fields.maybe_text("per")).value_or("");
        auto const step = std::ranges::find(steps, fee.per, &Step::id);
        if (!fee.per.empty() && (step == steps.end() || !counts(*step)))
            return fields.wrong_field("per", "a step whose answers are numbers from 1 to 999");
    }
    TRY(fields.finish());
    return fee;
}

}

Result<Service> read_service(json::Value const& document, std::string_view name, std::string_view id)
{
    Reader fields(document, name);
    (void)TRY(fields.maybe_text("$schema"));
    Service service;
    service.id = TRY(read_id(fields, "id"));
    if (service.id != id)
        return fields.wrong_field("id", fmt::format("the folder's name ({})", id));
    service.city = TRY(read_id(fields, "city"));
    service.sector = TRY(read_id(fields, "sector"));
    service.pattern = TRY(fields.one_of<std::string>("pattern", { { "application", "application" }, { "booking", "booking" },
        { "certificate", "certificate" }, { "payment", "payment" }, { "permit", "permit" }, { "report", "report" } }));
    (void)TRY(fields.text("source"));
    service.icon = TRY(read_id(fields, "icon"));
    service.place = static_cast<int>(TRY(fields.integer("place", 1, 999)));
    service.minutes = static_cast<int>(TRY(fields.integer("minutes", 1, 60)));

    std::set<std::string> ids { "name", "gives", "needs", "cost", "time", "next" }; // these keys have other words
    bool identified = false;
    for (auto& step_fields : TRY(fields.objects("steps", 1))) {
        auto step = TRY(read_step(step_fields));
        if (!ids.insert(step.id).second)
            return step_fields.wrong_field("id", "a step's id that occurs once and is not name, gives, needs, cost, time or next");
        bool const identifies = std::holds_alternative<Identify>(step.kind);
        if (identifies && identified)
            return step_fields.wrong_field("kind", "one identify step at most");
        identified = identified || identifies;
        service.steps.push_back(std::move(step));
    }
    auto fee_fields = TRY(fields.object("fee"));
    service.fee = TRY(read_fee(fee_fields, service.steps));

    for (auto const& line : *TRY(fields.array("receipt"))) {
        if (!line.is_text() || service.step(line.as_text()) == nullptr)
            return json::wrong(name, line, "the id of a step");
        if (std::ranges::find(service.receipt, line.as_text(), &ReceiptLine::step) != service.receipt.end())
            return json::wrong(name, line, "each step once on the receipt");
        service.receipt.push_back({ line.as_text() });
    }
    TRY(fields.finish());
    return service;
}

std::vector<std::string> needed_messages(Service const& service)
{
    std::vector<std::string> keys { "name", "gives", "needs", "cost", "time", "next" };
    for (auto const& step : service.steps) {
        keys.push_back(step.id + ".label");
        if (std::holds_alternative<Identify>(step.kind))
            continue;
        keys.push_back(step.id + ".question");
        keys.push_back(step.id + ".why");
        if (auto const* choose = std::get_if<Choose>(&step.kind)) {
            for (auto const& option : choose->options)
                keys.push_back(step.id + "." + option.id);
        }
    }
    return keys;
}

}
