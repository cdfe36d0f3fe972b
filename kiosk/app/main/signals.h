#pragma once
/// SIGINT and SIGTERM as a call on a thread of their own, instead of a handler in the middle of anything.

#include <functional>
#include <thread>

namespace kiosk::app {

/// Make one before any other thread, so that all of them inherit the blocked signals.
class Signals {
public:
    /// `on_end` is called once for each signal that arrives.
    explicit Signals(std::function<void()> on_end);
    ~Signals();
    Signals(Signals const&) = delete;
    Signals& operator=(Signals const&) = delete;

private:
    std::thread m_thread;
};

}
