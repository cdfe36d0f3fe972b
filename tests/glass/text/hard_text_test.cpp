// Texts that nobody means well with: whatever they are, a paragraph comes of them, in time that grows with their length.
#include "kiosk/base/core/file.h"
#include "kiosk/glass/text/anatomy.h"
#include "tests/glass/text/counted_work.h"
#include "tests/glass/text/sample.h"

#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstring>
#include <fmt/format.h>
#include <functional>
#include <optional>

using namespace kiosk;
using namespace kiosk::text;

namespace {

constexpr std::size_t megabyte = std::size_t { 1 } << 20;

/// Every byte belongs to one line, every glyph to one run, clusters to their run, places are numbers.
bool holds_together(Layout const& layout, std::size_t size)
{
    std::uint32_t at = 0;
    std::uint32_t glyphs = 0;
    for (auto const& line : layout.lines) {
        if (line.start != at || line.end < at || line.first_glyph != glyphs)
            return false;
        at = line.end;
        for (auto const& run : layout.runs_of(line)) {
            if (run.first_glyph != glyphs || run.start < line.start || run.end > line.end)
                return false;
            glyphs += run.glyph_count;
            for (auto i = run.first_glyph; i < glyphs; ++i) {
                auto const& glyph = layout.glyphs[i];
                if (glyph.cluster < run.start || glyph.cluster >= run.end || !std::isfinite(glyph.x) || !std::isfinite(glyph.y))
                    return false;
            }
        }
    }
    return at == size && glyphs == layout.glyphs.size();
}

std::string repeated(std::string_view part, std::size_t bytes)
{
    std::string text;
    text.reserve(bytes + part.size());
    while (text.size() < bytes)
        text += part;
    return text;
}

/// `open` again and again, then a letter, then `close` as often.
std::string nested(std::string_view open, std::string_view letter, std::string_view close, std::size_t depth)
{
    return repeated(open, open.size() * depth) + std::string(letter) + (close.empty() ? "" : repeated(close, close.size() * depth));
}

struct Kind {
    std::string_view name;
    Language language;
    std::function<std::string(std::size_t bytes)> make;
};

Kind endless(std::string_view name, Language language, std::string_view part)
{
    return { name, language, [part](std::size_t bytes) { return repeated(part, bytes); } };
}

Kind after(std::string_view name, std::string_view begin, std::string_view part)
{
    return { name, Language::english, [begin, part](std::size_t bytes) { return std::string(begin) + repeated(part, bytes); } };
}

std::vector<Kind> plain_kinds()
{
    using enum Language;
    return {
        endless("Latin words", english, "Insert your card, please. AVATAR office "),
        endless("Arabic words", arabic, "خدمات البلدية، أدخل البطاقة من فضلك بَيْتٌ "),
        endless("Korean words", korean, "주민등록 등본을 발급합니다. "),
        endless("spaces", english, " "),
        endless("newlines", english, "\n"),
        after("combining marks", "e", "\u0301"),
        endless("one endless Latin word", english, "Wörterbuch"),
        endless("one endless Arabic word", arabic, "مستشفى"),
        endless("one endless Korean word", korean, "한국어"),
        endless("joined emoji", english, "👩‍"),
        endless("flags", english, "🇰🇷"),
    };
}

std::vector<Kind> strange_kinds()
{
    using enum Language;
    auto const deep = [](std::string_view name, std::string_view open, std::string_view close) {
        return Kind { name, arabic, [open, close](std::size_t bytes) { return nested(open, "aا", close, bytes / (open.size() + close.size())); } };
    };
    return {
        endless("Latin words in an Arabic text", arabic, "مرحبا Hello 12:30 (مرحبا) "),
        endless("spaces in an Arabic text", arabic, "ا          "),
        endless("lines of other systems", arabic, "ا\r\n"),
        endless("tabulations", korean, "\t"),
        after("Arabic marks", "ب", "\u064e\u0651"),
        after("marks without a letter", "", "\u0323"),
        endless("one endless kerned word", english, "AVATo"),
        endless("one endless Arabic ligature", arabic, "لا"),
        endless("one endless Korean word of its parts", korean, "\u1112\u1161\u11ab"),
        endless("Hangul's leading parts alone", korean, "\u1100"),
        endless("families", english, "👨‍👩‍👧‍👦"),
        endless("skin colours", english, "👍🏽"),
        endless("zero-width joiners", english, "\u200d"),
        endless("zero-width spaces", arabic, "\u200b"),
        endless("soft hyphens", english, "a\u00ad"),
        endless("no-break spaces", english, "a\u00a0"),
        endless("quotation marks", english, "\"a\" "),
        endless("numbers", english, "1,"),
        endless("numbers in Arabic", arabic, "1,٢"),
        endless("letters of both directions", english, "aا"),
        endless("marks of direction", arabic, "\u200e\u200f"),
        endless("zeros", english, std::string_view("\0", 1)),
        endless("bytes that are no UTF-8", arabic, "\xff"),
        endless("cut-off UTF-8", korean, "\xf0\x9f\xa6"),
        deep("isolates", "\u2068", "\u2069"),
        deep("isolates that are not closed", "\u2067", ""),
        deep("embeddings", "\u202b", "\u202c"),
        deep("overrides", "\u202e", "\u202c"),
        deep("overrides that are not closed", "\u202d", ""),
        deep("brackets", "(", ")"),
        deep("brackets of many kinds", "([{", "}])"),
        deep("brackets that are not closed", "[", ""),
        deep("ends of isolates", "\u2069", ""),
        deep("isolates with letters between", "\u2067a", "ا\u2069"),
        deep("brackets with letters between", "(ا", "a)"),
        endless("isolates one after the other", arabic, "\u2068a\u2069"),
        endless("brackets one after the other", arabic, "(a)"),
        endless("a letter of each script in turn", english, "aا한"),
    };
}

/// What each part of a paragraph's life takes.
struct Cost {
    counted::Work shaping;
    std::array<counted::Work, 3> wrapping; ///< on one line, on lines as they are, on lines of a letter
    std::array<std::size_t, 3> lines {};
};

constexpr std::array widths { unbounded, 400.f, 5.f };

Cost cost_of(std::string const& text, Language language)
{
    Cost cost;
    std::optional<Paragraph> paragraph;
    cost.shaping = counted::work_of([&] { paragraph.emplace(sample::fonts(), text, Style { language }); });
    for (std::size_t i = 0; i < widths.size(); ++i) {
        Layout layout;
        cost.wrapping[i] = counted::work_of([&] { paragraph->lay_out({ 20, widths[i] }, layout); });
        cost.lines[i] = layout.lines.size();
        CHECK(holds_together(layout, text.size()));
    }
    CHECK(std::isfinite(paragraph->natural_width(20)));
    CHECK(std::isfinite(paragraph->least_width(20)));
    return cost;
}

/// From the small text to the large one the work may grow as the text, and half as much again: for what grows with the
/// logarithm. Memory that is doubled as it fills is copied; by the square it would be thousands of bytes a byte.
void check_linear(std::string_view what, counted::Work const& small, std::size_t small_bytes, counted::Work const& large, std::size_t large_bytes)
{
    auto const growth = static_cast<double>(large_bytes) / static_cast<double>(small_bytes);
    constexpr double room = 1.5;
    constexpr double settled = 100'000; // what the first use of something takes
    auto const grows_faster = [&](std::uint64_t few, std::uint64_t many) { return static_cast<double>(many) > static_cast<double>(few) * growth * room + settled; };
    constexpr std::uint64_t copied_a_byte = 200;
    INFO(fmt::format("{}: {} bytes take {} steps, {} letters shaped, {} bytes copied; {} bytes take {}, {}, {}", what, small_bytes, small.steps, small.letters, small.bytes,
        large_bytes, large.steps, large.letters, large.bytes));
    CHECK_FALSE(grows_faster(small.steps, large.steps));
    CHECK_FALSE(grows_faster(small.letters, large.letters));
    CHECK(large.bytes < copied_a_byte * large_bytes);
}

void check_linear(Kind const& kind, std::size_t small_bytes, std::size_t large_bytes)
{
    CAPTURE(kind.name);
    auto const small_text = kind.make(small_bytes);
    auto const large_text = kind.make(large_bytes);
    auto const small = cost_of(small_text, kind.language);
    auto const large = cost_of(large_text, kind.language);
    check_linear("shaping", small.shaping, small_text.size(), large.shaping, large_text.size());
    for (std::size_t i = 0; i < widths.size(); ++i)
        check_linear(fmt::format("wrapping to {}", widths[i]), small.wrapping[i], small_text.size(), large.wrapping[i], large_text.size());
}

}

