#pragma once
/// Where threads meet, and nowhere else.

#include "kiosk/base/core/time.h"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>

namespace kiosk {

/// Letters from any thread to one reader. Posting never blocks for longer than the reader's take().
/// A box must outlive the last post(), which still touches it when wait() has handed out the letter: share it if need be.
///
/// Threads: post(), close() and closed() from any; the rest from the reader's.
template <typename Letter>
class Mailbox {
public:
    /// `wake` is called after each post, on the poster's thread, for a reader that sleeps elsewhere (SDL_WaitEvent).
    explicit Mailbox(std::function<void()> wake = {}) : m_wake(std::move(wake)) { }

    void post(Letter letter)
    {
        {
            std::lock_guard const guard(m_mutex);
            m_letters.push_back(std::move(letter));
        }
        m_arrived.notify_one();
        if (m_wake)
            m_wake();
    }

    /// The oldest letter, or nothing.
    [[nodiscard]] std::optional<Letter> take()
    {
        std::lock_guard const guard(m_mutex);
        return pop();
    }

    /// Waits for a letter; nothing after close() once the box is empty.
    [[nodiscard]] std::optional<Letter> wait()
    {
        std::unique_lock lock(m_mutex);
        m_arrived.wait(lock, [&] { return m_closed || !m_letters.empty(); });
        return pop();
    }

    /// As wait(), but nothing also once `deadline` has passed: for a reader that has something of its own to do then.
    [[nodiscard]] std::optional<Letter> wait_until(Deadline deadline, Clock const& clock)
    {
        std::unique_lock lock(m_mutex);
        m_arrived.wait_for(lock, deadline.left(clock), [&] { return m_closed || !m_letters.empty(); });
        return pop();
    }

    /// Whether close() was called. Letters may still be waiting.
    [[nodiscard]] bool closed() const
    {
        std::lock_guard const guard(m_mutex);
        return m_closed;
    }

    /// As wait(), but gives up after `span` with nothing; nothing does not tell closed from late.
    [[nodiscard]] std::optional<Letter> wait_for(std::chrono::nanoseconds span)
    {
        std::unique_lock lock(m_mutex);
        m_arrived.wait_for(lock, span, [&] { return m_closed || !m_letters.empty(); });
        return pop();
    }

    /// Ends every wait(). Letters posted before are still handed out.
    void close()
    {
        {
            std::lock_guard const guard(m_mutex);
            m_closed = true;
        }
        m_arrived.notify_all();
    }

private:
    std::optional<Letter> pop()
    {
        if (m_letters.empty())
            return std::nullopt;
        std::optional<Letter> letter(std::move(m_letters.front()));
        m_letters.pop_front();
        return letter;
    }

    mutable std::mutex m_mutex;
    std::condition_variable m_arrived;
    std::deque<Letter> m_letters;
    std::function<void()> m_wake;
    bool m_closed = false;
};

/// The newest of a row of values: one thread says it, any thread reads it, and what was said before is gone.
///
/// Threads: every function from any.
template <typename Value>
class Latest {
public:
    explicit Latest(Value value) : m_value(std::move(value)) { }
    void set(Value value)
    {
        std::lock_guard const guard(m_mutex);
        m_value = std::move(value);
    }
    [[nodiscard]] Value get() const
    {
        std::lock_guard const guard(m_mutex);
        return m_value;
    }

private:
    mutable std::mutex m_mutex;
    Value m_value;
};

/// A thread that does posted tasks one after the other: `store` and `net` are of this kind.
///
/// The destructor finishes what was posted before it, then joins.
class Worker {
public:
    using Task = std::function<void()>;

    /// `name` is what the kernel shows (at most 15 letters).
    explicit Worker(std::string name);
    ~Worker();
    Worker(Worker const&) = delete;
    Worker& operator=(Worker const&) = delete;

    /// From any thread, also from a task.
    void post(Task task) { m_tasks.post(std::move(task)); }

private:
    Mailbox<Task> m_tasks;
    std::thread m_thread;
};

}
