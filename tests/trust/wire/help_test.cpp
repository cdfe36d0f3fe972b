#include "kiosk/trust/wire/help.h"

#include <catch2/catch.hpp>

using namespace kiosk;
using namespace kiosk::wire;

namespace {

CallId const call = CallId::from_text("00112233445566778899aabbccddeeff").value();

}

TEST_CASE("A call for help and its answer come back as they were sent", "[wire]")
{
    for (auto const standing : { HelpCall::Standing::calling, HelpCall::Standing::ended })
        CHECK(decode_help_call(encode(HelpCall { call, standing })) == HelpCall { call, standing });
    using Standing = HelpAnswer::Standing;
    for (auto const standing : { Standing::kept, Standing::shown, Standing::seen, Standing::ended })
        CHECK(decode_help_answer(encode(HelpAnswer { call, standing })) == HelpAnswer { call, standing });
    CHECK(encode(HelpCall { call, HelpCall::Standing::calling }) == R"({"call":"00112233445566778899aabbccddeeff","standing":"calling"})");
}

TEST_CASE("What is no call for help is refused by the member's name", "[wire]")
{
    CHECK(decode_help_call("<html>").error().kind == Failure::malformed);
    CHECK(decode_help_call(R"({"standing":"calling"})").error().story.find("call") != std::string::npos);
    CHECK(decode_help_call(R"({"call":"42","standing":"calling"})").error().story.find("32 lower-case hexadecimal") != std::string::npos);
    CHECK(decode_help_call(R"({"call":"00112233445566778899aabbccddeeff","standing":"shouting"})").error().story.find("standing") != std::string::npos);
    CHECK(decode_help_answer(R"({"call":"00112233445566778899aabbccddeeff","standing":"calling"})").error().kind == Failure::malformed);
}

TEST_CASE("The address of a kiosk's calls is read strictly", "[wire]")
{
    auto const kiosk = KioskNumber::of(42).value();
    CHECK(help_target(kiosk) == "/v1/kiosks/0042/help");
    CHECK(help_address("/v1/kiosks/0042/help") == kiosk);
    for (auto const* const wrong : { "/v1/kiosks/42/help", "/v1/kiosks/0042/help/", "/v1/kiosks/0042/help?x", "/v1/kiosks/help", "/v1/kiosks//help", "" })
        CHECK_FALSE(help_address(wrong));
    CHECK_FALSE(is_help_target("/v1/kiosks/0042/epochs/00112233445566778899aabbccddeeff/records"));
}
