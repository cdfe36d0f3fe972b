#pragma once
/// Memory that every paragraph uses again for a moment. For this folder alone.

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <span>
#include <type_traits>

namespace kiosk::text {

/// A vector of plain values that does not set what is about to be written, and that leaves nothing behind: what was held
/// since the last wipe() is overwritten by the next, and before memory is given back.
template <typename T>
class Scratch {
    static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>);

public:
    Scratch() = default;
    Scratch(Scratch const&) = delete;
    Scratch& operator=(Scratch const&) = delete;
    ~Scratch() { overwrite(); }

    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] bool empty() const { return m_size == 0; }
    [[nodiscard]] T* data() { return m_memory.get(); }
    [[nodiscard]] T const* data() const { return m_memory.get(); }
    [[nodiscard]] T const& operator[](std::size_t i) const { return m_memory[i]; }
    [[nodiscard]] T const* begin() const { return data(); }
    [[nodiscard]] T const* end() const { return data() + m_size; }

    /// Room for `count` more behind what is held; add() says how many of them were written. Moves what is held.
    [[nodiscard]] T* room_for(std::size_t count)
    {
        if (m_capacity - m_size < count)
            grow(m_size + count);
        return data() + m_size;
    }
    void add(std::size_t count)
    {
        m_size += count;
        m_used = std::max(m_used, m_size);
    }
    void clear() { m_size = 0; }

    /// Overwrites what was held, and holds nothing. Memory for more than `most_kept` is given back.
    void wipe(std::size_t most_kept)
    {
        overwrite();
        clear();
        if (m_capacity > most_kept) {
            m_memory.reset();
            m_capacity = 0;
        }
    }

private:
    void overwrite()
    {
        if (m_used > 0)
            explicit_bzero(m_memory.get(), m_used * sizeof(T));
        m_used = 0;
    }

    void grow(std::size_t least)
    {
        auto const capacity = std::max(least, m_capacity * 2);
        auto memory = std::make_unique_for_overwrite<T[]>(capacity);
        std::copy_n(data(), m_size, memory.get());
        overwrite();
        m_used = m_size;
        m_memory = std::move(memory);
        m_capacity = capacity;
    }

    std::unique_ptr<T[]> m_memory;
    std::size_t m_size = 0;
    std::size_t m_used = 0; ///< since the last wipe()
    std::size_t m_capacity = 0;
};

}
