#include "kiosk/base/core/secret.h"

#include <cstring>
#include <strings.h>

namespace kiosk {

void wipe(std::string& text)
{
    text.resize(text.capacity());
    explicit_bzero(text.data(), text.size());
    text.clear();
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

}
