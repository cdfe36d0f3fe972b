#pragma once
/// Names of things, each a type of its own so that one is never taken for another.

#include "kiosk/base/core/result.h"

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace kiosk {

/// 128 random bits, written as 32 lower-case hexadecimal digits. `Tag` keeps the kinds apart.
template <typename Tag>
class RandomId {
public:
    using Bytes = std::array<std::byte, 16>;

    /// From the kernel's random source.
    [[nodiscard]] static RandomId make();
    [[nodiscard]] static Result<RandomId> from_text(std::string_view text);
    [[nodiscard]] std::string text() const;
    [[nodiscard]] Bytes const& bytes() const { return m_bytes; }
    auto operator<=>(RandomId const&) const = default;

private:
    explicit RandomId(Bytes bytes) : m_bytes(bytes) { }
    Bytes m_bytes;
};

/// One request of a citizen, from its first moment on.
using TransactionId = RandomId<struct TransactionTag>;
/// One life of one journal file; a new one begins when a journal is created or restored.
using Epoch = RandomId<struct EpochTag>;
/// One citizen's call for help.
using CallId = RandomId<struct CallTag>;

extern template class RandomId<TransactionTag>;
extern template class RandomId<EpochTag>;
extern template class RandomId<CallTag>;

/// The languages of the glass. Each has its messages, fonts, keyboard and speech.
enum class Language { arabic, english, korean };
inline constexpr std::array all_languages { Language::arabic, Language::english, Language::korean };

/// BCP 47: `ar`, `en`, `ko`.
[[nodiscard]] std::string_view code_of(Language language);
[[nodiscard]] Result<Language> language_of(std::string_view code);

/// The number on a receipt: 12 digits, 4 of the kiosk, 7 of its counter, 1 check digit (Luhn over the first 11).
class ReceiptNumber {
public:
    /// `kiosk` 0 to 9999, `counter` 0 to 9999999.
    [[nodiscard]] static ReceiptNumber of(std::uint32_t kiosk, std::uint32_t counter);
    /// Digits with or without spaces; the check digit must fit.
    [[nodiscard]] static Result<ReceiptNumber> from_text(std::string_view text);
    /// `000100000016`
    [[nodiscard]] std::string digits() const;
    /// `000 100 000 016`
    [[nodiscard]] std::string grouped() const;
    bool operator==(ReceiptNumber const&) const = default;

private:
    explicit ReceiptNumber(std::uint64_t value) : m_value(value) { }
    std::uint64_t m_value;
};

/// Eight letters and digits that only the paper carries; with the number they open history, reprint and resume.
/// The alphabet leaves out what looks alike (0 O 1 I L 5 S 2 Z 8 B U V).
[[nodiscard]] std::string make_receipt_secret();

/// Bytes from the kernel's random source.
void fill_random(std::span<std::byte> bytes);

}
