#include "drivers/usb/out_pipe.h"

#include "drivers/usb/door.h"

#include <fmt/format.h>

#include <deque>
#include <utility>

namespace drivers::usb {

/// The flights point here; call_back() waits for all of them before this ends.
struct OutPipe::State {
    std::shared_ptr<Door> door;
    std::uint8_t endpoint = 0;
    OnEnd on_end;

    std::mutex mutex;
    std::condition_variable quiet;
    std::deque<std::shared_ptr<Flight>> flights;
    std::size_t telling = 0; ///< callbacks that are running

    void ended(Flight const* flight, Completion const& completion);
    void call_others_back();
};

void OutPipe::State::ended(Flight const* flight, Completion const& completion)
{
    {
        std::lock_guard const guard(mutex);
        std::erase_if(flights, [&](auto const& other) { return other.get() == flight; });
        ++telling;
    }
    if (!completion.good())
        call_others_back();
    on_end(completion);
    std::lock_guard const guard(mutex);
    --telling;
    quiet.notify_all();
}

void OutPipe::State::call_others_back()
{
    std::lock_guard const guard(mutex);
    for (auto const& flight : flights)
        door->call_back(*flight);
}

OutPipe OutPipe::open(Handle& handle, Endpoint const& endpoint, OnEnd on_end)
{
    auto state = std::make_unique<State>();
    state->door = handle.m_door;
    state->endpoint = endpoint.address;
    state->on_end = std::move(on_end);
    return OutPipe(std::move(state));
}

OutPipe::OutPipe(std::unique_ptr<State> state) : m_state(std::move(state)) { }
OutPipe::OutPipe(OutPipe&&) noexcept = default;

OutPipe& OutPipe::operator=(OutPipe&& other) noexcept
{
    if (m_state)
        call_back();
    m_state = std::move(other.m_state);
    return *this;
}

OutPipe::~OutPipe()
{
    if (m_state)
        call_back();
}

kiosk::Result<void> OutPipe::send(std::span<std::uint8_t const> bytes)
{
    auto flight = std::make_shared<Flight>();
    flight->kind = TransferKind::bulk;
    flight->endpoint = m_state->endpoint;
    flight->buffer.assign(bytes.begin(), bytes.end());
    flight->on_end = [state = m_state.get(), at = flight.get()](Completion const& completion) { state->ended(at, completion); };
    {
        // Before it flies: it may have ended before launch() returns.
        std::lock_guard const guard(m_state->mutex);
        m_state->flights.push_back(flight);
    }
    if (auto const started = m_state->door->launch(flight); !started.good()) {
        {
            std::lock_guard const guard(m_state->mutex);
            std::erase(m_state->flights, flight);
        }
        auto const doing = fmt::format("sending to endpoint {:02x} of {}", m_state->endpoint, m_state->door->description().name());
        return std::unexpected(bytes_of(started, doing).error());
    }
    return {};
}

void OutPipe::call_back()
{
    m_state->door->must_not_be_event_thread();
    m_state->call_others_back();
    std::unique_lock lock(m_state->mutex);
    m_state->quiet.wait(lock, [&] { return m_state->flights.empty() && m_state->telling == 0; });
}

}
