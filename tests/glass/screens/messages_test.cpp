#include "kiosk/glass/language/messages.h"

#include <catch2/catch.hpp>

using namespace kiosk;

TEST_CASE("the screens' texts are whole in three languages", "[screens]")
{
    auto const messages = language::Messages::load(std::filesystem::path(SHUBBAK_SOURCE) / "assets", { .country = "EG", .time_zone = "Africa/Cairo" });
    REQUIRE(messages);
    for (auto const& finding : messages->findings()) {
        INFO(finding.where << ": expected " << finding.expected << ", saw " << finding.seen);
        CHECK(finding.ok);
    }
    CHECK(messages->say(Language::english, "frame.place", { { "step", language::Number { 2 } }, { "of", language::Number { 5 } } })
        == "Step \u20682\u2069 of \u20685\u2069");
    CHECK(messages->say(Language::korean, "done.leaves", { { "seconds", language::Number { 30 } } }) == "\u206830\u2069초 뒤에 이 화면이 닫혀요");
}
