#include "drivers/virtual/command_scanner.h"

#include <algorithm>
#include <utility>

namespace drivers::virtuals {

namespace {

enum : std::uint8_t { ht = 0x09, lf = 0x0a, ff = 0x0c, cr = 0x0d, dle = 0x10, can = 0x18, esc = 0x1b, fs = 0x1c, gs = 0x1d };
enum : std::uint8_t { eot = 0x04, enq = 0x05, dc4 = 0x14 };

constexpr std::size_t most_kept = 64 * 1024 + 16;

/// Commands whose parameters are so many bytes, whatever they say.
struct Fixed {
    std::uint8_t prefix;
    char code;
    std::uint8_t parameters;
};
constexpr std::array fixed_commands {
    Fixed { esc, '@', 0 }, Fixed { esc, '2', 0 }, Fixed { esc, 'L', 0 }, Fixed { esc, 'S', 0 }, Fixed { esc, 'i', 0 },
    Fixed { esc, 'm', 0 }, Fixed { esc, 'v', 0 }, Fixed { esc, ff, 0 }, Fixed { esc, ' ', 1 }, Fixed { esc, '!', 1 },
    Fixed { esc, '%', 1 }, Fixed { esc, '-', 1 }, Fixed { esc, '3', 1 }, Fixed { esc, '=', 1 }, Fixed { esc, '?', 1 },
    Fixed { esc, 'E', 1 }, Fixed { esc, 'G', 1 }, Fixed { esc, 'J', 1 }, Fixed { esc, 'K', 1 }, Fixed { esc, 'M', 1 },
    Fixed { esc, 'R', 1 }, Fixed { esc, 'T', 1 }, Fixed { esc, 'U', 1 }, Fixed { esc, 'V', 1 }, Fixed { esc, 'a', 1 },
    Fixed { esc, 'd', 1 }, Fixed { esc, 'e', 1 }, Fixed { esc, 'r', 1 }, Fixed { esc, 't', 1 }, Fixed { esc, 'u', 1 },
    Fixed { esc, '{', 1 }, Fixed { esc, '$', 2 }, Fixed { esc, '\\', 2 }, Fixed { esc, 'c', 2 }, Fixed { esc, 'p', 3 },
    Fixed { esc, 'W', 8 },
    Fixed { fs, '&', 0 }, Fixed { fs, '.', 0 }, Fixed { fs, '!', 1 }, Fixed { fs, '-', 1 }, Fixed { fs, 'C', 1 },
    Fixed { fs, 'W', 1 }, Fixed { fs, 'S', 2 }, Fixed { fs, '?', 2 }, Fixed { fs, 'p', 2 }, Fixed { fs, '2', 74 },
    Fixed { gs, ':', 0 }, Fixed { gs, '!', 1 }, Fixed { gs, '/', 1 }, Fixed { gs, 'B', 1 }, Fixed { gs, 'E', 1 },
    Fixed { gs, 'H', 1 }, Fixed { gs, 'I', 1 }, Fixed { gs, 'T', 1 }, Fixed { gs, 'a', 1 }, Fixed { gs, 'b', 1 },
    Fixed { gs, 'f', 1 }, Fixed { gs, 'h', 1 }, Fixed { gs, 'j', 1 }, Fixed { gs, 'r', 1 }, Fixed { gs, 'w', 1 },
    Fixed { gs, 'z', 2 }, Fixed { gs, '$', 2 }, Fixed { gs, '\\', 2 }, Fixed { gs, 'L', 2 }, Fixed { gs, 'P', 2 },
    Fixed { gs, 'W', 2 }, Fixed { gs, '^', 3 },
};

using Known = CommandLength::Known;
using View = std::span<std::uint8_t const>;

CommandLength whole(std::size_t bytes) { return { Known::whole, bytes }; }

std::size_t number(View bytes, std::size_t at, int digits)
{
    std::size_t value = 0;
    for (int i = 0; i < digits; ++i)
        value |= static_cast<std::size_t>(bytes[at + static_cast<std::size_t>(i)]) << (8 * i);
    return value;
}

/// A list that ends with NUL, from `at` on; at most `most` entries.
CommandLength until_nul(View begun, std::size_t at, std::size_t most)
{
    for (std::size_t i = at; i < begun.size(); ++i) {
        if (begun[i] == 0 || i - at == most)
            return whole(i + 1);
    }
    return {};
}

CommandLength real_time_length(View begun)
{
    if (begun[1] != eot && begun[1] != enq && begun[1] != dc4)
        return { Known::unknown_command, 2 };
    if (begun.size() < 3)
        return {};
    auto const n = begun[2];
    switch (begun[1]) {
    case eot: return whole(n == 7 || n == 8 || n == 18 ? 4 : 3);
    case enq: return whole(3);
    default:
        switch (n) { // DLE DC4: pulse, power off, transmit, clear buffers
        case 1:
        case 2: return whole(5);
        case 7: return whole(4);
        case 8: return whole(10);
        default: return whole(3);
        }
    }
}

/// ESC &: y c1 c2, then for each character x and y * x bytes.
CommandLength user_characters(View begun)
{
    if (begun.size() < 5)
        return {};
    std::size_t const height = begun[2];
    if (begun[4] < begun[3])
        return whole(5);
    std::size_t at = 5;
    for (int character = begun[3]; character <= begun[4]; ++character) {
        if (at >= most_kept)
            return whole(at); // no printer's memory holds it
        if (begun.size() <= at)
            return {};
        at += 1 + height * begun[at];
    }
    return whole(at);
}

/// FS q n: n pictures, each xL xH yL yH and x * y * 8 bytes.
CommandLength stored_pictures(View begun)
{
    if (begun.size() < 3)
        return {};
    std::size_t at = 3;
    for (int picture = 0; picture < begun[2]; ++picture) {
        if (at + 4 > most_kept)
            return whole(at);
        if (begun.size() < at + 4)
            return {};
        at += 4 + number(begun, at, 2) * number(begun, at + 2, 2) * 8;
    }
    return whole(at);
}

CommandLength esc_length(View begun)
{
    switch (begun[1]) {
    case '&': return user_characters(begun);
    case 'D': return until_nul(begun, 2, 32);
    case 'B': return until_nul(begun, 2, 64);
    case '*': {
        if (begun.size() < 5)
            return {};
        auto const high_density = begun[2] == 32 || begun[2] == 33;
        return whole(5 + number(begun, 3, 2) * (high_density ? 3 : 1));
    }
    default: return { Known::unknown_command, 2 };
    }
}

CommandLength gs_length(View begun)
{
    switch (begun[1]) {
    case 'V':
        if (begun.size() < 3)
            return {};
        switch (begun[2]) {
        case 65: case 66: case 97: case 98: case 103: case 104: return whole(4);
        default: return whole(3);
        }
    case 'v': // GS v 0: the rows follow one by one
        return whole(8);
    case '*':
        if (begun.size() < 4)
            return {};
        return whole(4 + static_cast<std::size_t>(begun[2]) * begun[3] * 8);
    case 'k':
        if (begun.size() < 3)
            return {};
        if (begun[2] <= 6)
            return until_nul(begun, 3, 255);
        return begun.size() < 4 ? CommandLength {} : whole(4 + static_cast<std::size_t>(begun[3]));
    case '8':
        if (begun.size() < 7)
            return {};
        return whole(7 + number(begun, 3, 4));
    case 'Q': // GS Q 0
        if (begun.size() < 8)
            return {};
        return whole(8 + number(begun, 4, 2) * number(begun, 6, 2));
    case 'g': // GS g 0 m nL nH, GS g 2 m nL nH
        return whole(6);
    case 'C': // GS C 0 n m, GS C 1 a…, GS C 2 nL nH, GS C ;
        if (begun.size() < 3)
            return {};
        switch (begun[2]) {
        case '0': return whole(5);
        case '1': return whole(9);
        case '2': return whole(5);
        case ';': return until_nul(begun, 3, 32);
        default: return whole(3);
        }
    case 'c': return whole(2);
    default: return { Known::unknown_command, 2 };
    }
}

}

CommandLength length_of_command(View begun)
{
    if (begun.empty())
        return {};
    auto const prefix = begun[0];
    if (prefix != dle && prefix != esc && prefix != fs && prefix != gs)
        return whole(1);
    if (begun.size() < 2)
        return {};
    if (prefix == dle)
        return real_time_length(begun);
    auto const fixed = std::ranges::find_if(fixed_commands, [&](Fixed const& rule) {
        return rule.prefix == prefix && static_cast<std::uint8_t>(rule.code) == begun[1];
    });
    if (fixed != fixed_commands.end())
        return whole(2U + fixed->parameters);
    if (begun[1] == '(') // ESC ( X, FS ( X, GS ( X: pL pH, then so many bytes
        return begun.size() < 5 ? CommandLength {} : whole(5 + number(begun, 3, 2));
    if (prefix == esc)
        return esc_length(begun);
    if (prefix == gs)
        return gs_length(begun);
    return begun[1] == 'q' ? stored_pictures(begun) : CommandLength { Known::unknown_command, 2 };
}

void CommandScanner::push(std::uint8_t byte)
{
    if (m_rows_left > 0) {
        m_bytes.push_back(byte);
        if (m_bytes.size() < m_row_bytes)
            return;
        --m_rows_left;
        auto const row = std::exchange(m_bytes, {});
        m_sink.raster_row(row);
        return;
    }
    ++m_seen;
    if (m_bytes.size() < most_kept)
        m_bytes.push_back(byte);
    if (m_length == 0) {
        auto const length = length_of_command(m_bytes);
        if (length.known == Known::not_yet)
            return;
        if (length.known == Known::unknown_command) {
            auto const bytes = std::exchange(m_bytes, {});
            m_seen = 0;
            m_sink.unknown(bytes);
            return;
        }
        m_length = length.bytes;
    }
    if (m_seen >= m_length)
        emit();
}

void CommandScanner::emit()
{
    auto const bytes = std::exchange(m_bytes, {});
    m_seen = 0;
    m_length = 0;
    if (bytes[0] == dle)
        m_sink.real_time(bytes);
    else if (bytes.size() == 8 && bytes[0] == gs && bytes[1] == 'v') {
        m_row_bytes = number(bytes, 4, 2);
        m_rows_left = m_row_bytes == 0 ? 0 : number(bytes, 6, 2);
        m_sink.raster_begins(bytes[3], m_row_bytes, m_rows_left);
    } else if (bytes.size() > 1 || bytes[0] < ' ')
        m_sink.command(bytes);
    else
        m_sink.text(bytes[0]);
}

void CommandScanner::clear()
{
    m_bytes.clear();
    m_seen = 0;
    m_length = 0;
    m_rows_left = 0;
}

}
