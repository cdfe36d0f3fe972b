#include "kiosk/glass/speech/rate.h"
#include "kiosk/glass/speech/voice.h"

#include <catch2/catch.hpp>

using namespace kiosk;
using namespace kiosk::speech;

TEST_CASE("the voice is given words, and none of its own signs", "[speech]")
{
    CHECK(script_of(Language::english, "Step \u20682\u2069 of \u20665\u2069").view() == "Step 2 of 5");
    CHECK(script_of(Language::english, "[[h@l'oU]] you").view() == "  h@l'oU   you");
    CHECK(script_of(Language::english, "a\nb\tc\x01\u0085").view() == "a b c  ");
    CHECK(script_of(Language::korean, "오후\u00A02시…").view() == "오후 2시,");
    CHECK(script_of(Language::english, "a\xFF\xC0\x80\xE2\x82").view() == "a\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD");
    CHECK(script_of(Language::english, "\U0001F600").view() == "\U0001F600");
}

TEST_CASE("the rate goes from 66 to 200 percent of 122 words a minute in eight steps", "[speech]")
{
    CHECK(Rate().words_a_minute() == 122);
    CHECK(Rate().percent() == 100);
    CHECK(Rate::slowest().words_a_minute() == 81);
    CHECK(Rate::fastest().words_a_minute() == 244);
    int steps = 1;
    for (auto rate = Rate::slowest(); rate != Rate::fastest(); rate = rate.faster()) {
        ++steps;
        CHECK(rate.faster().slower() == rate);
        CHECK(rate.faster().words_a_minute() > rate.words_a_minute());
        CHECK(rate.step() == steps - 1);
    }
    CHECK(steps == Rate::steps);
    CHECK(Rate::fastest().faster() == Rate::fastest());
    CHECK(Rate::slowest().slower() == Rate::slowest());
}
