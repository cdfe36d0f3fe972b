#pragma once
/// The libusb context. Included by this folder's sources alone.

#include <libusb.h>

#include <atomic>
#include <memory>
#include <thread>

namespace drivers::usb {

/// Shared by the context, its devices and its doors: libusb must be left after the last of them.
struct Library {
    libusb_context* context = nullptr;
    std::atomic<std::thread::id> event_thread {};
    std::atomic<int> open_doors { 0 };
    std::atomic<bool> ended { false }; ///< the event thread is gone; nothing may be opened any more

    Library() = default;
    Library(Library const&) = delete;
    Library& operator=(Library const&) = delete;
    ~Library()
    {
        if (context)
            libusb_exit(context);
    }
};

}
