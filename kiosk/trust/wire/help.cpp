#include "kiosk/trust/wire/help.h"

#include "kiosk/base/json/reader.h"

#include <fmt/format.h>

namespace kiosk::wire {

namespace {

constexpr std::string_view before = "/v1/kiosks/";
constexpr std::string_view behind = "/help";

Result<CallId> read_call(json::Reader& fields)
{
    auto const call = CallId::from_text(TRY(fields.text("call")));
    if (!call)
        return fields.wrong_field("call", "32 lower-case hexadecimal digits");
    return *call;
}

std::string_view word_of(HelpCall::Standing standing)
{
    return standing == HelpCall::Standing::calling ? "calling" : "ended";
}

std::string_view word_of(HelpAnswer::Standing standing)
{
    switch (standing) {
    case HelpAnswer::Standing::kept: return "kept";
    case HelpAnswer::Standing::shown: return "shown";
    case HelpAnswer::Standing::seen: return "seen";
    case HelpAnswer::Standing::ended: return "ended";
    }
    verify(false, "a call stands in one of four ways");
    return {};
}

}

std::string help_target(KioskNumber kiosk) { return fmt::format("{}{}{}", before, kiosk.text(), behind); }

bool is_help_target(std::string_view target) { return target.starts_with(before) && target.ends_with(behind); }

Result<KioskNumber> help_address(std::string_view target)
{
    if (!is_help_target(target) || target.size() < before.size() + behind.size())
        return failed(Failure::malformed, "expected an address like /v1/kiosks/0042/help");
    target.remove_prefix(before.size());
    target.remove_suffix(behind.size());
    return KioskNumber::from_text(target);
}

std::string encode(HelpCall const& call)
{
    return json::write_canonical(json::Value::Object { { "call", call.call.text() }, { "standing", word_of(call.standing) } });
}

std::string encode(HelpAnswer const& answer)
{
    return json::write_canonical(json::Value::Object { { "call", answer.call.text() }, { "standing", word_of(answer.standing) } });
}

Result<HelpCall> decode_help_call(std::string_view body)
{
    using Standing = HelpCall::Standing;
    auto const value = TRY(json::parse(body, "call"));
    json::Reader fields(value, "call");
    auto const call = TRY(read_call(fields));
    auto const standing = TRY(fields.one_of<Standing>("standing", { { "calling", Standing::calling }, { "ended", Standing::ended } }));
    return HelpCall { call, standing };
}

Result<HelpAnswer> decode_help_answer(std::string_view body)
{
    using Standing = HelpAnswer::Standing;
    auto const value = TRY(json::parse(body, "answer"));
    json::Reader fields(value, "answer");
    auto const call = TRY(read_call(fields));
    auto const standing = TRY(fields.one_of<Standing>("standing",
        { { "kept", Standing::kept }, { "shown", Standing::shown }, { "seen", Standing::seen }, { "ended", Standing::ended } }));
    return HelpAnswer { call, standing };
}

}
