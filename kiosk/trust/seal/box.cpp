#include "kiosk/trust/seal/box.h"

#include "kiosk/base/core/file.h"
#include "kiosk/trust/seal/bytes.h"
#include "kiosk/trust/seal/hash.h"

#include <cstring>
#include <fmt/format.h>
#include <sodium.h>
#include <sys/stat.h>

namespace kiosk::seal {

namespace {

static_assert(crypto_box_PUBLICKEYBYTES == 32 && crypto_box_SECRETKEYBYTES == 32);

unsigned char* raw(std::string& bytes) { return reinterpret_cast<unsigned char*>(bytes.data()); }
unsigned char const* raw(std::string_view bytes) { return reinterpret_cast<unsigned char const*>(bytes.data()); }

/// Picks the fastest code for this machine and opens the kernel's random source; a second call does nothing.
void start_sodium() { verify(sodium_init() >= 0, "libsodium starts"); }

/// The 32 bytes that a key file holds.
Result<std::string> read_key(std::filesystem::path const& file, std::string_view what)
{
    auto text = TRY(read_file(file, 4096));
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r' || text.back() == ' '))
        text.pop_back();
    auto bytes = from_hex(text);
    wipe(text);
    if (!bytes || bytes->size() != 32)
        return failed(Failure::malformed, fmt::format("{}: expected {}: one line of 64 lower-case hexadecimal digits", file.string(), what));
    return bytes;
}

}

Result<PublicKey> PublicKey::read(std::filesystem::path const& file)
{
    return from_text(to_hex(TRY(read_key(file, "a public key"))));
}

Result<PublicKey> PublicKey::from_text(std::string_view text)
{
    start_sodium();
    auto const bytes = from_hex(text);
    if (!bytes || bytes->size() != 32)
        return failed(Failure::malformed, "expected a public key of 64 lower-case hexadecimal digits");
    std::array<std::byte, 32> key;
    std::memcpy(key.data(), bytes->data(), key.size());
    // A few points of the curve give every message away; sealing to one fails, so such a key is none.
    unsigned char probe[crypto_box_SEALBYTES];
    if (crypto_box_seal(probe, probe, 0, raw(*bytes)) != 0)
        return failed(Failure::malformed, "these 64 digits are no public key that anything could be sealed to");
    return PublicKey(key);
}

std::string PublicKey::text() const { return to_hex({ reinterpret_cast<char const*>(m_bytes.data()), m_bytes.size() }); }

std::string PublicKey::name() const
{
    return sha256({ reinterpret_cast<char const*>(m_bytes.data()), m_bytes.size() }).text().substr(0, 16);
}

std::string PublicKey::seal(std::string_view clear) const
{
    std::string sealed(clear.size() + crypto_box_SEALBYTES, '\0');
    verify(crypto_box_seal(raw(sealed), raw(clear), clear.size(), reinterpret_cast<unsigned char const*>(m_bytes.data())) == 0,
        "a checked public key can be sealed to");
    return sealed;
}

KeyPair KeyPair::make()
{
    start_sodium();
    std::array<std::byte, 32> key;
    std::string secret(crypto_box_SECRETKEYBYTES, '\0');
    crypto_box_keypair(reinterpret_cast<unsigned char*>(key.data()), raw(secret));
    KeyPair pair { PublicKey(key), SecretText(secret) };
    wipe(secret);
    return pair;
}

Result<KeyPair> KeyPair::read(std::filesystem::path const& file)
{
    start_sodium();
    auto secret = TRY(read_key(file, "a secret key"));
    struct stat facts { };
    auto const open_to_others = ::stat(file.c_str(), &facts) != 0 || (facts.st_mode & 077) != 0;
    std::array<std::byte, 32> key;
    auto const good = crypto_scalarmult_base(reinterpret_cast<unsigned char*>(key.data()), raw(secret)) == 0;
    KeyPair pair { PublicKey(key), SecretText(secret) };
    wipe(secret);
    if (open_to_others)
        return failed(Failure::refused, fmt::format("{}: other users may read this secret key; set its mode to 0600", file.string()));
    if (!good)
        return failed(Failure::malformed, fmt::format("{}: these digits are no secret key", file.string()));
    return pair;
}

Result<void> KeyPair::write(std::filesystem::path const& file) const
{
    auto text = to_hex(m_secret.view()) + '\n';
    auto written = replace_file(file, text, 0600);
    wipe(text);
    return written;
}

Result<SecretText> KeyPair::open(std::string_view sealed) const
{
    if (sealed.size() < crypto_box_SEALBYTES)
        return failed(Failure::malformed, fmt::format("a sealed text has at least {} bytes, this one has {}", crypto_box_SEALBYTES, sealed.size()));
    std::string clear(sealed.size() - crypto_box_SEALBYTES, '\0');
    auto const good = crypto_box_seal_open(raw(clear), raw(sealed), sealed.size(),
                          reinterpret_cast<unsigned char const*>(m_public.m_bytes.data()), raw(m_secret.view()))
        == 0;
    SecretText opened(good ? std::string_view(clear) : std::string_view());
    wipe(clear);
    if (!good)
        return failed(Failure::malformed, fmt::format("not sealed to the key {}, or changed since", m_public.name()));
    return opened;
}

}
