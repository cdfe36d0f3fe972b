#include "drivers/iso7816/status.h"

#include <algorithm>
#include <fmt/format.h>

namespace drivers::iso7816 {

namespace {

struct Told {
    std::uint16_t first, last;
    Meaning meaning;
    char const* story;
};

// Rows from the particular to the general; the first that fits counts.
constexpr Told table[] = {
    { 0x9000, 0x9000, Meaning::done, "done" },
    { 0x6100, 0x61FF, Meaning::more, "more bytes are waiting" },
    { 0x6C00, 0x6CFF, Meaning::wrong_length, "wrong length expected" },
    { 0x6282, 0x6282, Meaning::warning, "end of file before the bytes asked for" },
    { 0x6283, 0x6283, Meaning::warning, "the selected file is deactivated" },
    { 0x6200, 0x63FF, Meaning::warning, "done with a warning" },
    { 0x6400, 0x64FF, Meaning::failed, "execution error, memory unchanged" },
    { 0x6500, 0x65FF, Meaning::failed, "execution error, memory changed" },
    { 0x6700, 0x6700, Meaning::failed, "wrong length" },
    { 0x6800, 0x68FF, Meaning::failed, "function of the class byte not supported" },
    { 0x6982, 0x6982, Meaning::denied, "security status not satisfied" },
    { 0x6983, 0x6983, Meaning::denied, "authentication method blocked" },
    { 0x6984, 0x6984, Meaning::denied, "reference data not usable" },
    { 0x6985, 0x6985, Meaning::denied, "conditions of use not satisfied" },
    { 0x6900, 0x69FF, Meaning::failed, "command not allowed" },
    { 0x6A82, 0x6A82, Meaning::not_found, "file or application not found" },
    { 0x6A83, 0x6A83, Meaning::not_found, "record not found" },
    { 0x6A88, 0x6A88, Meaning::not_found, "referenced data not found" },
    { 0x6A00, 0x6AFF, Meaning::failed, "wrong parameters P1-P2" },
    { 0x6B00, 0x6B00, Meaning::failed, "offset outside the file" },
    { 0x6D00, 0x6D00, Meaning::failed, "instruction not supported" },
    { 0x6E00, 0x6E00, Meaning::failed, "class not supported" },
    { 0x0000, 0xFFFF, Meaning::failed, "no precise diagnosis" },
};

Told const& told_by(StatusWord status)
{
    return *std::ranges::find_if(table, [&](Told const& row) { return status.value >= row.first && status.value <= row.last; });
}

std::uint32_t count_in(StatusWord status)
{
    return status.sw2() == 0 ? 256u : static_cast<std::uint32_t>(status.sw2());
}

}

Meaning meaning_of(StatusWord status)
{
    return told_by(status).meaning;
}

std::optional<Command> follow_up(Command const& command, StatusWord status)
{
    switch (meaning_of(status)) {
    case Meaning::more: {
        // §5.1.1.1: bit 5 of the first interindustry class is command chaining; GET RESPONSE chains nothing.
        auto const cla = static_cast<std::uint8_t>(command.cla & ~0x10u);
        return Command { .cla = cla, .ins = 0xC0, .expected = count_in(status) };
    }
    case Meaning::wrong_length: {
        if (command.expected == count_in(status))
            return std::nullopt;
        auto again = command;
        again.expected = count_in(status);
        return again;
    }
    default:
        return std::nullopt;
    }
}

std::string story_of(StatusWord status)
{
    return fmt::format("{:04X}: {}", status.value, told_by(status).story);
}

}
