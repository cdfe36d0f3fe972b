#pragma once
/// UTF-8 as letters and back, in memory that is wiped. Inner part of this folder.

#include "kiosk/base/core/secret.h"

#include <string_view>
#include <vector>

namespace kiosk::speech {

using Letters = SecretVector<char32_t>;

/// What is no UTF-8 becomes U+FFFD, a byte each.
[[nodiscard]] Letters letters_of(std::string_view text);

/// Text that grows and is wiped.
class Script {
public:
    void add(char32_t letter);
    /// ASCII.
    void add(std::string_view text);
    [[nodiscard]] SecretText text() const { return SecretText({ m_bytes.data(), m_bytes.size() }); }

private:
    SecretVector<char> m_bytes;
};

}
