#pragma once
/// What a citizen said or a card told, in memory that is overwritten when it is let go.

#include <cstddef>
#include <string>
#include <string_view>

namespace kiosk {

/// Overwrites all of `text`'s memory, spare capacity included, in a way the compiler may not leave out, and empties it.
void wipe(std::string& text);

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
    /// Takes the last letter away; nothing if there is none. Only for text of single bytes, such as digits.
    void rub_out();

    [[nodiscard]] std::string_view view() const { return m_text; }
    [[nodiscard]] bool empty() const { return m_text.empty(); }
    [[nodiscard]] std::size_t size() const { return m_text.size(); }
    bool operator==(SecretText const&) const = default;

private:
    std::string m_text;
};

}
