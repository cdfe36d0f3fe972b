#include "kiosk/trust/seal/box.h"
#include "kiosk/trust/seal/bytes.h"

#include <cstdint>

using namespace kiosk;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    static auto const keys = seal::KeyPair::make();
    std::string_view const text(reinterpret_cast<char const*>(bytes), size);
    verify(seal::from_base64(seal::to_base64(text)).value() == text, "base64 gives the bytes back");
    verify(seal::from_hex(seal::to_hex(text)).value() == text, "hexadecimal digits give the bytes back");
    if (auto const read = seal::from_base64(text))
        verify(seal::to_base64(*read) == text, "base64 has one spelling");
    if (auto const read = seal::from_hex(text))
        verify(seal::to_hex(*read) == text, "hexadecimal digits have one spelling");
    if (auto const key = seal::PublicKey::from_text(text))
        verify(key->text() == text && key->seal("").size() == 48, "a key that was read can be sealed to");
    verify(!keys.open(text), "nobody guesses what opens");
    return 0;
}
