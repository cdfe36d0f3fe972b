#include "kiosk/service/receipt/words.h"

#include <charconv>
#include <fmt/format.h>

namespace kiosk::receipt {

namespace {

/// Takes the words over and leaves nothing behind.
SecretText secret(std::string&& words)
{
    SecretText kept(words);
    wipe(words);
    return kept;
}

/// Whether who reads `language` can read this name, by its first letter: Arabic is U+0600 to U+06FF, Hangul syllables
/// U+AC00 to U+D7A3.
bool reads(Language language, std::string_view name)
{
    auto const lead = static_cast<unsigned char>(name.front());
    switch (language) {
    case Language::arabic: return lead >= 0xD8 && lead <= 0xDB;
    case Language::korean: return lead >= 0xEA && lead <= 0xED;
    case Language::english: return false;
    }
    return false;
}

}

SecretText const& name_for(Language language, Person const& person)
{
    bool const native = person.latin_name.empty() || (!person.native_name.empty() && reads(language, person.native_name.view()));
    return native ? person.native_name : person.latin_name;
}

std::string Words::of_service(std::string_view key) const
{
    return say(fmt::format("service.{}.{}", m_receipt.service, key));
}

std::string Words::when() const
{
    return say("receipt.when", { { "day", language::Date { m_receipt.at } }, { "hour", language::Time { m_receipt.at } } });
}

SecretText Words::labelled(std::string const& label, std::string_view value) const
{
    return secret(say("receipt.line", { { "label", language::Plain(label) }, { "value", language::Plain(value) } }));
}

SecretText Words::line(Line const& line) const
{
    auto const label = of_service(line.step + ".label");
    if (auto const* chosen = std::get_if<Chosen>(&line.answer))
        return labelled(label, of_service(line.step + "." + chosen->option));
    if (auto const* count = std::get_if<Count>(&line.answer))
        return labelled(label, say("receipt.count", { { "count", language::Number { count->value } } }));
    // A phone number stands left to right inside of its line, which a Plain value would not say.
    if (auto const* phone = std::get_if<PhoneNumber>(&line.answer))
        return secret(say("receipt.line", { { "label", language::Plain(label) }, { "value", language::Phone(phone->digits.view()) } }));
    auto const& person = std::get<Person>(line.answer);
    auto const& name = name_for(m_language, person);
    return secret(say("receipt.line", { { "label", language::Plain(label) }, { "value", language::Name(name.view()) } }));
}

std::string Words::cost() const
{
    if (!m_receipt.cost)
        return std::string(labelled(say("receipt.cost"), of_service("cost")).view());
    return say("receipt.line", { { "label", language::Plain(say("receipt.cost")) }, { "value", language::Amount { *m_receipt.cost } } });
}

std::vector<Line> lines_of(catalogue::Service const& service, catalogue::Answers const& answers, std::optional<Person> const& person)
{
    std::vector<Line> lines;
    for (auto const& wanted : service.receipt) {
        auto const* step = service.step(wanted.step);
        verify(step != nullptr, "a line of a receipt is a step of its service");
        if (std::holds_alternative<catalogue::Identify>(step->kind)) {
            if (person)
                lines.push_back({ wanted.step, *person });
            continue;
        }
        auto const answer = answers.find(wanted.step);
        if (answer == answers.end())
            continue;
        auto const value = answer->second.view();
        if (std::holds_alternative<catalogue::Choose>(step->kind)) {
            lines.push_back({ wanted.step, Chosen { std::string(value) } });
        } else if (std::get<catalogue::EnterNumber>(step->kind).kind == catalogue::EnterNumber::Kind::phone) {
            lines.push_back({ wanted.step, PhoneNumber { SecretText(value) } });
        } else {
            Count count;
            std::from_chars(value.data(), value.data() + value.size(), count.value);
            lines.push_back({ wanted.step, count });
        }
    }
    return lines;
}

std::vector<SecretText> words_of(Receipt const& receipt, language::Messages const& messages, Language language)
{
    Words const words(receipt, messages, language);
    std::vector<SecretText> all;
    for (auto const& line : receipt.lines)
        all.push_back(words.line(line));
    all.push_back(secret(words.cost()));
    return all;
}

}
