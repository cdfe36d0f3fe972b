#pragma once
/// The network cable of one program: pulled and plugged by a journey (`hub away`, `hub back`) or a test.

#include "kiosk/trust/net/http.h"

#include <atomic>

namespace kiosk::net {

/// Passes requests on to `behind` while it is plugged in. Pulled, every request is `unreachable`, and so is the one
/// under way: its answer is lost although the other side may have acted on it, as with a real cable.
///
/// Threads: pull() and plug() from any. `behind` must outlive the cable.
class Cable final : public Http {
public:
    explicit Cable(Http& behind) : m_behind(behind) { }

    void pull() { m_pulled = true; }
    void plug() { m_pulled = false; }

    [[nodiscard]] Result<Response> perform(Request const& request, Deadline deadline) override;
    void interrupt() override { m_behind.interrupt(); }

private:
    Http& m_behind;
    std::atomic<bool> m_pulled { false };
};

}
