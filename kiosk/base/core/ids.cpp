#include "kiosk/base/core/ids.h"

#include <algorithm>
#include <cstdlib>
#include <fmt/format.h>
#include <sys/random.h>

namespace kiosk {

namespace {

int hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return -1;
}

std::uint64_t luhn_digit(std::uint64_t eleven_digits)
{
    std::uint64_t sum = 0;
    for (bool twice = true; eleven_digits > 0; eleven_digits /= 10, twice = !twice) {
        auto digit = eleven_digits % 10;
        if (twice && (digit *= 2) > 9)
            digit -= 9;
        sum += digit;
    }
    return (10 - sum % 10) % 10;
}

}

void fill_random(std::span<std::byte> bytes)
{
    while (!bytes.empty()) {
        auto const got = getrandom(bytes.data(), bytes.size(), 0);
        if (got < 0)
            continue; // only EINTR can happen for a valid buffer (getrandom(2))
        bytes = bytes.subspan(static_cast<std::size_t>(got));
    }
}

template <typename Tag>
RandomId<Tag> RandomId<Tag>::make()
{
    Bytes bytes;
    fill_random(bytes);
    return RandomId(bytes);
}

template <typename Tag>
Result<RandomId<Tag>> RandomId<Tag>::from_text(std::string_view text)
{
    Bytes bytes;
    if (text.size() == bytes.size() * 2) {
        bool good = true;
        for (std::size_t i = 0; i < bytes.size(); ++i) {
            int const high = hex_value(text[2 * i]), low = hex_value(text[2 * i + 1]);
            good = good && high >= 0 && low >= 0;
            bytes[i] = static_cast<std::byte>(high * 16 + low);
        }
        if (good)
            return RandomId(bytes);
    }
    return failed(Failure::malformed, fmt::format("'{}' is not an id: expected 32 lower-case hexadecimal digits", text));
}

template <typename Tag>
std::string RandomId<Tag>::text() const
{
    std::string text;
    for (auto const byte : m_bytes)
        text += fmt::format("{:02x}", static_cast<unsigned>(byte));
    return text;
}

template class RandomId<TransactionTag>;
template class RandomId<EpochTag>;
template class RandomId<CallTag>;

std::string_view code_of(Language language)
{
    switch (language) {
    case Language::arabic: return "ar";
    case Language::english: return "en";
    case Language::korean: return "ko";
    }
    std::abort();
}

Result<Language> language_of(std::string_view code)
{
    for (auto const language : all_languages) {
        if (code_of(language) == code)
            return language;
    }
    return failed(Failure::malformed, fmt::format("'{}' is not a language of the kiosk: expected ar, en or ko", code));
}

ReceiptNumber ReceiptNumber::of(std::uint32_t kiosk, std::uint32_t counter)
{
    verify(kiosk <= 9999 && counter <= 9999999, "a receipt number has 4 digits of kiosk and 7 of counter");
    auto const value = std::uint64_t { kiosk } * 10000000 + counter;
    return ReceiptNumber(value * 10 + luhn_digit(value));
}

Result<ReceiptNumber> ReceiptNumber::from_text(std::string_view text)
{
    std::uint64_t value = 0;
    int digits = 0;
    for (char const c : text) {
        if (c == ' ')
            continue;
        if (c < '0' || c > '9' || ++digits > 12)
            return failed(Failure::malformed, "a receipt number has 12 digits");
        value = value * 10 + static_cast<std::uint64_t>(c - '0');
    }
    if (digits != 12 || luhn_digit(value / 10) != value % 10)
        return failed(Failure::malformed, "a receipt number has 12 digits, the last of which checks the others");
    return ReceiptNumber(value);
}

std::string ReceiptNumber::digits() const
{
    return fmt::format("{:012}", m_value);
}

std::string ReceiptNumber::grouped() const
{
    auto const all = digits();
    return fmt::format("{} {} {} {}", all.substr(0, 3), all.substr(3, 3), all.substr(6, 3), all.substr(9, 3));
}

std::string make_receipt_secret()
{
    constexpr std::string_view alphabet = "34679ACDEFGHJKMNPQRTWXY";
    std::string secret;
    while (secret.size() < 8) {
        std::byte random;
        fill_random({ &random, 1 });
        auto const index = static_cast<std::size_t>(random);
        if (index < alphabet.size() * (256 / alphabet.size())) // keeps each letter equally likely
            secret += alphabet[index % alphabet.size()];
    }
    return secret;
}

}
