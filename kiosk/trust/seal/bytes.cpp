#include "kiosk/trust/seal/bytes.h"

#include <sodium.h>

namespace kiosk::seal {

std::string to_hex(std::string_view bytes)
{
    std::string text(bytes.size() * 2 + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), reinterpret_cast<unsigned char const*>(bytes.data()), bytes.size());
    text.pop_back(); // the terminating zero
    return text;
}

Result<std::string> from_hex(std::string_view text)
{
    std::string bytes(text.size() / 2, '\0');
    std::size_t length = 0;
    if (sodium_hex2bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(), text.size(), nullptr, &length, nullptr) != 0
        || length != bytes.size() || to_hex(bytes) != text)
        return failed(Failure::malformed, "expected lower-case hexadecimal digits, two a byte");
    return bytes;
}

std::string to_base64(std::string_view bytes)
{
    std::string text(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(text.data(), text.size(), reinterpret_cast<unsigned char const*>(bytes.data()), bytes.size(), sodium_base64_VARIANT_ORIGINAL);
    text.pop_back();
    return text;
}

Result<std::string> from_base64(std::string_view text)
{
    std::string bytes(text.size() / 4 * 3 + 3, '\0');
    std::size_t length = 0;
    char const* end = nullptr;
    auto const good = sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(), text.size(), nullptr,
        &length, &end, sodium_base64_VARIANT_ORIGINAL);
    bytes.resize(length);
    // libsodium refuses most other spellings, but not all: the fuzzer found some.
    if (good != 0 || end != text.data() + text.size() || to_base64(bytes) != text)
        return failed(Failure::malformed, "expected base64 with padding and without line breaks");
    return bytes;
}

}
