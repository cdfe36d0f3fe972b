#include "kiosk/app/control/line.h"

#include <catch2/catch.hpp>

using namespace kiosk;

TEST_CASE("a question needs to say what it asks", "[control]")
{
    CHECK(control::decode_question(R"({"ask":"doctor"})"));
    CHECK(control::decode_question(R"({"ask":"doctor","id":7})"));
    for (auto const* bad : { "", "doctor", "[]", "{}", R"({"ask":7})", R"({"ask":"doctor","id":[]})", R"({"ask":"doctor"} {})", "{\"ask\":\"\xff\"}" }) {
        INFO(bad);
        auto const question = control::decode_question(bad);
        REQUIRE_FALSE(question);
        CHECK(question.error().kind == Failure::malformed);
    }
}

TEST_CASE("an answer and an error survive the way there", "[control]")
{
    auto const question = control::decode_question(R"({"ask":"doctor","id":"a1"})").value();
    auto const line = control::encode_answer(json::Value("fine"), question);
    CHECK(line == "{\"id\":\"a1\",\"answer\":\"fine\"}\n");
    CHECK(control::decode_answer(line).value().as_text() == "fine");

    for (auto const kind : { Failure::absent, Failure::unreachable, Failure::refused, Failure::malformed, Failure::exhausted }) {
        auto const told = control::decode_answer(control::encode_answer(failed(kind, "no \"paper\"\n"), question));
        REQUIRE_FALSE(told);
        CHECK(told.error().kind == kind);
        CHECK(told.error().story == "the kiosk answers: no \"paper\"\n");
    }
}

TEST_CASE("what is no answer is told apart from a kiosk's error", "[control]")
{
    for (auto const* bad : { "", "{}", "[1]", R"({"error":{"kind":"angry","story":"x"}})", R"({"error":{"kind":"absent"}})", R"({"error":"absent"})" }) {
        INFO(bad);
        auto const answer = control::decode_answer(bad);
        REQUIRE_FALSE(answer);
        CHECK(answer.error().kind == Failure::malformed);
    }
}
