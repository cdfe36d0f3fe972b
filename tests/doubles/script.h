#pragma once
/// The other side of a talk, written down beforehand, line by line:
///
///     auto talk = talking({ Host { … }, Device { … }, Unplugged {} });
///
/// The host must say exactly what the script says, in that order; a script that is not played to its end fails. What the
/// lines are, and how a transport reads them, is each protocol's own.

#include "kiosk/base/core/result.h"
#include "tests/doubles/clock.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <deque>
#include <memory>
#include <optional>
#include <utility>
#include <variant>

namespace doubles {

/// What is left of the talk; shared by the transport (which the driver owns) and the test.
template <typename... Kinds>
struct Script {
    using Line = std::variant<Kinds...>;

    std::deque<Line> lines;
    AdvanceableClock clock;
    /// The latest deadline that any call brought with it.
    std::optional<kiosk::Instant> latest_deadline;
    bool unplugged = false;

    /// The next line if it is of this kind.
    template <typename Kind>
    [[nodiscard]] Kind* next()
    {
        return lines.empty() ? nullptr : std::get_if<Kind>(&lines.front());
    }
    void drop() { lines.pop_front(); }
    void note(kiosk::Deadline deadline) { latest_deadline = std::max(latest_deadline.value_or(deadline.moment()), deadline.moment()); }
    void surprised(char const* what) const { FAIL_CHECK("the script, with " << lines.size() << " lines left, does not say that " << what); }
};

/// `Transport` is a driver's, as `Scripted` plays it.
template <typename Script, typename Transport, typename Scripted>
class Conversation {
public:
    explicit Conversation(std::deque<typename Script::Line> lines) : m_script(std::make_shared<Script>()) { m_script->lines = std::move(lines); }
    Conversation(Conversation&&) = default;
    ~Conversation()
    {
        if (m_script)
            CHECK(m_script->lines.empty()); // the script was played to its end
    }

    [[nodiscard]] AdvanceableClock& clock() { return m_script->clock; }
    [[nodiscard]] Script& script() { return *m_script; }
    [[nodiscard]] std::unique_ptr<Transport> transport() { return std::make_unique<Scripted>(m_script); }
    [[nodiscard]] kiosk::Deadline in(kiosk::Duration span) { return kiosk::Deadline::after(m_script->clock, span); }

private:
    std::shared_ptr<Script> m_script; // shared with the transport, which lives as long as its driver
};

}
