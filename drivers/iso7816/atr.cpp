#include "drivers/iso7816/atr.h"

#include <algorithm>
#include <fmt/format.h>

namespace drivers::iso7816 {

namespace {

constexpr std::size_t longest_atr = 33; // §8.2.1: TS and at most 32 characters

/// Reads byte after byte and knows where it stands.
class Bytewise {
public:
    explicit Bytewise(View bytes) : m_bytes(bytes) { }

    [[nodiscard]] Result<std::uint8_t> take(char const* what)
    {
        if (m_at == m_bytes.size())
            return kiosk::failed(Failure::malformed, fmt::format("ATR ends at offset {}: expected {}", m_at, what));
        return m_bytes[m_at++];
    }
    [[nodiscard]] std::size_t at() const { return m_at; }
    [[nodiscard]] std::size_t left() const { return m_bytes.size() - m_at; }

private:
    View m_bytes;
    std::size_t m_at = 0;
};

/// The interface bytes of one turn: TAi TBi TCi TDi, as far as they are there.
struct InterfaceBytes {
    std::optional<std::uint8_t> a, b, c, d;
};

Result<InterfaceBytes> take_interface_bytes(Bytewise& bytes, std::uint8_t announced)
{
    InterfaceBytes taken;
    if (announced & 0x10)
        taken.a = TRY(bytes.take("an interface byte TA"));
    if (announced & 0x20)
        taken.b = TRY(bytes.take("an interface byte TB"));
    if (announced & 0x40)
        taken.c = TRY(bytes.take("an interface byte TC"));
    if (announced & 0x80)
        taken.d = TRY(bytes.take("an interface byte TD"));
    return taken;
}

}

bool Atr::offers(std::uint8_t protocol) const
{
    return std::ranges::find(protocols, protocol) != protocols.end();
}

Result<Atr> parse_atr(View bytes)
{
    if (bytes.size() > longest_atr)
        return kiosk::failed(Failure::malformed, fmt::format("ATR of {} bytes: expected at most {}", bytes.size(), longest_atr));
    Bytewise reading(bytes);
    Atr atr;

    auto const first = TRY(reading.take("TS"));
    if (first != 0x3B && first != 0x3F)
        return kiosk::failed(Failure::malformed, fmt::format("ATR offset 0: expected TS 3B or 3F, saw {:02X}", first));
    atr.convention = first == 0x3B ? Convention::direct : Convention::inverse;

    auto const format = TRY(reading.take("T0"));
    auto const historical_count = static_cast<std::size_t>(format & 0x0F);

    bool block_bytes_seen = false;
    bool global_bytes_seen = false;
    bool check_byte_expected = false; // §8.2.5: absent only if T=0 is all that is indicated
    std::uint8_t protocol = 0;        // the T of TD(i-1), which the bytes of turn i speak of
    auto announced = format;
    for (int turn = 1; (announced & 0xF0) != 0; ++turn) {
        auto const given = TRY(take_interface_bytes(reading, announced));
        if (turn == 1) {
            atr.fi_di = given.a.value_or(atr.fi_di);
            atr.extra_guard_time = given.c.value_or(atr.extra_guard_time);
        } else if (turn == 2) {
            if (given.a)
                atr.specific_protocol = static_cast<std::uint8_t>(*given.a & 0x0F);
            atr.waiting_integer = given.c.value_or(atr.waiting_integer);
        } else if (protocol == 15) {
            if (!global_bytes_seen)
                atr.class_indicator = given.a ? static_cast<std::uint8_t>(*given.a & 0x3F) : atr.class_indicator;
            global_bytes_seen = true;
        } else if (protocol == 1 && !block_bytes_seen) {
            // §11.4: only the first of each, from turn 3 on, speaks of T=1.
            atr.ifsc = given.a.value_or(atr.ifsc);
            if (given.b) {
                atr.block_waiting = static_cast<std::uint8_t>(*given.b >> 4);
                atr.character_waiting = static_cast<std::uint8_t>(*given.b & 0x0F);
            }
            if (given.c)
                atr.block_check = (*given.c & 1) ? BlockCheck::crc : BlockCheck::lrc;
            block_bytes_seen = true;
        }
        if (atr.ifsc == 0 || atr.ifsc == 255)
            return kiosk::failed(Failure::malformed, fmt::format("ATR: expected an IFSC of 1 to 254, saw {}", atr.ifsc));
        if (!given.d)
            break;
        protocol = static_cast<std::uint8_t>(*given.d & 0x0F);
        if (protocol == 15 && turn == 1)
            return kiosk::failed(Failure::malformed, fmt::format("ATR offset {}: T=15 must not be offered first", reading.at() - 1));
        if (protocol != 15 && !atr.offers(protocol))
            atr.protocols.push_back(protocol);
        check_byte_expected = check_byte_expected || protocol != 0;
        announced = *given.d;
    }
    if (atr.protocols.empty())
        atr.protocols.push_back(0);

    for (std::size_t i = 0; i < historical_count; ++i)
        atr.historical.push_back(TRY(reading.take("a historical byte")));

    if (check_byte_expected) {
        auto const place = reading.at();
        (void)TRY(reading.take("the check byte TCK"));
        std::uint8_t sum = 0;
        for (auto const byte : bytes.subspan(1, place))
            sum = static_cast<std::uint8_t>(sum ^ byte);
        if (sum != 0)
            return kiosk::failed(Failure::malformed, fmt::format("ATR offset {}: the check byte TCK does not fit", place));
    }
    if (reading.left() != 0)
        return kiosk::failed(Failure::malformed, fmt::format("ATR offset {}: expected the end, saw {} more bytes", reading.at(), reading.left()));
    return atr;
}

}
