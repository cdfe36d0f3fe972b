#include "kiosk/app/play/journey.h"

#include <array>
#include <charconv>
#include <fmt/format.h>
#include <optional>
#include <utility>

namespace kiosk::play {

namespace {

/// A line in words; a text in quotation marks is one word.
struct Words {
    std::vector<std::string> words;
    bool quoted_last = false;

    Words() { words.reserve(8); } // not outgrown, which would leave words behind
    Words(Words&&) = default;
    Words& operator=(Words&&) = delete;
    // What a journey types is what a citizen would.
    ~Words()
    {
        for (auto& word : words)
            wipe(word);
    }
};

Result<Words> split(std::string_view line)
{
    Words result;
    std::size_t at = 0;
    while (at < line.size()) {
        char const c = line[at];
        if (c == ' ' || c == '\t' || c == '\r') {
            ++at;
            continue;
        }
        if (c == '#')
            break;
        if (c == '"') {
            auto const end = line.find('"', at + 1);
            if (end == std::string_view::npos)
                return failed(Failure::malformed, "expected a closing quotation mark");
            result.words.emplace_back(line.substr(at + 1, end - at - 1));
            result.quoted_last = true;
            at = end + 1;
        } else {
            auto const end = std::min(line.find_first_of(" \t\r#", at), line.size());
            result.words.emplace_back(line.substr(at, end - at));
            result.quoted_last = false;
            at = end;
        }
    }
    return result;
}

template <typename Enum, std::size_t N>
Result<Enum> one_of(std::array<std::pair<std::string_view, Enum>, N> const& choices, std::string_view word)
{
    std::string expected;
    for (auto const& [name, value] : choices) {
        if (name == word)
            return value;
        expected += fmt::format("{}{}", expected.empty() ? "" : " or ", name);
    }
    return failed(Failure::malformed, fmt::format("expected {}, saw '{}'", expected, word));
}

Result<Duration> span_of(std::string_view word)
{
    auto const bad = [&] { return failed(Failure::malformed, fmt::format("expected a span like +2m, +45s, +1h or +300ms, saw '{}'", word)); };
    if (!word.starts_with('+'))
        return bad();
    int amount = 0;
    auto const* const end = word.data() + word.size();
    auto const [unit, error] = std::from_chars(word.data() + 1, end, amount);
    if (error != std::errc {} || amount < 0)
        return bad();
    std::string_view const name(unit, static_cast<std::size_t>(end - unit));
    if (name == "h")
        return Duration(std::chrono::hours(amount));
    if (name == "m")
        return Duration(std::chrono::minutes(amount));
    if (name == "s")
        return Duration(std::chrono::seconds(amount));
    if (name == "ms")
        return Duration(std::chrono::milliseconds(amount));
    return bad();
}

Result<Verb> verb_of(Words const& line)
{
    auto const& words = line.words;
    auto const count = words.size();
    auto const& first = words[0];
    auto const second = count > 1 ? std::string_view(words[1]) : std::string_view();
    auto const needs = [&](std::size_t expected, std::string_view form) -> Result<void> {
        if (count == expected)
            return {};
        return failed(Failure::malformed, fmt::format("expected '{}', saw {} words", form, count));
    };

    if (first == "language") {
        TRY(needs(2, "language ar|en|ko"));
        return verb::SpeakLanguage { TRY(language_of(second)) };
    }
    if (first == "touch") {
        TRY(needs(2, "touch NODE"));
        return verb::Touch { words[1] };
    }
    if (first == "type") {
        TRY(needs(3, "type NODE \"text\""));
        return verb::Type { words[1], SecretText(words[2]) };
    }
    if (first == "card") {
        if ((count == 3 && second == "insert") || (count == 2 && second == "remove"))
            return verb::DeviceCommand { fmt::format("card {}{}{}", second, count == 3 ? " " : "", count == 3 ? words[2] : "") };
        return failed(Failure::malformed, "expected 'card insert N' or 'card remove'");
    }
    if (first == "paper") {
        if (count == 2 && (second == "out" || second == "low" || second == "in"))
            return verb::DeviceCommand { fmt::format("paper {}", second) };
        if (count == 4 && second == "out" && words[2] == "after")
            return verb::DeviceCommand { fmt::format("paper out after {}", words[3]) };
        return failed(Failure::malformed, "expected 'paper out', 'paper out after N', 'paper low' or 'paper in'");
    }
    if (first == "hub") {
        TRY(needs(2, "hub away|back"));
        return TRY(one_of<verb::Hub, 2>({ { { "away", verb::Hub::away }, { "back", verb::Hub::back } } }, second));
    }
    if (first == "staff") {
        TRY(needs(2, "staff look|answer"));
        return TRY(one_of<verb::Staff, 2>({ { { "look", verb::Staff::look }, { "answer", verb::Staff::answer } } }, second));
    }
    if (first == "clock") {
        TRY(needs(2, "clock +2m"));
        return verb::MoveClock { TRY(span_of(second)) };
    }
    if (first == "keypad" || first == "switch") {
        auto const keys = first == "keypad" ? verb::Keys::keypad : verb::Keys::switches;
        if (second == (keys == verb::Keys::keypad ? "go" : "to")) {
            TRY(needs(3, fmt::format("{} {} NODE", first, second)));
            return verb::GoTo { keys, words[2] };
        }
        if (second == "type") {
            TRY(needs(4, fmt::format("{} type NODE \"text\"", first)));
            return verb::TypeBy { keys, words[2], SecretText(words[3]) };
        }
    }
    if (first == "keypad") {
        if (second == "to" && count == 3)
            return verb::KeypadTo { words[2] };
        TRY(needs(2, "keypad up|down|left|right|select"));
        return TRY(one_of<verb::Keypad, 5>({ { { "up", verb::Keypad::up }, { "down", verb::Keypad::down }, { "left", verb::Keypad::left },
                                               { "right", verb::Keypad::right }, { "select", verb::Keypad::select } } },
            second));
    }
    if (first == "switch") {
        TRY(needs(2, "switch next|select"));
        return TRY(one_of<verb::Switch, 2>({ { { "next", verb::Switch::next }, { "select", verb::Switch::select } } }, second));
    }
    if (first == "earpiece") {
        TRY(needs(2, "earpiece in|out"));
        return TRY(one_of<verb::EarPiece, 2>({ { { "in", verb::EarPiece::in }, { "out", verb::EarPiece::out } } }, second));
    }
    if (first == "expect" && second == "setting") {
        TRY(needs(4, "expect setting NAME VALUE"));
        return verb::ExpectSetting { words[2], words[3] };
    }
    if (first == "expect") {
        TRY(needs(3, "expect screen|text|state|spoken|no|setting …"));
        if (second == "screen")
            return verb::ExpectScreen { words[2] };
        if (second == "text")
            return verb::ExpectText { SecretText(words[2]) };
        if (second == "state")
            return verb::ExpectState { words[2] };
        if (second == "spoken")
            return verb::ExpectSpoken { SecretText(words[2]) };
        if (second == "no")
            return verb::ExpectNo { words[2] };
        return failed(Failure::malformed, fmt::format("expected screen, text, state, spoken, no or setting, saw '{}'", second));
    }
    return failed(Failure::malformed, fmt::format("expected a verb (language, touch, type, card, paper, hub, staff, clock, keypad, switch, earpiece, expect), saw '{}'", first));
}

}

Result<Journey> parse_journey(std::string_view text, std::string name)
{
    Journey journey { std::move(name), {} };
    int number = 0;
    while (!text.empty()) {
        ++number;
        auto const end = text.find('\n');
        auto const line = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        auto const at = [&](Error error) {
            error.story.insert(0, fmt::format("{}:{}: ", journey.name, number));
            return std::unexpected<Error>(std::move(error));
        };
        auto words = split(line);
        if (!words)
            return at(std::move(words).error());
        if (words->words.empty())
            continue;
        auto verb = verb_of(*words);
        if (!verb)
            return at(std::move(verb).error());
        journey.lines.push_back({ number, *std::move(verb) });
    }
    return journey;
}

}
