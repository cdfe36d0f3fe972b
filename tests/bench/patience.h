#pragma once
/// Waiting that SIGINT, SIGTERM and SIGHUP end, so that whatever was started is ended too.

#include "kiosk/base/core/result.h"
#include "kiosk/base/core/time.h"

#include <csignal>
#include <functional>
#include <string_view>

namespace bench {

/// Holds those three signals back for as long as it lives and takes them while it naps.
///
/// Threads: one, and the only one of the program.
class Patience {
public:
    Patience();
    ~Patience();
    Patience(Patience const&) = delete;

    /// `refused` once a signal has come, at once.
    [[nodiscard]] kiosk::Result<void> nap(kiosk::Duration span);
    /// Looks every `pace`. `unreachable` with `what` if it does not hold within `span`.
    [[nodiscard]] kiosk::Result<void> until(std::function<bool()> const& holds, kiosk::Duration span, std::string_view what,
        kiosk::Duration pace = std::chrono::milliseconds(5));

private:
    sigset_t m_signals {};
    sigset_t m_before {};
    bool m_over = false;
};

}
