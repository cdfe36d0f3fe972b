#pragma once
/// Sealed to one reader: whoever holds the public key can seal, only the holder of the secret key can open.
///
/// libsodium's sealed box (`crypto_box_seal`: X25519, XSalsa20-Poly1305, a fresh sender key for each call). The kiosk
/// holds the hub's public key alone, so a stolen kiosk cannot read its own queue. A sealed text is 48 bytes longer
/// than the clear one, and two seals of the same text share nothing.
///
/// Key files are text: one line of 64 lower-case hexadecimal digits; the pair's file holds the secret key.
///
/// Threads: values; use from any.

#include "kiosk/base/core/result.h"
#include "kiosk/base/core/secret.h"

#include <array>
#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace kiosk::seal {

class PublicKey {
public:
    /// `absent` if there is no such file, `malformed` if it holds anything but a key; the story names the file.
    [[nodiscard]] static Result<PublicKey> read(std::filesystem::path const& file);
    [[nodiscard]] static Result<PublicKey> from_text(std::string_view text);
    /// 64 hexadecimal digits.
    [[nodiscard]] std::string text() const;
    /// A short name for the key: the first 16 digits of its SHA-256. Records carry it, so that the hub can change keys.
    [[nodiscard]] std::string name() const;
    bool operator==(PublicKey const&) const = default;

    /// Only the holder of the secret key reads the result.
    [[nodiscard]] std::string seal(std::string_view clear) const;

private:
    friend class KeyPair;
    explicit PublicKey(std::array<std::byte, 32> bytes) : m_bytes(bytes) { }
    std::array<std::byte, 32> m_bytes;
};

/// The secret key is overwritten when the pair ends.
class KeyPair {
public:
    [[nodiscard]] static KeyPair make();
    /// `refused` if other users may read the file: a secret key is 0600 or it is no secret.
    [[nodiscard]] static Result<KeyPair> read(std::filesystem::path const& file);
    /// Durable when it returns; mode 0600.
    [[nodiscard]] Result<void> write(std::filesystem::path const& file) const;

    [[nodiscard]] PublicKey const& public_key() const { return m_public; }
    /// `malformed` if `sealed` was sealed to another key, or changed since.
    [[nodiscard]] Result<SecretText> open(std::string_view sealed) const;

private:
    KeyPair(PublicKey key, SecretText secret) : m_public(key), m_secret(std::move(secret)) { }
    PublicKey m_public;
    SecretText m_secret; ///< 32 bytes
};

}
