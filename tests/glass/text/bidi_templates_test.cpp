// Every message of the catalogue in every language, filled with values that run the other way: the order on the glass
// beside that of the plain reference, and each value in one piece.
#include "kiosk/glass/language/messages.h"
#include "kiosk/glass/text/anatomy.h"
#include "tests/glass/text/bidi_cases.h"
#include "tests/glass/text/sample.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>

using namespace kiosk;
using namespace bidi_test;
using language::Arguments;

namespace {

/// Latin, Arabic, Hangul, digits, a phone number, mixed.
constexpr std::string_view words[] { "Maria Lopez", "أحمد عبد الله", "김서연", "1448", "+966 11 234 5678", "Ahmed أحمد 3-B" };
constexpr std::int64_t counts[] { 0, 1, 2, 5, 12, 1234567 };

Arguments::value_type argument(std::pair<std::string, std::string> const& wanted, std::size_t value)
{
    auto const& [name, type] = wanted;
    if (type == "number")
        return { name, language::Number { counts[value] } };
    if (type == "money")
        return { name, language::Amount { { counts[value] * 5, Currency::of("EGP").value() } } };
    WallTime const moment { std::chrono::days(20'000 + counts[value] % 1000) + std::chrono::minutes(counts[value] % 1440) };
    if (type == "date" || type == "hijri")
        return { name, language::Date { moment } };
    if (type == "time")
        return { name, language::Time { moment } };
    if (type == "phone")
        return { name, language::Phone(words[value]) };
    if (type == "code")
        return { name, language::Code(words[value]) };
    REQUIRE(type == "text");
    return { name, language::Plain(words[value]) };
}

/// What stands between an isolate's initiator and its end: first and last index behind it. None is inside of another.
struct Inserted {
    std::size_t start;
    std::size_t end;
    Asked direction;
};

std::vector<Inserted> inserted_in(std::u32string_view text)
{
    std::vector<Inserted> all;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != 0x2066 && text[i] != 0x2068)
            continue;
        auto const end = text.find(0x2069, i);
        REQUIRE(end != text.npos);
        all.push_back({ i + 1, end, text[i] == 0x2066 ? Asked::left : Asked::automatic });
        i = end;
    }
    return all;
}

/// Whether the letters of `value` stand side by side in `order`, as they would alone.
bool stands_together(std::u32string_view text, Inserted const& value, std::vector<std::uint32_t> const& order)
{
    auto alone = resolve_plainly(text.substr(value.start, value.end - value.start), value.direction).order;
    for (auto& place : alone)
        place += static_cast<std::uint32_t>(value.start);
    return alone.empty() || !std::ranges::search(order, alone).empty();
}

/// Whether the glyphs of `value` have a stretch of the line for themselves.
bool is_alone_on_the_glass(text::Layout const& layout, std::uint32_t start, std::uint32_t end)
{
    auto const is_within = [&](text::PlacedGlyph const& glyph) { return glyph.cluster >= start && glyph.cluster < end; };
    auto left = std::numeric_limits<float>::max();
    auto right = std::numeric_limits<float>::lowest();
    std::size_t count = 0;
    for (auto const& glyph : layout.glyphs) {
        if (!is_within(glyph))
            continue;
        left = std::min(left, glyph.x);
        right = std::max(right, glyph.x + glyph.advance);
        ++count;
    }
    constexpr float hair = 0.01f;
    auto const intrudes = [&](text::PlacedGlyph const& glyph) { return !is_within(glyph) && glyph.advance > 0 && glyph.x < right - hair && glyph.x + glyph.advance > left + hair; };
    return count > 0 && std::ranges::none_of(layout.glyphs, intrudes);
}

/// What was looked at, and what was wrong with it.
struct Count {
    std::size_t sentences = 0;
    std::size_t values = 0;
    std::size_t turned = 0;
    std::size_t wrong_orders = 0;
    std::size_t torn_values = 0;
};

void look(Language language, std::string const& said, text::Anatomy& anatomy, Count& count)
{
    auto const text = to_utf32(said);
    auto const rightward = language == Language::arabic ? Asked::right : Asked::left;
    auto const expected = resolve_plainly(text, rightward);
    auto const& found = anatomy.bidi(text, rightward == Asked::right ? text::Direction::right_to_left : text::Direction::left_to_right);
    ++count.sentences;
    count.turned += std::ranges::is_sorted(expected.order) ? 0u : 1u;
    if (found.order != expected.order) {
        ++count.wrong_orders;
        UNSCOPED_INFO(said);
    }
    auto const layout = sample::paragraph(said, language).lay_out({ 20 });
    for (auto const& value : inserted_in(text)) {
        ++count.values;
        auto const start = static_cast<std::uint32_t>(to_utf8(text.substr(0, value.start)).size());
        auto const end = static_cast<std::uint32_t>(to_utf8(text.substr(0, value.end)).size());
        if (!stands_together(text, value, found.order) || (layout.lines.size() == 1 && !is_alone_on_the_glass(layout, start, end))) {
            ++count.torn_values;
            UNSCOPED_INFO("torn: " << said);
        }
    }
}

}

TEST_CASE("every message filled with any value stands on the glass in the order of UAX #9", "[text][U1]")
{
    auto const messages = language::Messages::load(SHUBBAK_SOURCE "/assets").value();
    text::Anatomy anatomy(sample::fonts());
    Count count;
    std::size_t filled = 0;
    for (auto const& key : messages.keys()) {
        auto const wanted = messages.arguments_of(key);
        filled += wanted.empty() ? 0u : 1u;
        for (auto const language : all_languages) {
            // Each argument takes each value, while the others keep one of another direction.
            for (std::size_t turn = 0; turn < std::max<std::size_t>(wanted.size(), 1); ++turn) {
                for (std::size_t value = 0; value < std::size(words); ++value) {
                    Arguments arguments;
                    for (std::size_t i = 0; i < wanted.size(); ++i)
                        arguments.push_back(argument(wanted[i], i == turn ? value : (value + 1 + i) % std::size(words)));
                    look(language, messages.say(language, key, arguments), anatomy, count);
                    if (wanted.empty())
                        break;
                }
            }
        }
    }
    CHECK(filled > 10);
    CHECK(count.sentences > 500);
    CHECK(count.values > 500);
    CHECK(count.turned > 100);
    CHECK(count.wrong_orders == 0);
    CHECK(count.torn_values == 0);
}

TEST_CASE("a value without its isolate is seen to be torn", "[text][U1]")
{
    auto const whole = to_utf32("اتصل على \u2066+966 11 234 5678\u2069 الآن");
    auto bare = whole;
    std::erase(bare, U'\u2066');
    std::erase(bare, U'\u2069');
    auto const value = inserted_in(whole).at(0);
    CHECK(stands_together(whole, value, resolve_plainly(whole, Asked::right).order));
    CHECK_FALSE(stands_together(bare, { value.start - 1, value.end - 1, value.direction }, resolve_plainly(bare, Asked::right).order));

    auto const mixed = to_utf8(bare);
    auto const start = static_cast<std::uint32_t>(mixed.find("اتصل"));
    auto const layout = sample::paragraph(mixed, Language::arabic).lay_out({ 20 });
    CHECK(is_alone_on_the_glass(layout, start, start + 8));
    // A stretch of the text that is not one of the glass: a word and the number behind it, in part.
    CHECK_FALSE(is_alone_on_the_glass(layout, start, static_cast<std::uint32_t>(mixed.find("966")) + 2));
}
