#include "drivers/usb/door.h"

#include <fmt/format.h>

#include <strings.h>

#include <chrono>
#include <utility>
#include <vector>

namespace drivers::usb {

using namespace std::chrono_literals;
using kiosk::Failure;
using kiosk::verify;

namespace {

/// How often a waiting call looks at the clock: a virtual one moves without waking anybody.
constexpr auto look_at_clock = 20ms;
/// How long the kernel may take to give back what was called back.
constexpr auto patience_with_kernel = 1s;
/// Between two questions to a device that answers with nothing at once.
constexpr auto pause_between_empty_answers = 10ms;

Completion from_status(libusb_transfer const& transfer)
{
    auto const bytes = static_cast<std::size_t>(transfer.actual_length);
    switch (transfer.status) {
    case LIBUSB_TRANSFER_COMPLETED: return { Ending::completed, bytes, {} };
    case LIBUSB_TRANSFER_STALL: return { Ending::stalled, bytes, {} };
    case LIBUSB_TRANSFER_OVERFLOW: return { Ending::overrun, bytes, {} };
    case LIBUSB_TRANSFER_CANCELLED: return { Ending::cancelled, {}, {} };
    case LIBUSB_TRANSFER_TIMED_OUT: return { Ending::deadline_passed, {}, {} };
    case LIBUSB_TRANSFER_NO_DEVICE: return { Ending::unplugged, {}, {} };
    case LIBUSB_TRANSFER_ERROR: break;
    }
    return { Ending::broken, {}, "the bus reported an error" };
}

Completion from_submission(int code)
{
    if (code == LIBUSB_ERROR_NO_DEVICE)
        return { Ending::unplugged, 0, {} };
    // The kernel answers ENOENT for an endpoint that the device has not got, which libusb calls an I/O error.
    return { Ending::broken, 0, libusb_error_name(code) };
}

unsigned char transfer_type(TransferKind kind)
{
    switch (kind) {
    case TransferKind::control: return LIBUSB_TRANSFER_TYPE_CONTROL;
    case TransferKind::interrupt: return LIBUSB_TRANSFER_TYPE_INTERRUPT;
    case TransferKind::bulk: return LIBUSB_TRANSFER_TYPE_BULK;
    case TransferKind::isochronous: break;
    }
    verify(false, "nothing here speaks isochronously");
    return 0;
}

}

Flight::~Flight()
{
    explicit_bzero(buffer.data(), buffer.size());
}

Door::Door(std::shared_ptr<Library> library, libusb_device_handle* handle, Description const& description, kiosk::Clock const& clock)
    : m_library(std::move(library)), m_handle(handle), m_description(description), m_clock(clock)
{
    ++m_library->open_doors;
}

Door::~Door()
{
    must_not_be_event_thread();
    shut();
    {
        std::unique_lock lock(m_mutex);
        // Longer than any cancellation takes; past it the kernel has lost the transfer, and a restart is all that helps.
        verify(m_ended.wait_for(lock, 10 * patience_with_kernel, [&] { return m_flights.empty(); }),
            "the kernel gives every USB transfer back");
    }
    libusb_close(m_handle);
    --m_library->open_doors;
}

void Door::must_not_be_event_thread() const
{
    verify(m_library->event_thread.load() != std::this_thread::get_id(), "the USB event thread never waits for USB");
}

Completion Door::launch(std::shared_ptr<Flight> const& flight)
{
    std::lock_guard const guard(m_mutex);
    if (m_shut)
        return { Ending::cancelled, 0, {} };
    auto* transfer = libusb_alloc_transfer(0);
    if (!transfer)
        return { Ending::broken, 0, "no memory" };
    transfer->dev_handle = m_handle;
    transfer->endpoint = flight->endpoint;
    transfer->type = transfer_type(flight->kind);
    transfer->timeout = 0; // the deadline is ours, on our clock
    transfer->buffer = flight->buffer.data();
    transfer->length = static_cast<int>(flight->buffer.size());
    transfer->user_data = flight.get();
    transfer->callback = on_landed;
    flight->transfer = transfer;
    flight->on_door = this;
    m_flights.insert(flight);
    if (auto const code = libusb_submit_transfer(transfer); code != 0) {
        // It never flew, so that no callback will release it.
        m_flights.erase(flight);
        flight->transfer = nullptr;
        flight->ended = true;
        libusb_free_transfer(transfer);
        return from_submission(code);
    }
    return { Ending::completed, 0, {} };
}

void LIBUSB_CALL Door::on_landed(libusb_transfer* transfer)
{
    auto* flight = static_cast<Flight*>(transfer->user_data);
    flight->on_door->land(*flight);
}

void Door::land(Flight& flight)
{
    flight.completion = from_status(*flight.transfer);
    flight.arrived = static_cast<std::size_t>(flight.transfer->actual_length);
    switch (flight.on_landing ? flight.on_landing(flight) : Flight::Next::end) {
    case Flight::Next::end: end(flight); break;
    case Flight::Next::again: relaunch(flight); break;
    case Flight::Next::after_a_pause:
        // Calling it back meanwhile finds nothing in the air; relaunch() then ends it.
        m_library->later(pause_between_empty_answers, [this, keep = flight.shared_from_this()] { relaunch(*keep); });
        break;
    }
}

void Door::relaunch(Flight& flight)
{
    {
        std::lock_guard const guard(m_mutex);
        if (m_shut || flight.called_back) {
            flight.completion = { Ending::cancelled, {}, {} };
        } else {
            auto const code = libusb_submit_transfer(flight.transfer);
            if (code == 0)
                return;
            flight.completion = from_submission(code);
        }
    }
    end(flight);
}

void Door::end(Flight& flight)
{
    std::shared_ptr<Flight> keep;
    {
        std::lock_guard const guard(m_mutex);
        keep = m_flights.extract(flight.shared_from_this()).value();
        libusb_free_transfer(std::exchange(flight.transfer, nullptr));
        flight.ended = true;
        m_ended.notify_all();
    }
    // From here on the door may be gone: its destructor waited for the flights alone.
    if (keep->on_end)
        keep->on_end(keep->completion);
}

void Door::call_back(Flight& flight)
{
    std::lock_guard const guard(m_mutex);
    flight.called_back = true;
    if (flight.transfer)
        libusb_cancel_transfer(flight.transfer); // NOT_FOUND: it is on its way home already
}

Completion Door::fly(std::shared_ptr<Flight> const& flight, kiosk::Deadline deadline)
{
    must_not_be_event_thread();
    if (auto const start = launch(flight); !start.good())
        return start;

    std::unique_lock lock(m_mutex);
    while (!flight->ended && !deadline.passed(m_clock))
        m_ended.wait_for(lock, std::min<kiosk::Duration>(deadline.left(m_clock), look_at_clock), [&] { return flight->ended; });
    if (!flight->ended) {
        libusb_cancel_transfer(flight->transfer);
        if (!m_ended.wait_for(lock, patience_with_kernel, [&] { return flight->ended; }))
            return { Ending::deadline_passed, {}, "the kernel does not give the transfer back" };
        if (flight->completion.ending == Ending::cancelled && !m_shut)
            return { Ending::deadline_passed, {}, {} };
    }
    return flight->completion;
}

void Door::shut()
{
    std::lock_guard const guard(m_mutex);
    m_shut = true;
    for (auto const& flight : m_flights)
        libusb_cancel_transfer(flight->transfer);
}

kiosk::Error error_of(int code, std::string_view doing)
{
    auto const story = [&](std::string_view words) { return fmt::format("{}: {}", doing, words); };
    switch (code) {
    case LIBUSB_ERROR_NO_DEVICE: return { Failure::absent, story("the device has been unplugged") };
    case LIBUSB_ERROR_NOT_FOUND: return { Failure::absent, story("the device has no such thing") };
    case LIBUSB_ERROR_ACCESS: return { Failure::refused, story("this user may not; a udev rule must grant it") };
    case LIBUSB_ERROR_BUSY: return { Failure::refused, story("it is held by another program or a kernel driver") };
    case LIBUSB_ERROR_NO_MEM: return { Failure::exhausted, story("no memory") };
    default: return { Failure::unreachable, story(libusb_error_name(code)) };
    }
}

}
