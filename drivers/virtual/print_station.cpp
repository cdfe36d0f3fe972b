#include "drivers/virtual/print_station.h"

#include <algorithm>
#include <array>
#include <utility>

namespace drivers::virtuals {

namespace {

enum : std::uint8_t { lf = 0x0a, ff = 0x0c, cr = 0x0d, esc = 0x1b, gs = 0x1d };

constexpr int letter_width = 12; // font A
constexpr std::uint64_t letter_rows = 24;

using Bytes = PrintStation::Bytes;

bool ink_at(std::span<std::uint8_t const> row, int x)
{
    auto const byte = static_cast<std::size_t>(x) / 8;
    return byte < row.size() && (row[byte] >> (7 - x % 8) & 1) != 0;
}

void ink(Bytes& row, int x)
{
    auto const byte = static_cast<std::size_t>(x) / 8;
    if (x >= 0 && byte < row.size())
        row[byte] = static_cast<std::uint8_t>(row[byte] | 0x80 >> (x % 8));
}

Bytes twice_as_wide(std::span<std::uint8_t const> row)
{
    Bytes wide(row.size() * 2);
    for (int x = 0; x < static_cast<int>(row.size()) * 8; ++x) {
        if (ink_at(row, x)) {
            ink(wide, 2 * x);
            ink(wide, 2 * x + 1);
        }
    }
    return wide;
}

}

PrintStation::PrintStation(PrinterProfile const& profile, kiosk::Clock const& clock, std::function<void(Bytes)> reply)
    : m_profile(profile)
    , m_clock(clock)
    , m_reply(std::move(reply))
    , m_paper(profile.dots)
{
    restart();
}

void PrintStation::restart()
{
    clear();
    initialize();
}

/// ESC @: every setting as after power-on.
void PrintStation::initialize()
{
    m_modes = {};
    m_modes.vertical_units = m_profile.vertical_units;
    m_modes.horizontal_units = m_profile.dots_per_inch;
    m_modes.line_spacing = static_cast<std::uint64_t>(m_profile.dots_per_inch) * 15 / 100; // 3.8 mm, 30 rows at 203 dpi
    m_line.clear();
    m_automatic_status = 0;
}

void PrintStation::clear()
{
    m_jobs.clear();
    m_line.clear();
    m_moving = false;
}

void PrintStation::set_ready(bool ready)
{
    m_ready = ready;
    m_moving = false; // a pause that people made is no underrun
}

void PrintStation::work()
{
    while (m_ready && !m_jobs.empty()) {
        auto& job = m_jobs.front();
        switch (job.kind) {
        case Job::Kind::row:
            if (!print(job.dots))
                return;
            break;
        case Job::Kind::feed:
            for (; job.rows > 0; --job.rows) {
                if (!print({}))
                    return;
            }
            break;
        case Job::Kind::cut:
            m_paper.cut();
            m_moving = false;
            break;
        }
        m_jobs.pop_front();
    }
}

bool PrintStation::print(std::span<std::uint8_t const> dots)
{
    if (!m_paper.print(dots)) {
        m_moving = false;
        return false;
    }
    auto const now = m_clock.now();
    if (m_moving && now > m_head_free)
        ++m_underruns;
    m_head_free = std::max(now, m_moving ? m_head_free : now) + kiosk::Duration(std::chrono::seconds(1)) / m_profile.rows_per_second;
    m_moving = true;
    return true;
}

void PrintStation::put_row(Bytes row)
{
    m_jobs.push_back({ Job::Kind::row, std::move(row), 0 });
    work();
}

void PrintStation::feed(std::uint64_t rows)
{
    if (rows == 0)
        return;
    m_jobs.push_back({ Job::Kind::feed, {}, rows });
    work();
}

std::uint64_t PrintStation::rows_of_units(std::uint64_t units) const
{
    return units * static_cast<std::uint64_t>(m_profile.dots_per_inch) / static_cast<std::uint64_t>(m_modes.vertical_units);
}

/// Prints what stands in the line, then feeds so that paper has moved by `at_least` rows.
void PrintStation::print_line(std::uint64_t at_least)
{
    auto const letters = std::exchange(m_line, {});
    std::uint64_t printed = 0;
    if (!letters.empty()) {
        for (; printed < letter_rows; ++printed) {
            Bytes row(static_cast<std::size_t>(m_profile.dots + 7) / 8);
            auto const edge = printed == 2 || printed == letter_rows - 3;
            auto const inside = printed > 2 && printed < letter_rows - 3;
            for (std::size_t i = 0; i < letters.size(); ++i) {
                if (letters[i] == ' ')
                    continue;
                auto const left = m_modes.left_margin + static_cast<int>(i) * letter_width + 1;
                auto const right = left + letter_width - 4;
                for (int x = left; x <= right; ++x) {
                    if (edge || (inside && (x == left || x == right)))
                        ink(row, x);
                }
            }
            put_row(std::move(row));
        }
    }
    feed(at_least > printed ? at_least - printed : 0);
}

void PrintStation::text(std::uint8_t letter)
{
    auto const room = static_cast<std::size_t>((m_profile.dots - m_modes.left_margin) / letter_width);
    if (m_line.size() >= room)
        print_line(m_modes.line_spacing);
    m_line.push_back(static_cast<char>(letter));
}

/// An image row where justification and margin put it. The manual: ESC a does nothing for an image wider than the paper.
Bytes PrintStation::placed(std::span<std::uint8_t const> dots, int width) const
{
    auto const free = std::max(0, m_profile.dots - m_modes.left_margin - width);
    auto const shift = m_modes.left_margin + (m_modes.justification == 1 ? free / 2 : m_modes.justification == 2 ? free : 0);
    if (shift == 0)
        return Bytes(dots.begin(), dots.end());
    Bytes row(static_cast<std::size_t>(m_profile.dots + 7) / 8);
    for (int x = 0; x < width; ++x) {
        if (ink_at(dots, x))
            ink(row, x + shift);
    }
    return row;
}

void PrintStation::raster_begins(std::uint8_t mode, std::size_t, std::size_t)
{
    if (!m_line.empty())
        print_line(letter_rows);
    m_raster_mode = mode;
}

void PrintStation::raster_row(std::span<std::uint8_t const> row)
{
    auto const wide = (m_raster_mode & 1) != 0 ? twice_as_wide(row) : Bytes(row.begin(), row.end());
    auto const dots = placed(wide, static_cast<int>(wide.size()) * 8);
    put_row(dots);
    if ((m_raster_mode & 2) != 0)
        put_row(dots);
}

void PrintStation::command(std::span<std::uint8_t const> bytes)
{
    switch (bytes[0]) {
    case lf: print_line(m_modes.line_spacing); break;
    case ff:
    case cr: break; // page mode, and a printer that ignores carriage returns
    case esc: escape(bytes); break;
    case gs: group(bytes); break;
    default: break; // tabulators, Kanji and what else needs a font
    }
}

void PrintStation::escape(std::span<std::uint8_t const> bytes)
{
    switch (bytes[1]) {
    case '@': initialize(); break;
    case '2': m_modes.line_spacing = static_cast<std::uint64_t>(m_profile.dots_per_inch) * 15 / 100; break;
    case '3': m_modes.line_spacing = rows_of_units(bytes[2]); break;
    case 'J': print_line(rows_of_units(bytes[2])); break;
    case 'd': print_line(bytes[2] * m_modes.line_spacing); break;
    case 'a':
        if (bytes[2] <= 2 || (bytes[2] >= '0' && bytes[2] <= '2'))
            m_modes.justification = bytes[2] & 3;
        break;
    case 'i':
    case 'm': cut({}); break;
    case '*': bit_image(bytes); break;
    case 'v': m_reply({ 0 }); break;
    case 'u': m_reply({ 0 }); break;
    default: break;
    }
}

/// ESC * m nL nH: columns of 8 or 24 dots, the topmost in the highest bit; single density is stretched.
void PrintStation::bit_image(std::span<std::uint8_t const> bytes)
{
    auto const mode = bytes[2];
    auto const column_bytes = mode == 32 || mode == 33 ? std::size_t { 3 } : std::size_t { 1 };
    auto const stretch = mode == 1 || mode == 33 ? 1 : 2;
    auto const columns = static_cast<int>((bytes.size() - 5) / column_bytes);
    for (std::size_t y = 0; y < column_bytes * 8; ++y) {
        Bytes row(static_cast<std::size_t>(columns * stretch + 7) / 8);
        for (int x = 0; x < columns; ++x) {
            auto const byte = bytes[5 + static_cast<std::size_t>(x) * column_bytes + y / 8];
            if ((byte >> (7 - y % 8) & 1) == 0)
                continue;
            for (int i = 0; i < stretch; ++i)
                ink(row, x * stretch + i);
        }
        put_row(placed(row, columns * stretch));
        if (column_bytes == 1) { // 8 dots stand for 24
            put_row(placed(row, columns * stretch));
            put_row(placed(row, columns * stretch));
        }
    }
}

void PrintStation::group(std::span<std::uint8_t const> bytes)
{
    switch (bytes[1]) {
    case 'V': cut(bytes); break;
    case 'P':
        m_modes.horizontal_units = bytes[2] == 0 ? m_profile.dots_per_inch : bytes[2];
        m_modes.vertical_units = bytes[3] == 0 ? m_profile.vertical_units : bytes[3];
        break;
    case 'L': {
        auto const units = bytes[2] | bytes[3] << 8;
        m_modes.left_margin = std::min(m_profile.dots, units * m_profile.dots_per_inch / m_modes.horizontal_units);
        break;
    }
    case 'a':
        m_automatic_status = bytes[2];
        if (on_automatic_status)
            on_automatic_status();
        break;
    case 'r':
        // Paper end is never told: a printer without paper obeys nothing that waits in its buffer.
        if (bytes[2] == 1 || bytes[2] == '1')
            m_reply({ static_cast<std::uint8_t>(m_paper.supply() == Paper::Supply::full ? 0 : 0x03) });
        else if (bytes[2] == 2 || bytes[2] == '2')
            m_reply({ 0 });
        break;
    case 'I': identify(bytes[2]); break;
    case '(': extended(bytes); break;
    default: break;
    }
}

void PrintStation::cut(std::span<std::uint8_t const> bytes)
{
    if (!m_line.empty())
        print_line(letter_rows);
    // The head stands at the knife here: feeding to the knife (m 65, 66) moves by n alone.
    if (bytes.size() == 4)
        feed(rows_of_units(bytes[3]));
    m_jobs.push_back({ Job::Kind::cut, {}, 0 });
    work();
}

/// GS I: one byte for 1 to 3, `_` text NUL for 65 to 69.
void PrintStation::identify(std::uint8_t what)
{
    auto const say = [&](std::string_view text) {
        Bytes bytes { '_' };
        bytes.insert(bytes.end(), text.begin(), text.end());
        bytes.push_back(0);
        m_reply(std::move(bytes));
    };
    switch (what) {
    case 1: case '1': m_reply({ m_profile.model_id }); break;
    case 2: case '2': m_reply({ 0x02 }); break; // autocutter
    case 3: case '3': m_reply({ 0x01 }); break;
    case 65: say("1.00 SHUBBAK"); break;
    case 66: say(m_profile.manufacturer); break;
    case 67: say(m_profile.model); break;
    case 68: say("PR000001"); break;
    case 69: say(""); break;
    default: break;
    }
}

/// GS ( H: pL pH fn m d1 d2 d3 d4, answered when everything before it is on paper.
void PrintStation::extended(std::span<std::uint8_t const> bytes)
{
    constexpr std::uint8_t process_id = 48;
    if (bytes[2] != 'H' || bytes.size() != 11 || bytes[5] != process_id || bytes[6] != 48)
        return;
    m_reply({ 0x37, 0x22, bytes[7], bytes[8], bytes[9], bytes[10], 0x00 });
}

}
