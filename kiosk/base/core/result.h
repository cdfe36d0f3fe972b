#pragma once
/// Errors as values.
///
/// What is expected to go wrong is a `Result`; a bug is `verify()`, which stops the program so that the
/// supervisor starts it again at the rest screen; a state of the world (no paper) is returned as a state.

#include <expected>
#include <string>
#include <string_view>
#include <utility>

namespace kiosk {

/// A kind exists only because some caller does something different for it.
enum class Failure {
    absent,      ///< it is not there (a file, a device, a row)
    unreachable, ///< it may be there but does not answer (hub, reader); trying later may help
    refused,     ///< it answered no (permission, wrong key, busy elsewhere); trying again will not help
    malformed,   ///< what came is not what the format says; the story names the place
    exhausted,   ///< no room, no budget, no time left; nothing was kept
};

[[nodiscard]] std::string_view to_string(Failure kind);

struct Error {
    Failure kind;
    /// English, for the technician and the service log; it names the place and the remedy, never a citizen's text,
    /// and never reaches the glass.
    std::string story;

    /// The same error, told from one level higher: "while reading the card: …".
    [[nodiscard]] Error within(std::string_view what) &&;
};

template <typename T>
using Result = std::expected<T, Error>;

[[nodiscard]] inline std::unexpected<Error> failed(Failure kind, std::string story)
{
    return std::unexpected<Error>(Error { kind, std::move(story) });
}

/// Ends the program with `promise` on standard error.
[[noreturn]] void break_promise(char const* promise);

/// A promise of the program to itself, also checked in release.
inline void verify(bool holds, char const* promise)
{
    if (!holds) [[unlikely]]
        break_promise(promise);
}

namespace detail {
template <typename T>
T&& value_of(std::expected<T, Error>& result) { return std::move(*result); }
inline void value_of(std::expected<void, Error>&) { }
}

}

/// The value of the expression, or a return of its error from the function around it.
#define TRY(...)                                                                       \
    __extension__({                                                                    \
        auto try_result = (__VA_ARGS__);                                               \
        if (!try_result)                                                               \
            return std::unexpected<::kiosk::Error>(std::move(try_result).error());     \
        ::kiosk::detail::value_of(try_result);                                         \
    })

/// As TRY; the error's story begins with what was being done: TRY_WHILE("asking for power", reader.power_on()).
#define TRY_WHILE(what, ...)                                                                   \
    __extension__({                                                                            \
        auto try_result = (__VA_ARGS__);                                                       \
        if (!try_result)                                                                       \
            return std::unexpected<::kiosk::Error>(std::move(try_result).error().within(what)); \
        ::kiosk::detail::value_of(try_result);                                                 \
    })
