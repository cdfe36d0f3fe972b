#include "kiosk/trust/seal/hash.h"

#include "kiosk/trust/seal/bytes.h"

#include <sodium.h>

namespace kiosk::seal {

std::string Hash::text() const { return to_hex(view()); }

std::string_view Hash::view() const { return { reinterpret_cast<char const*>(bytes.data()), bytes.size() }; }

Hash sha256(std::string_view bytes) { return sha256({ bytes }); }

Hash sha256(std::initializer_list<std::string_view> parts)
{
    static_assert(sizeof(Hash::bytes) == crypto_hash_sha256_BYTES);
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    for (auto const part : parts)
        crypto_hash_sha256_update(&state, reinterpret_cast<unsigned char const*>(part.data()), part.size());
    Hash hash;
    crypto_hash_sha256_final(&state, reinterpret_cast<unsigned char*>(hash.bytes.data()));
    return hash;
}

}
