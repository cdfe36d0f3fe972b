#include "kiosk/base/core/file.h"
#include "kiosk/trust/seal/box.h"
#include "kiosk/trust/seal/bytes.h"
#include "kiosk/trust/seal/hash.h"
#include "tests/doubles/folder.h"

#include <catch2/catch.hpp>
#include <sys/stat.h>

using namespace kiosk;
using seal::KeyPair;
using seal::PublicKey;

TEST_CASE("SHA-256 gives the digests of FIPS 180-4", "[seal]")
{
    CHECK(seal::sha256("").text() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(seal::sha256("abc").text() == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(seal::sha256({ "a", "", "bc" }) == seal::sha256("abc"));
}

TEST_CASE("Base64 is that of RFC 4648 and has one spelling", "[seal]")
{
    for (auto const& [bytes, text] : { std::pair("", ""), std::pair("f", "Zg=="), std::pair("fo", "Zm8="), std::pair("foobar", "Zm9vYmFy") }) {
        CHECK(seal::to_base64(bytes) == text);
        CHECK(seal::from_base64(text).value() == bytes);
    }
    // Unused bits set, no padding, a line break, another alphabet, text behind the end.
    for (auto const* wrong : { "Zh==", "Zg", "Zm9v\nYmFy", "Zm-_", "Zg==Zg==", "=", " Zg==" })
        CHECK_FALSE(seal::from_base64(wrong));
}

TEST_CASE("Hexadecimal digits have one spelling", "[seal]")
{
    CHECK(seal::to_hex(std::string_view("\x00\xff\x10", 3)) == "00ff10");
    CHECK(seal::from_hex("00ff10").value() == std::string_view("\x00\xff\x10", 3));
    for (auto const* wrong : { "0", "0g", "FF", "00 11", "00:11" })
        CHECK_FALSE(seal::from_hex(wrong));
}

TEST_CASE("What is sealed opens with the secret key alone", "[seal]")
{
    auto const hub = KeyPair::make();
    auto const other = KeyPair::make();
    auto const sealed = hub.public_key().seal("Zaynab, born 1950");
    CHECK(sealed.find("Zaynab") == std::string::npos);
    CHECK(hub.open(sealed).value().view() == "Zaynab, born 1950");
    CHECK_FALSE(other.open(sealed));
    CHECK(hub.public_key().seal("Zaynab, born 1950") != sealed);
    for (std::size_t at = 0; at < sealed.size(); ++at) {
        auto changed = sealed;
        changed[at] = static_cast<char>(changed[at] ^ 1);
        CHECK_FALSE(hub.open(changed));
    }
    CHECK_FALSE(hub.open(sealed.substr(0, 47)));
    CHECK_FALSE(hub.open(""));
}

TEST_CASE("A key pair comes back from its file, which only its owner may read", "[seal]")
{
    doubles::Folder const folder;
    auto const pair = KeyPair::make();
    REQUIRE(pair.write(folder / "hub.key"));
    struct stat facts { };
    REQUIRE(::stat((folder / "hub.key").c_str(), &facts) == 0);
    CHECK((facts.st_mode & 0777) == 0600);
    auto const again = KeyPair::read(folder / "hub.key").value();
    CHECK(again.public_key() == pair.public_key());
    CHECK(again.open(pair.public_key().seal("yes")).value().view() == "yes");

    REQUIRE(::chmod((folder / "hub.key").c_str(), 0640) == 0);
    auto const shown = KeyPair::read(folder / "hub.key");
    REQUIRE_FALSE(shown);
    CHECK(shown.error().kind == Failure::refused);
    CHECK(shown.error().story.find("0600") != std::string::npos);
}

TEST_CASE("A public key comes back from its file, and its name from the key", "[seal]")
{
    doubles::Folder const folder;
    auto const key = KeyPair::make().public_key();
    REQUIRE(replace_file(folder / "hub.pub", key.text() + "\n"));
    CHECK(PublicKey::read(folder / "hub.pub").value() == key);
    CHECK(key.name() == seal::sha256(seal::from_hex(key.text()).value()).text().substr(0, 16));
}

TEST_CASE("What is no key is refused by file name", "[seal]")
{
    doubles::Folder const folder;
    auto const file = folder / "hub.pub";
    CHECK(PublicKey::read(file).error().kind == Failure::absent);
    // Too short, not digits, and the points to which everything sealed could be read by anyone (RFC 7748 section 6.1).
    for (auto const& content : { std::string("12ab"), std::string(64, 'x'), std::string(64, '0'), "01" + std::string(62, '0') }) {
        REQUIRE(replace_file(file, content));
        auto const read = PublicKey::read(file);
        REQUIRE_FALSE(read);
        CHECK(read.error().kind == Failure::malformed);
    }
    REQUIRE(replace_file(file, "12ab"));
    CHECK(PublicKey::read(file).error().story.find("hub.pub") != std::string::npos);
}
