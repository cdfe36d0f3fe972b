#include "kiosk/glass/language/zone.h"

#include "kiosk/base/core/file.h"

#include <algorithm>
#include <cstdint>
#include <ctime>
#include <fmt/format.h>

namespace kiosk::language {

namespace {

/// Big-endian numbers out of a TZif file; `good` turns false at its end.
struct Bytes {
    std::string_view left;
    bool good = true;

    std::string_view take(std::size_t count)
    {
        if (count > left.size()) {
            good = false;
            left = {};
            return {};
        }
        auto const taken = left.substr(0, count);
        left.remove_prefix(count);
        return taken;
    }
    std::uint64_t number(std::size_t bytes)
    {
        std::uint64_t value = 0;
        for (char const byte : take(bytes))
            value = value << 8 | static_cast<unsigned char>(byte);
        return value;
    }
};

/// RFC 8536 section 3.1.
struct Header {
    std::uint64_t version = 0, utc = 0, standard = 0, leaps = 0, transitions = 0, types = 0, letters = 0;

    bool read(Bytes& bytes)
    {
        if (bytes.take(4) != "TZif")
            return false;
        version = bytes.number(1);
        bytes.take(15);
        for (auto* count : { &utc, &standard, &leaps, &transitions, &types, &letters })
            *count = bytes.number(4);
        return bytes.good;
    }
    /// Of the data behind it, with times of `time_size` bytes.
    [[nodiscard]] std::size_t size(std::size_t time_size) const
    {
        return transitions * (time_size + 1) + types * 6 + letters + leaps * (time_size + 4) + standard + utc;
    }
};

}

Result<Zone> Zone::of(std::string const& name)
{
    if (name.empty())
        return Zone();
    bool const plain = std::ranges::all_of(name, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' || c == '_' || c == '-' || c == '+';
    });
    auto const bytes = plain && name.front() != '/' ? read_file("/usr/share/zoneinfo/" + name, 1024 * 1024) : failed(Failure::absent, "");
    if (!bytes)
        return failed(Failure::absent, fmt::format("expected the IANA name of a time zone such as Africa/Cairo, saw '{}'", name));
    return TRY_WHILE(fmt::format("reading the time zone {}", name), from_bytes(*bytes));
}

Result<Zone> Zone::from_bytes(std::string_view content)
{
    auto const malformed = [] { return failed(Failure::malformed, "expected a TZif file of version 2 or later; install the package tzdata again"); };
    Bytes bytes { content };
    Header old, header;
    if (!old.read(bytes) || old.version < '2')
        return malformed();
    bytes.take(old.size(4));
    if (!header.read(bytes) || header.types == 0 || header.transitions > 100000 || header.types > 256)
        return malformed();
    std::vector<std::int64_t> moments;
    for (std::uint64_t i = 0; i < header.transitions; ++i)
        moments.push_back(static_cast<std::int64_t>(bytes.number(8)));
    auto const kinds = bytes.take(header.transitions);
    std::vector<std::int32_t> offsets;
    for (std::uint64_t i = 0; i < header.types; ++i) {
        offsets.push_back(static_cast<std::int32_t>(bytes.number(4)));
        bytes.take(2);
    }
    Zone zone;
    zone.m_machine = false;
    zone.m_first_offset = offsets.front();
    for (std::size_t i = 0; i < kinds.size(); ++i) {
        auto const kind = static_cast<unsigned char>(kinds[i]);
        if (kind >= offsets.size() || (i > 0 && moments[i] <= moments[i - 1]))
            return malformed();
        zone.m_transitions.push_back({ moments[i], offsets[kind] });
    }
    // RFC 8536, 3.3: behind the data, a rule between two new lines; empty where there is none.
    bytes.take(header.letters + header.leaps * 12 + header.standard + header.utc);
    auto const footer = bytes.left;
    auto const end = footer.find('\n', 1);
    if (!bytes.good || !footer.starts_with('\n') || end == footer.npos)
        return malformed();
    if (end > 1) {
        auto const rule = ZoneRule::parse(footer.substr(1, end - 1));
        if (!rule)
            return malformed();
        zone.m_rule = *rule;
    }
    return zone;
}

WallTime Zone::local(WallTime moment) const
{
    auto const seconds = std::chrono::floor<std::chrono::seconds>(moment).time_since_epoch().count();
    if (m_machine) {
        auto const when = static_cast<std::time_t>(seconds);
        std::tm fields {};
        ::localtime_r(&when, &fields);
        return moment + std::chrono::seconds(fields.tm_gmtoff);
    }
    auto const next = std::ranges::upper_bound(m_transitions, seconds, {}, &Transition::from);
    if (next == m_transitions.end() && m_rule)
        return moment + m_rule->ahead_at(std::chrono::sys_seconds(std::chrono::seconds(seconds)));
    return moment + std::chrono::seconds(next == m_transitions.begin() ? m_first_offset : std::prev(next)->offset);
}

}
