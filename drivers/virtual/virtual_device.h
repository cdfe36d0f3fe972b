#pragma once
/// The device side of USB: what every virtual device has in common, whatever it is and however it is plugged in.
///
///                 plugged_in()                    submit(), cancel()
///     unplugged ---------------> plugged in  <------------------------ transport
///         ^                          |
///         +--------------------------+
///          unplugged(), a fault, or pull()
///
/// A model (reader, printer) derives from it and answers bytes; a transport (umockdev, later USB/IP) carries transfers
/// to it. Nothing here waits, sleeps or has a thread: a device does something when the host or a person does.
///
/// Source: USB 2.0, chapters 5 (packets, short packets), 8 (NAK, STALL) and 9 (standard requests).
///
/// Threads: every public function may be called from any; the model's hooks run one at a time under the device's lock.

#include "drivers/virtual/fault.h"
#include "drivers/virtual/transfer.h"

#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace drivers::virtuals {

/// What the device is made of, as bytes on the wire. Strings are ASCII, the first has index 1.
struct Descriptors {
    Bytes device;
    Bytes configuration; ///< with interfaces, class descriptors and endpoints
    std::vector<std::string> strings;
    int megabits = 12;
};

struct Counters {
    std::uint64_t transfers = 0; ///< as Fault::Unit::transfer counts
    std::uint64_t bytes_out = 0; ///< taken by the device from bulk OUT
    std::uint64_t bytes_in = 0;  ///< given to the host by bulk and interrupt IN
    std::uint64_t faults_fired = 0;
};

class VirtualDevice {
public:
    enum class Power { pulled, cycled };

    virtual ~VirtualDevice() = default;
    VirtualDevice(VirtualDevice const&) = delete;
    VirtualDevice& operator=(VirtualDevice const&) = delete;

    [[nodiscard]] Descriptors const& descriptors() const { return m_descriptors; }

    // For transports.

    /// Power arrives: everything volatile starts anew. `on_power` is called, without the lock, when the device goes by
    /// itself (a fault); the transport then makes the host see it.
    void plugged_in(std::function<void(Power)> on_power);
    /// Every transfer in flight ends as `unplugged`, and every later one at once.
    void unplugged();
    void submit(TransferPointer const& transfer);
    /// False if it has ended already.
    bool cancel(TransferPointer const& transfer);
    /// CLEAR_FEATURE(ENDPOINT_HALT). False if there is no such endpoint.
    bool clear_halt(std::uint8_t endpoint);
    /// A port reset: halts end, queues empty, the model's volatile state starts anew; what a person did (a card, paper)
    /// stays.
    void reset();
    [[nodiscard]] bool has_endpoint(std::uint8_t endpoint) const;

    // For people and tests.

    void arm(Fault fault);
    /// Nothing armed, nothing held back, nothing busy for ever.
    void disarm();
    [[nodiscard]] Counters counters() const;

protected:
    /// Held by every public function of a model; transfers that ended meanwhile are told when it goes.
    class Turn {
    public:
        explicit Turn(VirtualDevice& device) : m_device(device), m_lock(device.m_mutex) { }
        ~Turn();
        Turn(Turn const&) = delete;
        Turn& operator=(Turn const&) = delete;

    private:
        VirtualDevice& m_device;
        std::unique_lock<std::mutex> m_lock;
    };

    explicit VirtualDevice(Descriptors descriptors);
    /// For public functions of a model that only look.
    [[nodiscard]] std::mutex& mutex() const { return m_mutex; }

    // Hooks; the lock is held.

    /// Power arrived, or the port was reset.
    virtual void started() = 0;
    /// Bytes of a bulk OUT transfer, at most one packet. Returns how many were taken; if fewer, the endpoint answers NAK
    /// until take_more().
    virtual std::size_t take(std::uint8_t endpoint, std::span<std::uint8_t const> bytes) = 0;
    /// A transfer ended with this packet: a message may be complete.
    virtual void taken_whole(std::uint8_t endpoint) { static_cast<void>(endpoint); }
    struct ControlAnswer {
        bool stalled = true;
        Bytes bytes; ///< for IN; cut to what the host asked for
    };
    /// A class or vendor request; `bytes` is what an OUT request carried.
    virtual ControlAnswer control(std::array<std::uint8_t, 8> const& setup, Bytes const& bytes) = 0;

    enum class EndOfMessage { short_packet, none };
    /// Queues a message for the host. With `short_packet` a message of whole packets is followed by an empty one.
    void give(std::uint8_t endpoint, Bytes message, EndOfMessage end);
    /// Forgets what is queued for the host on this endpoint.
    void forget(std::uint8_t endpoint);
    /// Something was taken out of a full buffer: the host's next packets are welcome.
    void take_more(std::uint8_t endpoint);
    [[nodiscard]] bool is_plugged_in() const { return m_plugged_in; }

private:
    struct Packet {
        Bytes bytes;
        bool babble = false;
    };
    struct Port {
        std::uint8_t address = 0;
        std::uint16_t max_packet = 0;
        bool halted = false;
        bool busy_for_ever = false;
        std::deque<Packet> packets;
        std::deque<TransferPointer> waiting;
    };
    struct Held {
        std::uint8_t endpoint = 0;
        Bytes message;
        EndOfMessage end = EndOfMessage::none;
    };

    [[nodiscard]] Port* port(std::uint8_t endpoint);
    void end(TransferPointer const& transfer, TransferStatus status);
    void start();
    void go(Power power);
    void halt(Port& port);
    void pump(Port& port);
    void pump_in(Port& port);
    void pump_out(Port& port);
    bool deliver(Port& port, Transfer& transfer);
    void enqueue(Port& port, Bytes const& message, EndOfMessage end, bool babble);
    void release_held();
    void do_control(TransferPointer const& transfer);
    [[nodiscard]] ControlAnswer standard_request(std::array<std::uint8_t, 8> const& setup);
    [[nodiscard]] std::optional<FaultKind> due_at_transfer();
    [[nodiscard]] std::optional<FaultKind> due_at_byte();
    [[nodiscard]] std::size_t bytes_before_fault() const;

    Descriptors const m_descriptors;
    mutable std::mutex m_mutex;
    bool m_plugged_in = false;
    std::function<void(Power)> m_on_power;
    std::map<std::uint8_t, Port> m_ports;
    std::vector<Fault> m_faults; ///< `at` counts down
    std::optional<FaultKind> m_next_in; ///< babble, late or duplicate that met an OUT
    std::vector<Held> m_held;
    Counters m_counters;
    std::vector<TransferPointer> m_ended;
    std::optional<Power> m_power_change;
};

}
