// The order of whole lines against ICU's own, after breaking: UAX #9, L1 and L2.
#include "kiosk/glass/text/paragraph.h"

#include "tests/glass/text/sample.h"

#include <catch2/catch.hpp>
#include <memory>
#include <numeric>
#include <random>
#include <unicode/ubidi.h>

using namespace kiosk;
using namespace kiosk::text;

namespace {

struct CloseBidi {
    void operator()(UBiDi* bidi) const { ubidi_close(bidi); }
};
using Bidi = std::unique_ptr<UBiDi, CloseBidi>;

/// A letter of the sample as UTF-8 and as the one code unit that it is in UTF-16.
struct Letter {
    std::string_view utf8;
    char16_t utf16;
};
constexpr Letter letters[] = { { "a", u'a' }, { "b", u'b' }, { "ا", u'ا' }, { "ب", u'ب' }, { "1", u'1' }, { "٢", u'٢' }, { " ", u' ' }, { " ", u' ' }, { "(", u'(' }, { ")", u')' }, { "+", u'+' },
    { ".", u'.' }, { "\t", u'\t' }, { "한", u'한' }, { "\u2066", u'\u2066' }, { "\u2067", u'\u2067' }, { "\u2068", u'\u2068' }, { "\u2069", u'\u2069' }, { "\u202e", u'\u202e' },
    { "\u202b", u'\u202b' }, { "\u202c", u'\u202c' }, { "\u200f", u'\u200f' }, { "\u064e", u'\u064e' }, { "-", u'-' } };

}

TEST_CASE("every line of a random text has the order that ICU gives that line", "[text]")
{
    std::mt19937 random(9);
    Bidi const bidi(ubidi_open());
    Bidi const line_bidi(ubidi_open());
    int lines = 0;
    int turned = 0;
    for (int round = 0; round < 3000; ++round) {
        std::string utf8;
        std::u16string utf16;
        std::vector<std::uint32_t> unit_at; // for each byte, and for the end
        for (auto count = 1 + random() % 40; count > 0; --count) {
            auto const& letter = letters[random() % std::size(letters)];
            unit_at.resize(utf8.size() + letter.utf8.size(), static_cast<std::uint32_t>(utf16.size()));
            utf8 += letter.utf8;
            utf16 += letter.utf16;
        }
        unit_at.push_back(static_cast<std::uint32_t>(utf16.size()));
        auto const right_to_left = random() % 2 == 1;
        UErrorCode error = U_ZERO_ERROR;
        ubidi_setPara(bidi.get(), utf16.data(), static_cast<int32_t>(utf16.size()), right_to_left ? 1 : 0, nullptr, &error);
        auto const paragraph = sample::paragraph(utf8, Language::english, right_to_left ? Direction::right_to_left : Direction::left_to_right);
        auto const layout = paragraph.lay_out({ 20, random() % 3 == 0 ? unbounded : 120.f });
        for (auto const& line : layout.lines) {
            auto const start = unit_at[line.start];
            auto const end = unit_at[line.end];
            ubidi_setLine(bidi.get(), static_cast<int32_t>(start), static_cast<int32_t>(end), line_bidi.get(), &error);
            std::vector<int32_t> expected(end - start);
            // From the line's levels: ubidi_getVisualMap() of ICU 72 turns trailing space whose level was odd before L1.
            ubidi_reorderVisual(ubidi_getLevels(line_bidi.get(), &error), static_cast<int32_t>(expected.size()), expected.data());
            REQUIRE(U_SUCCESS(error));
            std::vector<int32_t> order;
            for (auto const& run : layout.runs_of(line)) {
                std::vector<int32_t> units(unit_at[run.end] - unit_at[run.start]);
                std::iota(units.begin(), units.end(), static_cast<int32_t>(unit_at[run.start] - start));
                if (run.level % 2 == 1)
                    std::ranges::reverse(units);
                order.insert(order.end(), units.begin(), units.end());
            }
            // What X9 removes has no place of its own.
            auto const removed = [&](int32_t at) {
                auto const unit = utf16[start + static_cast<std::uint32_t>(at)];
                return unit >= 0x202a && unit <= 0x202e;
            };
            std::erase_if(order, removed);
            std::erase_if(expected, removed);
            ++lines;
            turned += std::ranges::is_sorted(order) ? 0 : 1;
            REQUIRE(order == expected);
        }
    }
    CHECK(lines > 4000);
    CHECK(turned > 1000);
}
