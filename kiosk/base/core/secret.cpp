#include "kiosk/base/core/secret.h"

#include "kiosk/base/core/result.h"

#include <cstring>
#include <strings.h>

namespace kiosk {

void wipe(std::string& text)
{
    text.resize(text.capacity());
    explicit_bzero(text.data(), text.size());
    text.clear();
}

void wipe(std::span<std::uint8_t> bytes)
{
    if (!bytes.empty())
        explicit_bzero(bytes.data(), bytes.size());
}

SecretText::SecretText(SecretText&& other) noexcept
{
    // A short string lives inside the object, so a plain move would leave its letters behind.
    m_text = other.m_text;
    wipe(other.m_text);
}

SecretText& SecretText::operator=(SecretText other) noexcept
{
    m_text.swap(other.m_text);
    return *this; // `other` now holds the old text and wipes it
}

void SecretText::append(char letter)
{
    append(std::string_view(&letter, 1));
}

void SecretText::append(std::string_view text)
{
    if (text.size() > m_text.capacity() - m_text.size()) {
        std::string larger;
        larger.reserve(m_text.capacity() * 2 + text.size() + 16);
        larger.append(m_text);
        larger.append(text); // which may be our own letters
        larger.swap(m_text);
        wipe(larger);
        return;
    }
    m_text.append(text);
}

void SecretText::rub_out()
{
    if (m_text.empty())
        return;
    explicit_bzero(&m_text.back(), 1);
    m_text.pop_back();
}

void SecretText::replace(std::size_t at, std::size_t count, std::string_view with)
{
    verify(at <= m_text.size() && count <= m_text.size() - at, "what is replaced stands in the text");
    std::string changed;
    changed.reserve(m_text.size() - count + with.size());
    changed.append(m_text, 0, at).append(with).append(m_text, at + count);
    changed.swap(m_text);
    wipe(changed);
}

}
