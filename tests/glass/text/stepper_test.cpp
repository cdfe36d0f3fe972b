#include "kiosk/glass/text/stepper.h"
#include "kiosk/glass/text/caret.h"
#include "tests/glass/text/sample.h"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace kiosk::text;

namespace {

std::vector<std::size_t> boundaries(std::string_view text)
{
    Stepper const stepper;
    std::vector<std::size_t> all { 0 };
    while (all.back() < text.size())
        all.push_back(stepper.next(text, all.back()));
    return all;
}

}

TEST_CASE("a stepper goes from letter to letter in bytes", "[text][stepper]")
{
    CHECK(boundaries("ab") == std::vector<std::size_t> { 0, 1, 2 });
    CHECK(boundaries("\u0628\u064E\u0627") == std::vector<std::size_t> { 0, 4, 6 });
    CHECK(boundaries("\U0001F468\u200D\U0001F469x") == std::vector<std::size_t> { 0, 11, 12 });
    CHECK(boundaries("") == std::vector<std::size_t> { 0 });
}

TEST_CASE("back is the way that was come, from any byte", "[text][stepper]")
{
    Stepper const stepper;
    std::string const text = "e\u0301 \u0633\u0644\u0645\u064E\u0649 \uB0A8\U0001F1EA\U0001F1EC\xFF!";
    auto const all = boundaries(text);
    for (std::size_t i = 1; i < all.size(); ++i) {
        CHECK(stepper.previous(text, all[i]) == all[i - 1]);
        CHECK(stepper.is_boundary(text, all[i]));
        for (auto at = all[i - 1] + 1; at < all[i]; ++at) {
            CHECK_FALSE(stepper.is_boundary(text, at));
            CHECK(stepper.next(text, at) == all[i]);
            CHECK(stepper.previous(text, at) == all[i - 1]);
        }
    }
    CHECK(stepper.count(text) == all.size() - 1);
    CHECK(stepper.next(text, text.size()) == text.size());
    CHECK(stepper.previous(text, 0) == 0);
}

TEST_CASE("a stepper finds words", "[text][stepper]")
{
    Stepper const stepper;
    std::string_view const text = "Salma Ali, 12";
    CHECK(stepper.word_at(text, 7) == Stepper::Stretch { 6, 9 });
    CHECK(stepper.word_at(text, 5) == Stepper::Stretch { 5, 6 });
    CHECK(stepper.word_at(text, text.size()) == Stepper::Stretch { 11, 13 });
    CHECK(stepper.word_before(text, 11) == 6);
    CHECK(stepper.word_before(text, 8) == 6);
    CHECK(stepper.word_before(text, 0) == 0);
    CHECK(stepper.word_before("  ", 2) == 0);
}

TEST_CASE("a stepper takes away what the carets of a paragraph take away", "[text][stepper]")
{
    auto const& fonts = sample::fonts();
    Stepper const stepper;
    for (std::string const text : { "\u0628\u0651\u064E\u0627", "e\u0301x", "\uAC00\uB0A8", "\U0001F468\u200D\U0001F469\uFE0F", "a\u0308\u0301" }) {
        Carets const carets(fonts, text, Paragraph(fonts, text, { kiosk::Language::arabic }).lay_out({ 20 }));
        for (auto at = text.size(); at > 0; at = stepper.previous(text, at))
            CHECK(carets.erased_before(static_cast<std::uint32_t>(at)).start == stepper.erased_before(text, at));
    }
}
