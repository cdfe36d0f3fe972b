// Read back by a reader of our own: format, mask, code words and segments of ISO/IEC 18004, for codes of one block.
#include "kiosk/glass/pictures/qr.h"

#include <catch2/catch.hpp>

using namespace kiosk;
using namespace kiosk::pictures;

namespace {

constexpr int quiet = 4;

struct Reader {
    Dots const& code;
    int side = code.width() - 2 * quiet;

    bool dark(int x, int y) const { return code.at(x + quiet, y + quiet); }

    /// 7.9: five bits under a mask; the copy around the upper left finder.
    int format() const
    {
        int bits = 0;
        for (int i = 0; i <= 5; ++i)
            bits |= dark(8, i) << i;
        bits |= dark(8, 7) << 6 | dark(8, 8) << 7 | dark(7, 8) << 8;
        for (int i = 9; i < 15; ++i)
            bits |= dark(14 - i, 8) << i;
        return (bits ^ 0x5412) >> 10;
    }

    bool belongs_to_pattern(int x, int y) const
    {
        auto const finder = (x < 9 && y < 9) || (x >= side - 8 && y < 9) || (x < 9 && y >= side - 8);
        auto const last = side - 7; // the one alignment pattern of versions 2 to 6
        auto const alignment = side > 21 && std::abs(x - last) <= 2 && std::abs(y - last) <= 2;
        return finder || alignment || x == 6 || y == 6;
    }

    bool masked(int x, int y) const
    {
        switch (format() & 7) {
        case 0: return (x + y) % 2 == 0;
        case 1: return y % 2 == 0;
        case 2: return x % 3 == 0;
        case 3: return (x + y) % 3 == 0;
        case 4: return (x / 3 + y / 2) % 2 == 0;
        case 5: return x * y % 2 + x * y % 3 == 0;
        case 6: return (x * y % 2 + x * y % 3) % 2 == 0;
        default: return ((x + y) % 2 + x * y % 3) % 2 == 0;
        }
    }

    std::string bits() const
    {
        std::string read;
        bool upward = true;
        for (int right = side - 1; right > 0; right -= 2, upward = !upward) {
            if (right == 6)
                --right;
            for (int i = 0; i < side; ++i) {
                auto const y = upward ? side - 1 - i : i;
                for (auto const x : { right, right - 1 }) {
                    if (!belongs_to_pattern(x, y))
                        read += dark(x, y) != masked(x, y) ? '1' : '0';
                }
            }
        }
        return read;
    }

    std::string text() const
    {
        auto const stream = bits();
        std::size_t at = 0;
        auto const take = [&](std::size_t count) {
            auto const value = std::stoi(stream.substr(at, count), nullptr, 2);
            at += count;
            return value;
        };
        std::string text;
        for (;;) {
            auto const mode = take(4);
            if (mode == 4) {
                for (auto count = take(8); count > 0; --count)
                    text += static_cast<char>(take(8));
            } else if (mode == 1) {
                auto count = take(10);
                for (; count >= 3; count -= 3) {
                    auto const three = std::to_string(1000 + take(10));
                    text += three.substr(1);
                }
                if (count > 0)
                    text += std::to_string((count == 2 ? 100 : 10) + take(count == 2 ? 7 : 4)).substr(1);
            } else {
                CHECK(mode == 0);
                return text;
            }
        }
    }
};

}

TEST_CASE("a QR code can be read back", "[pictures]")
{
    for (auto const text : std::initializer_list<std::string_view> { "000100000016", "https://hub.example/r/1", "شباك", "a", "7", { "a\0b", 3 } }) {
        auto const code = qr_code(text).value();
        CHECK(Reader { code }.text() == text);
    }
}

TEST_CASE("a QR code has its patterns and four quiet modules around it", "[pictures]")
{
    auto const code = qr_code("000100000016").value();
    Reader const reader { code };
    CHECK(code.width() == code.height());
    CHECK(reader.side == 21);
    for (int y = 0; y < code.height(); ++y) {
        for (int x = 0; x < code.width(); ++x) {
            if (x < quiet || y < quiet || x >= code.width() - quiet || y >= code.height() - quiet)
                CHECK_FALSE(code.at(x, y));
        }
    }
    for (auto const& [left, top] : { std::pair(0, 0), std::pair(14, 0), std::pair(0, 14) }) {
        for (int y = 0; y < 7; ++y) {
            for (int x = 0; x < 7; ++x) {
                auto const ring = std::max(std::abs(x - 3), std::abs(y - 3));
                CHECK(reader.dark(left + x, top + y) == (ring != 2));
            }
        }
    }
    for (int i = 8; i < 13; ++i) {
        CHECK(reader.dark(i, 6) == (i % 2 == 0));
        CHECK(reader.dark(6, i) == (i % 2 == 0));
    }
}

TEST_CASE("a QR code has at least the correction that was asked for", "[pictures]")
{
    // 7.9.1: 01 is L, 00 M, 11 Q, 10 H.
    constexpr int rank[] = { 1, 0, 3, 2 };
    for (auto const wanted : { QrCorrection::low, QrCorrection::medium, QrCorrection::quartile, QrCorrection::high }) {
        auto const code = qr_code("123456789012345", wanted).value();
        CHECK(rank[Reader { code }.format() >> 3] >= static_cast<int>(wanted));
    }
    // Where it costs no larger code, more is given.
    auto const code = qr_code("1", QrCorrection::low).value();
    CHECK(rank[Reader { code }.format() >> 3] == 3);
}

TEST_CASE("modules are squares of the dots asked for, and too long a text is refused", "[pictures]")
{
    auto const small = qr_code("shubbak").value();
    auto const large = qr_code("shubbak", QrCorrection::medium, 6).value();
    REQUIRE(large.width() == small.width() * 6);
    bool same = true;
    for (int y = 0; y < large.height(); ++y) {
        for (int x = 0; x < large.width(); ++x)
            same = same && large.at(x, y) == small.at(x / 6, y / 6);
    }
    CHECK(same);
    auto const refused = qr_code(std::string(3000, 'x'), QrCorrection::low);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == Failure::exhausted);
}
