#include "kiosk/service/receipt/aloud.h"

#include "kiosk/service/receipt/words.h"

#include <fmt/format.h>

namespace kiosk::receipt {

std::vector<Aloud> aloud(Receipt const& receipt, language::SpokenMessages const& messages)
{
    auto const say = [&](std::string_view key, language::Arguments const& arguments = {}) { return messages.say_aloud(receipt.language, key, arguments); };
    auto const of_service = [&](std::string_view key) { return say(fmt::format("service.{}.{}", receipt.service, key)); };
    auto const value_of = [&](Line const& line) {
        if (auto const* chosen = std::get_if<Chosen>(&line.answer))
            return of_service(fmt::format("{}.{}", line.step, chosen->option));
        if (auto const* count = std::get_if<Count>(&line.answer))
            return say("review.count", { { "count", language::Number { count->value } } });
        if (auto const* phone = std::get_if<PhoneNumber>(&line.answer))
            return say("review.phone", { { "phone", language::Phone(phone->digits.view()) } });
        return say("review.name", { { "name", language::Name(name_for(receipt.language, std::get<Person>(line.answer)).view()) } });
    };

    std::vector<Aloud> all;
    all.push_back({ of_service("name"), say("receipt.when", { { "day", language::Date { receipt.at } }, { "hour", language::Time { receipt.at } } }) });
    all.push_back({ say("receipt.number"), say("done.code", { { "number", language::Code(receipt.number.grouped()) } }) });
    all.push_back({ say("receipt.secret"), say("done.code", { { "number", language::Code(receipt.secret.view()) } }) });
    all.push_back({ say("receipt.secret_why"), {} });
    for (auto const& line : receipt.lines)
        all.push_back({ of_service(line.step + ".label"), value_of(line) });
    all.push_back({ say("receipt.cost"), receipt.cost ? say("review.amount", { { "amount", language::Amount { *receipt.cost } } }) : of_service("cost") });
    all.push_back({ say("receipt.next"), of_service("next") });
    all.push_back({ say("receipt.thanks"), {} });
    return all;
}

}
