#pragma once
/// The libusb context. Included by this folder's sources alone.

#include <libusb.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <map>
#include <thread>

namespace drivers::usb {

/// Shared by the context, its devices and its doors: libusb must be left after the last of them.
struct Library {
    libusb_context* context = nullptr;
    std::atomic<std::thread::id> event_thread {};
    std::atomic<int> open_doors { 0 };
    std::atomic<bool> ended { false }; ///< the event thread is gone; nothing may be opened any more

    /// Calls `task` on the event thread when `pause` has gone by. For real time alone: pacing a device, never a deadline.
    /// From the event thread.
    void later(std::chrono::milliseconds pause, std::function<void()> task);
    /// What is due is called. Returns how long until more will be.
    std::chrono::milliseconds do_what_is_due();

    Library() = default;
    Library(Library const&) = delete;
    Library& operator=(Library const&) = delete;
    ~Library()
    {
        if (context)
            libusb_exit(context);
    }

private:
    std::multimap<std::chrono::steady_clock::time_point, std::function<void()>> m_tasks; ///< the event thread's own
};

}
