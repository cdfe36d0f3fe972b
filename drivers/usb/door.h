#pragma once
/// An open libusb device and the transfers in flight on it. Included by this folder's sources alone.

#include "drivers/usb/completion.h"
#include "drivers/usb/description.h"
#include "drivers/usb/library.h"
#include "kiosk/base/core/time.h"

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <set>

namespace drivers::usb {

/// One transfer and its memory.
struct Flight : std::enable_shared_from_this<Flight> {
    /// What to do with a transfer that has come back.
    enum class Next {
        end,
        again,
        after_a_pause, ///< again, but not at once: the device has nothing to say and says it all the time
    };

    Bytes buffer; ///< control transfers begin with their 8 setup bytes
    std::uint8_t endpoint = 0;
    TransferKind kind = TransferKind::bulk;
    /// Called on the event thread each time the transfer comes back; without it the transfer ends.
    std::function<Next(Flight&)> on_landing;
    /// Called on the event thread once, when it will not fly again.
    std::function<void(Completion)> on_end;

    // Guarded by the door's mutex.
    libusb_transfer* transfer = nullptr; ///< null before the first submission and after the end
    bool ended = false;
    bool called_back = false;
    class Door* on_door = nullptr; ///< outlives the flight's time in the air

    // Written on the event thread before `ended`.
    Completion completion;
    std::size_t arrived = 0; ///< bytes in the buffer, setup not counted, whatever the ending

    ~Flight();
};

class Door {
public:
    Door(std::shared_ptr<Library> library, libusb_device_handle* handle, Description const& description, kiosk::Clock const& clock);
    /// Waits until every flight has ended, then closes the device.
    ~Door();
    Door(Door const&) = delete;
    Door& operator=(Door const&) = delete;

    [[nodiscard]] libusb_device_handle* handle() const { return m_handle; }
    [[nodiscard]] Description const& description() const { return m_description; }

    /// Submits and returns; the flight's callbacks tell the rest. If it cannot start, nothing is called and the
    /// completion says why.
    [[nodiscard]] Completion launch(std::shared_ptr<Flight> const& flight);
    /// Asks for the flight to come back at once; it ends as `cancelled` unless it was faster.
    void call_back(Flight& flight);
    /// Submits and waits for the end.
    [[nodiscard]] Completion fly(std::shared_ptr<Flight> const& flight, kiosk::Deadline deadline);

    /// Calls every flight back; no other one starts any more.
    void shut();
    /// Ends the program if called on the event thread, where waiting would wait for itself.
    void must_not_be_event_thread() const;

private:
    static void LIBUSB_CALL on_landed(libusb_transfer* transfer);
    void land(Flight& flight);
    void relaunch(Flight& flight);
    void end(Flight& flight);

    std::shared_ptr<Library> m_library;
    libusb_device_handle* m_handle;
    Description m_description;
    kiosk::Clock const& m_clock;
    std::mutex m_mutex;
    std::condition_variable m_ended;
    std::set<std::shared_ptr<Flight>> m_flights;
    bool m_shut = false;
};

/// For calls that libusb answers with an error code: `doing` begins the story.
[[nodiscard]] kiosk::Error error_of(int code, std::string_view doing);

}
