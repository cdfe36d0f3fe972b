#pragma once
/// A device's own thread: it does what others ask of the device and, in between, looks at it when it is time.

#include "kiosk/base/core/mailbox.h"
#include "kiosk/base/core/time.h"

#include <functional>
#include <string>
#include <thread>

namespace kiosk::devices {

/// What lives on a strand. Every function is called on the strand's thread alone.
class Tended {
public:
    virtual ~Tended() = default;
    /// When look() is due if nothing else happens before.
    [[nodiscard]] virtual Deadline next_look() const = 0;
    virtual void look() = 0;
    /// The last words before the thread ends: let go of the device.
    virtual void leave() = 0;
};

/// Threads: post() from any, also from a task; stop() and the destructor from the owner's.
class Strand {
public:
    using Task = std::function<void()>;

    /// `tended` and `clock` must outlive the strand. `name` is what the kernel shows (at most 15 letters).
    Strand(std::string name, Tended& tended, Clock const& clock);
    ~Strand();
    Strand(Strand const&) = delete;
    Strand& operator=(Strand const&) = delete;

    void post(Task task) { m_tasks.post(std::move(task)); }

    /// Does what was posted before, calls leave(), and ends the thread. What is posted later is never done.
    void stop();

private:
    Tended& m_tended;
    Clock const& m_clock;
    Mailbox<Task> m_tasks;
    std::thread m_thread;
};

}
