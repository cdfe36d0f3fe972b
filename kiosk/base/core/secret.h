#pragma once
/// What a citizen said or a card told, in memory that is overwritten when it is let go.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace kiosk {

/// Overwrites all of `text`'s memory, spare capacity included, in a way the compiler may not leave out, and empties it.
void wipe(std::string& text);

/// Overwrites the bytes in a way the compiler may not leave out.
void wipe(std::span<std::uint8_t> bytes);

/// Memory that is overwritten whenever it is given back, also when a vector outgrows it.
template <typename Value>
struct WipingAllocator {
    static_assert(std::is_trivially_destructible_v<Value>);
    using value_type = Value;
    WipingAllocator() = default;
    template <typename Other>
    explicit WipingAllocator(WipingAllocator<Other> const&) { }
    [[nodiscard]] Value* allocate(std::size_t count) { return std::allocator<Value>().allocate(count); }
    void deallocate(Value* memory, std::size_t count)
    {
        wipe(std::span(reinterpret_cast<std::uint8_t*>(memory), count * sizeof(Value)));
        std::allocator<Value>().deallocate(memory, count);
    }
    bool operator==(WipingAllocator const&) const = default;
};

/// Values that tell something of a citizen, such as the glyphs of a name.
template <typename Value>
using SecretVector = std::vector<Value, WipingAllocator<Value>>;

/// Bytes of a card or of a citizen, on their way through a driver.
using SecretBytes = SecretVector<std::uint8_t>;

/// A string that wipes its memory when it changes or ends.
class SecretText {
public:
    SecretText() = default;
    explicit SecretText(std::string_view text) : m_text(text) { }
    SecretText(SecretText const& other) : m_text(other.m_text) { }
    SecretText(SecretText&& other) noexcept;
    SecretText& operator=(SecretText other) noexcept;
    ~SecretText() { wipe(m_text); }

    /// Adds a letter at the end; memory that is outgrown is wiped.
    void append(char letter);
    void append(std::string_view text);
    /// Takes the last letter away; nothing if there is none. Only for text of single bytes, such as digits.
    void rub_out();
    /// Puts `with` where `count` bytes from `at` on stood; both lie in the text. Memory that is let go is wiped, and
    /// so are the bytes behind a text that became shorter.
    void replace(std::size_t at, std::size_t count, std::string_view with);

    [[nodiscard]] std::string_view view() const { return m_text; }
    [[nodiscard]] bool empty() const { return m_text.empty(); }
    [[nodiscard]] std::size_t size() const { return m_text.size(); }
    bool operator==(SecretText const&) const = default;

private:
    std::string m_text;
};

}
