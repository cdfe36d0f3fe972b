#include "drivers/escpos/encode.h"

#include <algorithm>
#include <fmt/format.h>

namespace drivers::escpos {

namespace {

constexpr std::uint8_t dle = 0x10;
constexpr std::uint8_t esc = 0x1B;
constexpr std::uint8_t gs = 0x1D;
constexpr int longest_feed = 255;

std::uint8_t low(std::size_t value) { return static_cast<std::uint8_t>(value & 0xFF); }
std::uint8_t high(std::size_t value) { return static_cast<std::uint8_t>(value >> 8); }

/// How many bytes of the row have ink or stand left of ink.
std::size_t inked_bytes(View row)
{
    auto const last = std::find_if(row.rbegin(), row.rend(), [](std::uint8_t byte) { return byte != 0; });
    return static_cast<std::size_t>(row.rend() - last);
}

void append(Bytes& bytes, Bytes const& more)
{
    bytes.insert(bytes.end(), more.begin(), more.end());
}

/// ESC J: prints what waits in the line buffer (nothing) and feeds.
Piece feed(int rows)
{
    Piece piece;
    for (; rows > 0; rows -= longest_feed)
        append(piece.bytes, { esc, 'J', static_cast<std::uint8_t>(std::min(rows, longest_feed)) });
    return piece;
}

/// GS v 0, m = 0 (one dot is one dot).
Piece band(kiosk::Dots const& sheet, int first, int rows)
{
    std::size_t width = 1;
    for (int y = first; y < first + rows; ++y)
        width = std::max(width, inked_bytes(sheet.row(y)));
    auto const height = static_cast<std::size_t>(rows);
    Piece piece { .bytes = { gs, 'v', '0', 0, low(width), high(width), low(height), high(height) }, .ink = true };
    piece.bytes.reserve(piece.bytes.size() + width * height);
    for (int y = first; y < first + rows; ++y) {
        auto const row = sheet.row(y).first(width);
        piece.bytes.insert(piece.bytes.end(), row.begin(), row.end());
    }
    return piece;
}

}

Result<Plan> encode_sheet(kiosk::Dots const& sheet, Profile const& profile)
{
    if (sheet.width() > profile.dots)
        return kiosk::failed(Failure::refused,
            fmt::format("the sheet is {} dots wide, the paper of {} {}", sheet.width(), profile.name, profile.dots));
    if (sheet.width() == 0 || sheet.height() == 0 || sheet.height() > most_rows)
        return kiosk::failed(Failure::refused, fmt::format("a sheet has 1 to {} rows, not {}", most_rows, sheet.height()));

    Plan plan;
    auto const blank = [&](int y) { return inked_bytes(sheet.row(y)) == 0; };
    auto const blank_rows_from = [&](int y) {
        int end = y;
        while (end < sheet.height() && blank(end))
            ++end;
        return end - y;
    };
    for (int y = 0; y < sheet.height();) {
        auto const gap = blank_rows_from(y);
        if (gap >= least_feed_rows || y + gap == sheet.height()) {
            plan.pieces.push_back(feed(gap));
            y += gap;
            continue;
        }
        int end = y + 1;
        while (end < sheet.height() && end - y < profile.band_rows && blank_rows_from(end) < least_feed_rows)
            ++end;
        while (blank(end - 1)) // a short gap at the end of a band is fed with the next one, or drawn there
            --end;
        end = std::max(end, y + 1);
        plan.pieces.push_back(band(sheet, y, end - y));
        plan.longest = std::max(plan.longest, plan.pieces.back().bytes.size());
        y = end;
    }
    return plan;
}

Bytes encode_initialize()
{
    return { esc, '@' };
}

Bytes encode_enable_asb()
{
    constexpr std::uint8_t online = 0x02, errors = 0x04, paper = 0x08;
    return { gs, 'a', online | errors | paper };
}

Bytes encode_job_start(Profile const& profile)
{
    auto bytes = encode_initialize();
    auto const unit = static_cast<std::uint8_t>(profile.dpi);
    append(bytes, { gs, 'P', unit, unit });
    if (profile.asb == Asb::yes)
        append(bytes, encode_enable_asb());
    return bytes;
}

Bytes encode_fresh_start(Profile const& profile)
{
    auto bytes = encode_initialize();
    append(bytes, encode_cut(profile));
    append(bytes, encode_job_start(profile));
    return bytes;
}

Bytes encode_cut(Profile const& profile)
{
    if (profile.cut == Cut::none)
        return {};
    return { gs, 'V', static_cast<std::uint8_t>(profile.cut), 0 };
}

Bytes encode_ask_status(std::uint8_t n)
{
    return { dle, 0x04, n };
}

Bytes encode_ask_paper_sensor()
{
    return { gs, 'r', 1 };
}

ProcessId process_id_of(std::uint32_t number)
{
    ProcessId id {};
    for (auto& letter : id) {
        letter = static_cast<std::uint8_t>('A' + number % 15);
        number /= 15;
    }
    return id;
}

Bytes encode_ask_process_id(ProcessId const& id)
{
    return { gs, '(', 'H', 6, 0, 48, 48, id[0], id[1], id[2], id[3] };
}

Bytes encode_recovery(Profile const& profile, std::size_t longest)
{
    Bytes bytes(longest, 0);
    append(bytes, encode_initialize());
    if (longest > 0)
        append(bytes, encode_cut(profile));
    append(bytes, { dle, 0x05, 2 });
    append(bytes, encode_initialize());
    return bytes;
}

}
