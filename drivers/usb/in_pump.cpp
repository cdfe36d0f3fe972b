#include "drivers/usb/in_pump.h"

#include "drivers/usb/door.h"

#include <fmt/format.h>

#include <strings.h>

#include <array>
#include <utility>
#include <vector>

namespace drivers::usb {

/// Two, so that one is posted while the other is being looked at.
constexpr std::size_t posted_transfers = 2;
/// Some printers answer every question for status with nothing, at once and for ever; they are then asked more slowly.
constexpr int most_empty_in_a_row = 16;

/// The flights point here; stop() waits for all of them before this ends.
struct InPump::State {
    std::shared_ptr<Door> door;
    OnBytes on_bytes;
    OnEnd on_end;

    std::mutex mutex;
    std::condition_variable quiet;
    std::vector<std::shared_ptr<Flight>> flights;
    std::size_t flying = 0;
    bool stopping = false;
    bool told = true; ///< on_end has returned, or will not be called
    int empty_in_a_row = 0; ///< the event thread's own
    std::optional<Completion> reason; ///< the first that ended a transfer; the others come back after it

    Flight::Next landed(Flight& flight);
    void ended(Completion const& completion);
};

Flight::Next InPump::State::landed(Flight& flight)
{
    {
        std::lock_guard const guard(mutex);
        if (stopping || reason)
            return Flight::Next::end;
    }
    auto const good = flight.completion.good();
    if (flight.arrived > 0 && (good || flight.completion.ending == Ending::stalled)) {
        on_bytes(std::span(flight.buffer).first(flight.arrived));
        explicit_bzero(flight.buffer.data(), flight.buffer.size());
    }
    if (!good)
        return Flight::Next::end;
    empty_in_a_row = flight.arrived == 0 ? empty_in_a_row + 1 : 0;
    return empty_in_a_row > most_empty_in_a_row ? Flight::Next::after_a_pause : Flight::Next::again;
}

void InPump::State::ended(Completion const& completion)
{
    std::unique_lock lock(mutex);
    if (!reason)
        reason = completion;
    --flying;
    if (flying > 0) {
        for (auto const& other : flights)
            door->call_back(*other);
        return;
    }
    if (!stopping && on_end) {
        told = false;
        lock.unlock();
        on_end(*reason);
        lock.lock();
        told = true;
    }
    quiet.notify_all();
}

kiosk::Result<InPump> InPump::start(Handle& handle, Endpoint const& endpoint, OnBytes on_bytes, OnEnd on_end)
{
    auto state = std::make_unique<State>();
    state->door = handle.m_door;
    state->on_bytes = std::move(on_bytes);
    state->on_end = std::move(on_end);
    for (std::size_t i = 0; i < posted_transfers; ++i) {
        auto flight = std::make_shared<Flight>();
        flight->kind = endpoint.kind;
        flight->endpoint = endpoint.address;
        flight->buffer.resize(endpoint.max_packet);
        flight->on_landing = [at = state.get()](Flight& landed) { return at->landed(landed); };
        flight->on_end = [at = state.get()](Completion const& completion) { at->ended(completion); };
        state->flights.push_back(std::move(flight));
    }

    // Counted before they fly: the first may have ended before the second starts.
    state->flying = state->flights.size();
    auto const flights = state->flights;
    for (std::size_t i = 0; i < flights.size(); ++i) {
        auto const started = state->door->launch(flights[i]);
        if (started.good())
            continue;
        auto const doing = fmt::format("reading endpoint {:02x} of {}", endpoint.address, handle.description().name());
        {
            std::lock_guard const guard(state->mutex);
            state->stopping = true;
            state->flying -= flights.size() - i;
        }
        InPump(std::move(state)); // calls back those that fly
        return std::unexpected(bytes_of(started, doing).error());
    }
    return InPump(std::move(state));
}

InPump::InPump(std::unique_ptr<State> state) : m_state(std::move(state)) { }
InPump::InPump(InPump&&) noexcept = default;

InPump& InPump::operator=(InPump&& other) noexcept
{
    stop();
    m_state = std::move(other.m_state);
    return *this;
}

InPump::~InPump() { stop(); }

void InPump::stop()
{
    if (!m_state)
        return;
    auto& state = *m_state;
    state.door->must_not_be_event_thread();
    {
        std::lock_guard const guard(state.mutex);
        state.stopping = true;
    }
    for (auto const& flight : state.flights)
        state.door->call_back(*flight);
    {
        std::unique_lock lock(state.mutex);
        state.quiet.wait(lock, [&] { return state.flying == 0 && state.told; });
    }
    m_state.reset();
}

}
