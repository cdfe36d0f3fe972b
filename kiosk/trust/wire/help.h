#pragma once
/// A citizen's call for help: what the kiosk says of it, and what the hub answers. It says which kiosk, and nothing of
/// who stands there.
///
///     PUT /v1/kiosks/0042/help
///     {"call":"<32 hexadecimal digits>","standing":"calling"}      again every few seconds while it stands
///     {"call":"<32 hexadecimal digits>","standing":"ended"}
///
///     200 {"call":"<the same>","standing":"kept"}

#include "kiosk/base/core/ids.h"
#include "kiosk/base/core/result.h"
#include "kiosk/trust/wire/address.h"

#include <string>
#include <string_view>

namespace kiosk::wire {

struct HelpCall {
    enum class Standing { calling, ended };
    CallId call;
    Standing standing = Standing::calling;
    bool operator==(HelpCall const&) const = default;
};

struct HelpAnswer {
    enum class Standing {
        kept,  ///< the hub holds the call; nobody has looked
        shown, ///< it is on the staff's page, and somebody is there
        seen,  ///< staff have answered
        ended, ///< the hub does not hold it any more
    };
    CallId call;
    Standing standing = Standing::kept;
    bool operator==(HelpAnswer const&) const = default;
};

/// `/v1/kiosks/0042/help`
[[nodiscard]] std::string help_target(KioskNumber kiosk);
/// `malformed` for anything help_target() would not have written.
[[nodiscard]] Result<KioskNumber> help_address(std::string_view target);
/// Whether an address below a kiosk is meant for calls at all.
[[nodiscard]] bool is_help_target(std::string_view target);

[[nodiscard]] std::string encode(HelpCall const& call);
[[nodiscard]] std::string encode(HelpAnswer const& answer);
/// `malformed`, naming the member. Unknown members are passed over: the other side may be newer.
[[nodiscard]] Result<HelpCall> decode_help_call(std::string_view body);
[[nodiscard]] Result<HelpAnswer> decode_help_answer(std::string_view body);

}