TEST_CASE("a paragraph of a megabyte takes as much work a byte as a small one, whatever it is made of", "[text][P1]")
{
    for (auto const& kind : plain_kinds())
        check_linear(kind, megabyte / 64, megabyte);
}

TEST_CASE("so does a strange paragraph of a quarter of a megabyte", "[text][P1]")
{
    for (auto const& kind : strange_kinds())
        check_linear(kind, megabyte / 64, megabyte / 4);
}

TEST_CASE("work is counted: a text taken twice is twice the work, and work by the square would be seen", "[text]")
{
    auto const text = repeated("Insert your card ", 20'000);
    auto const once = counted::work_of([&] { (void)sample::paragraph(text, Language::english); });
    auto const twice = counted::work_of([&] {
        (void)sample::paragraph(text, Language::english);
        (void)sample::paragraph(text, Language::english);
    });
    CHECK(once.letters >= 20'000);
    CHECK(once.steps > 20'000);
    std::string copy(text.size(), ' ');
    CHECK(counted::work_of([&] { std::memmove(copy.data(), text.data(), text.size()); }).bytes == text.size());
    CHECK(twice.letters == once.letters * 2);
    // Four times as many paragraphs of four times the length.
    auto const by_the_square = counted::work_of([&] {
        auto const longer = repeated("Insert your card ", 80'000);
        for (int i = 0; i < 4; ++i)
            (void)sample::paragraph(longer, Language::english);
    });
    CHECK(static_cast<double>(by_the_square.steps) > 4 * 1.5 * static_cast<double>(once.steps) + 100'000);
}

TEST_CASE("100,000 isolates, embeddings and brackets nest, and what is inside keeps its order", "[text][P1]")
{
    for (std::size_t const depth : { 10'000u, 100'000u }) {
        for (auto const& [open, close] : { std::pair("\u2068", "\u2069"), std::pair("\u2067", "\u2069"), std::pair("\u202b", "\u202c"), std::pair("\u202e", "\u202c"), std::pair("(", ")") }) {
            auto const text = "x " + nested(open, "ab 12", close, depth) + " y";
            auto const layout = sample::paragraph(text, Language::english).lay_out({ 20 });
            REQUIRE(layout.lines.size() == 1);
            CHECK(holds_together(layout, text.size()));
            auto const seen = sample::seen(layout, text);
            auto const where = [&](char letter) { return seen.find(letter); };
            CHECK(where('x') == 0);
            CHECK(where('y') == seen.size() - 1);
            auto const override_holds = std::string_view(open) == "\u202e";
            CHECK((where('a') < where('b')) != override_holds);
        }
    }
}

TEST_CASE("every emoji of Unicode is a paragraph", "[text][P1]")
{
    auto const list = read_file("/usr/share/unicode/emoji/emoji-test.txt").value();
    std::size_t lines = 0;
    std::string all;
    for (std::size_t at = 0; at < list.size();) {
        auto const end = std::min(list.find('\n', at), list.size());
        auto const line = std::string_view(list).substr(at, end - at);
        at = end + 1;
        auto const semicolon = line.find(';');
        if (line.starts_with('#') || semicolon == line.npos)
            continue;
        // The emoji itself stands behind the hash sign, too.
        auto const emoji = std::string(line.substr(line.find("# ") + 2, line.find(" E", line.find("# ")) - line.find("# ") - 2));
        all += emoji;
        ++lines;
        for (auto const language : all_languages) {
            auto const paragraph = sample::paragraph(emoji, language);
            auto const layout = paragraph.lay_out({ 20 });
            REQUIRE(holds_together(layout, emoji.size()));
            REQUIRE(holds_together(paragraph.lay_out({ 20, 1 }), emoji.size()));
        }
    }
    CHECK(lines > 4'000);
    CHECK(holds_together(sample::paragraph(all, Language::korean).lay_out({ 20, 300 }), all.size()));
    auto const whole = sample::paragraph(list, Language::english);
    CHECK(holds_together(whole.lay_out({ 20, 300 }), list.size()));
}

TEST_CASE("bytes that are no UTF-8 become U+FFFD, and the letters around them stay", "[text][P1]")
{
    struct {
        std::string_view bytes;
        std::size_t replacements;
    } const cases[] = {
        { "\x80", 1 }, { "\xbf\xbf", 2 },                                         // nothing to continue
        { "\xc0\xaf", 2 }, { "\xc1\xbf", 2 },                                     // longer than need be
        { "\xe0\x80\xaf", 3 }, { "\xe0\x9f\xbf", 3 }, { "\xf0\x80\x80\xaf", 4 },
        { "\xf0\x8f\xbf\xbf", 4 },
        { "\xc3", 1 }, { "\xe2\x82", 1 }, { "\xf0\x9f\xa6", 1 }, { "\xf0\x9f", 1 }, // cut off
        { "\xe2\xff", 2 }, { "\xf0\x9f\xff", 2 }, { "\xe2\xe2\x82\xac", 1 },
        { "\xed\xa0\x80", 3 }, { "\xed\xbf\xbf", 3 }, { "\xed\xa0\xbd\xed\xb8\x80", 6 }, // surrogates
        { "\xf4\x90\x80\x80", 4 }, { "\xf5\x80\x80\x80", 4 },                     // beyond U+10FFFF
        { "\xf8\x88\x80\x80\x80", 5 }, { "\xfe", 1 }, { "\xff\xfe", 2 }, { "\xff\xff\xff\xff", 4 },
    };
    // In the Latin face both the replacement and its neighbours have one glyph a letter.
    auto const glyphs = [](std::string const& text) { return sample::paragraph(text, Language::english).lay_out({ 20 }).glyphs; };
    auto const a = glyphs("a").at(0).glyph;
    for (auto const& one : cases) {
        auto const text = "a" + std::string(one.bytes) + "a";
        CAPTURE(one.bytes);
        auto const seen = glyphs(text);
        auto const euro = one.bytes.ends_with("\xe2\x82\xac") ? 1u : 0u;
        REQUIRE(seen.size() == one.replacements + 2 + euro);
        CHECK(seen.front().glyph == a);
        CHECK(seen.back().glyph == a);
        CHECK(seen.back().cluster == text.size() - 1);
        for (auto const language : all_languages) {
            auto const paragraph = sample::paragraph(text, language);
            CHECK(holds_together(paragraph.lay_out({ 20 }), text.size()));
            CHECK(holds_together(paragraph.lay_out({ 20, 1 }), text.size()));
        }
    }
    // Every two bytes there are, on the way into a text.
    for (unsigned first = 0; first < 256; ++first) {
        std::string text;
        for (unsigned second = 0; second < 256; ++second)
            text += { static_cast<char>(first), static_cast<char>(second), ' ' };
        REQUIRE(holds_together(sample::paragraph(text, Language::arabic).lay_out({ 20, 200 }), text.size()));
    }
}

TEST_CASE("levels and boundaries of a megabyte are found in time that grows with it", "[text]")
{
    Anatomy anatomy(sample::fonts());
    auto const work = [&](std::u32string const& text) {
        return counted::work_of([&] {
            (void)anatomy.bidi(text, Direction::automatic);
            for (auto const boundary : { Boundary::line, Boundary::grapheme, Boundary::word }) {
                for (auto const rules : { BoundaryRules::unicode, BoundaryRules::keep_all })
                    (void)anatomy.boundaries(text, boundary, rules);
            }
        });
    };
    for (std::u32string_view const part : { U"a", U"ا", U"한", U"\u2068", U"\u202e", U"(", U"\u0301", U" ", U"\U0001f1f0", U"\U0001f469\u200d", U"1,", U"aا", U"\n" }) {
        auto const text = [&](std::size_t letters) {
            std::u32string made;
            while (made.size() < letters)
                made += part;
            return made;
        };
        auto const small = work(text(8'192));
        check_linear("anatomy", small, 8'192, work(text(8'192 * 16)), 8'192 * 16);
    }
}
