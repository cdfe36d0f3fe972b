#include "kiosk/glass/pictures/png.h"

#include <catch2/catch.hpp>

using namespace kiosk;
using namespace kiosk::pictures;
using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;

namespace {

std::string bytes_of(std::string_view hexadecimal)
{
    std::string bytes;
    for (std::size_t i = 0; i + 1 < hexadecimal.size(); i += 2)
        bytes += static_cast<char>(std::stoi(std::string(hexadecimal.substr(i, 2)), nullptr, 16));
    return bytes;
}

Picture rainbow(int width, int height)
{
    Picture picture(width, height);
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x)
            picture.row(y)[static_cast<std::size_t>(x)] = static_cast<std::uint32_t>(x * 7 & 255) << 16 | static_cast<std::uint32_t>(y * 5 & 255) << 8 | static_cast<std::uint32_t>((x ^ y) & 255);
    }
    return picture;
}

// Written by another program (Python's zlib), so that not only our own files are read.
constexpr auto red_and_half_blue = "89504e470d0a1a0a0000000d49484452000000020000000108060000"
                                   "00f4227f8a0000000e49444154789c63f8cfc000420d000f7a037e77e97f970000000049454e44ae426082";
constexpr auto palette = "89504e470d0a1a0a0000000d49484452000000020000000108030000"
                         "00c3fc8fb800000006504c54450102030a141edf78f9040000000274524e53ff00e5b7304a0000000b49444154789c6360600400000400"
                         "02bf7a3f4a0000000049454e44ae426082";
constexpr auto grey_of_16_bits = "89504e470d0a1a0a0000000d494844520000000100000001100000"
                                 "00006aee47160000000b49444154789c63686000000103"
                                 "00813e4cc5930000000049454e44ae426082";
constexpr auto sixty_thousand = "89504e470d0a1a0a0000000d494844520000ea600000ea600800000000a5b92a9e0000000849444154789c0300000000014806"
                                "89d20000000049454e44ae426082";

}

TEST_CASE("a picture is written and read alike at every effort and size", "[pictures]")
{
    for (auto const effort : { Effort::fast, Effort::small }) {
        for (auto const& [width, height] : { std::pair(1, 1), std::pair(3, 200), std::pair(401, 77) }) {
            auto const picture = rainbow(width, height);
            auto const png = encode_png(picture, effort);
            CHECK(png.starts_with("\x89PNG\r\n"));
            CHECK(decode_png(png, "p").value() == picture);
        }
    }
}

TEST_CASE("coverage becomes grey on white, dots become black on white", "[pictures]")
{
    Coverage coverage(5, 2);
    coverage.row(0)[1] = 255;
    coverage.row(1)[4] = 100;
    auto const read = decode_png(encode_png(coverage), "c").value();
    CHECK(read.row(0)[0] == 0xffffff);
    CHECK(read.row(0)[1] == 0x000000);
    CHECK(read.row(1)[4] == 0x9b9b9b);

    for (int const width : { 1, 7, 8, 9, 576 }) {
        Dots dots(width, 3);
        dots.ink(0, 0);
        dots.ink(width - 1, 2);
        dots.ink(width / 2, 1);
        auto const png = encode_png(dots, Effort::small);
        CHECK(decode_png_dots(png, "d").value() == dots);
        CHECK(decode_png(png, "d").value().row(0)[0] == 0x000000);
    }
}

TEST_CASE("transparent, indexed and deep pictures of others are read as colours", "[pictures]")
{
    auto const on_white = decode_png(bytes_of(red_and_half_blue), "a").value();
    CHECK(on_white.row(0)[0] == 0xff0000);
    CHECK(on_white.row(0)[1] == 0x7f7fff);
    CHECK(decode_png(bytes_of(red_and_half_blue), "a", {}, 0x000000).value().row(0)[1] == 0x000080);
    auto const indexed = decode_png(bytes_of(palette), "b", {}, 0x123456).value();
    CHECK(indexed.row(0)[0] == 0x010203);
    CHECK(indexed.row(0)[1] == 0x123456);
    CHECK(decode_png(bytes_of(grey_of_16_bits), "c").value().row(0)[0] == 0x808080);
}

TEST_CASE("a picture larger than allowed is refused before its pixels", "[pictures]")
{
    auto const huge = decode_png(bytes_of(sixty_thousand), "assets/huge.png");
    REQUIRE_FALSE(huge);
    CHECK(huge.error().kind == Failure::exhausted);
    CHECK_THAT(huge.error().story, StartsWith("assets/huge.png: 60000 x 60000"));
    auto const png = encode_png(rainbow(40, 10));
    CHECK_FALSE(decode_png(png, "p", { 39, 100, 10000 }));
    CHECK_FALSE(decode_png(png, "p", { 100, 9, 10000 }));
    CHECK_FALSE(decode_png(png, "p", { 100, 100, 399 }));
    CHECK(decode_png(png, "p", { 40, 10, 400 }));
}

TEST_CASE("a broken PNG is an error that names it, wherever it breaks", "[pictures]")
{
    auto const png = encode_png(rainbow(30, 20), Effort::small);
    for (std::size_t length = 0; length < png.size(); ++length) {
        auto const cut = decode_png(png.substr(0, length), "cut.png");
        REQUIRE_FALSE(cut);
        CHECK(cut.error().kind == Failure::malformed);
        CHECK_THAT(cut.error().story, StartsWith("cut.png: it is no"));
    }
    int refused = 0;
    for (std::size_t i = 0; i < png.size(); ++i) {
        auto spoiled = png;
        spoiled[i] = static_cast<char>(spoiled[i] ^ 0x55);
        refused += decode_png(spoiled, "spoiled.png") ? 0 : 1;
    }
    CHECK(refused > static_cast<int>(png.size()) - 20); // checksums see all but what is skipped
}
