#include "kiosk/app/main/doctor.h"

#include <algorithm>
#include <fmt/format.h>

namespace kiosk::app {

namespace {

Finding good(std::string part, std::string where, std::string const& seen)
{
    return { std::move(part), true, std::move(where), seen, seen, {} };
}

Finding wrong(std::string part, std::string where, std::string expected, std::string seen, std::string remedy)
{
    return { std::move(part), false, std::move(where), std::move(expected), std::move(seen), std::move(remedy) };
}

void add_all(std::vector<Finding>& into, std::vector<Finding> const& from, std::string_view part)
{
    for (auto finding : from) {
        if (finding.part.empty())
            finding.part = part;
        into.push_back(std::move(finding));
    }
}

Finding device(devices::Health const& health)
{
    using devices::DeviceStatus;
    auto const where = health.device.empty() ? health.part : fmt::format("{} {}", health.part, health.device);
    auto const seen = fmt::format("{}{}{}", to_string(health.status), health.seen.empty() ? "" : ": ", health.seen);
    if (health.status == DeviceStatus::online)
        return good("devices", where, seen);
    return wrong("devices", where, "online", seen, health.remedy);
}

Finding hub(Evidence const& evidence)
{
    using delivery::HubStanding;
    auto const waiting = fmt::format("{} waiting", evidence.counts.waiting);
    if (evidence.hub.empty())
        return wrong("hub", "[hub] url", "the hub's address", "none is configured", "set [hub] url, so that requests are delivered");
    if (evidence.standing == HubStanding::reachable && evidence.hub_story.empty())
        return good("hub", evidence.hub, fmt::format("reachable, {}", waiting));
    if (evidence.standing == HubStanding::reachable)
        return wrong("hub", evidence.hub, "requests on their way", fmt::format("reachable, {}, but {}", waiting, evidence.hub_story),
            "requests are kept here and go later; if this stays, mend what it names");
    auto const story = evidence.hub_story.empty() ? std::string(to_string(evidence.standing)) : evidence.hub_story;
    return wrong("hub", evidence.hub, "an answer", fmt::format("{}, {}", story, waiting),
        "check the network and that the hub runs; requests are kept here until it answers");
}

Finding disk(Evidence const& evidence)
{
    auto const where = evidence.state.string();
    if (!evidence.free_bytes)
        return wrong("disk", where, "a folder for the kiosk's state", "it cannot be read", "make the folder and let the kiosk's user write there");
    auto const seen = fmt::format("{} MB free", *evidence.free_bytes / 1'000'000);
    if (*evidence.free_bytes >= enough_bytes)
        return good("disk", where, seen);
    return wrong("disk", where, fmt::format("at least {} MB free", enough_bytes / 1'000'000), seen, "make room: the journal may not be able to keep requests");
}

Finding clock(Evidence const& evidence)
{
    auto const seen = to_rfc3339(evidence.wall);
    // A machine whose battery is empty wakes up in 1970, or at the date its firmware was built.
    if (evidence.wall >= WallTime(std::chrono::sys_days(std::chrono::year(2026) / 1 / 1)))
        return good("clock", "system", seen);
    return wrong("clock", "system", "a date after 2026-01-01", seen, "set the clock and check its battery and NTP: receipts carry this time");
}

}

std::vector<Finding> examine(Evidence const& evidence)
{
    std::vector<Finding> findings;
    add_all(findings, evidence.configuration, "configuration");

    findings.push_back(evidence.fonts_error
            ? wrong("fonts", evidence.fonts.string(), "all fonts of the stack", evidence.fonts_error->story, "install the fonts of this release again")
            : good("fonts", evidence.fonts.string(), "all fonts of the stack"));

    if (evidence.lettered) {
        auto const& seen = *evidence.lettered;
        findings.push_back(good("lettering", "glass",
            fmt::format("{} paragraphs shaped, {} found, {} held in {} kB; {} glyphs drawn, {} found, on a sheet of {} kB", seen.shaped, seen.found, seen.held,
                seen.held_bytes / 1000, seen.glyphs_drawn, seen.glyphs_found, seen.sheet_bytes / 1000)));
    }
    for (auto const& icon : evidence.icons)
        findings.push_back(wrong("icons", "assets/icons", "an icon that can be drawn", icon.story, "install the content again"));

    if (evidence.content_error)
        findings.push_back(wrong("content", evidence.assets.string(), "a content release", evidence.content_error->story, "install the content again"));
    else if (std::ranges::none_of(evidence.content, [](Finding const& finding) { return !finding.ok; }))
        findings.push_back(good("content", evidence.assets.string(), fmt::format("{} services", evidence.services)));
    add_all(findings, evidence.content, "content");

    if (evidence.devices.empty())
        findings.push_back(wrong("devices", "usb", "a card reader and a receipt printer", "none could be looked for", "see the lines above"));
    for (auto const& health : evidence.devices)
        findings.push_back(device(health));

    findings.push_back(evidence.journal_error
            ? wrong("journal", evidence.journal.string(), "an open journal", evidence.journal_error->story, "until it is mended this kiosk offers no service")
            : good("journal", evidence.journal.string(),
                fmt::format("{} waiting, {} received, {} archived, {} rejected", evidence.counts.waiting, evidence.counts.received,
                    evidence.counts.archived, evidence.counts.rejected)));
    findings.push_back(hub(evidence));
    findings.push_back(disk(evidence));
    findings.push_back(clock(evidence));
    return findings;
}

std::optional<std::uintmax_t> free_bytes_at(std::filesystem::path const& folder)
{
    std::error_code error;
    auto place = std::filesystem::absolute(folder, error);
    while (!std::filesystem::exists(place, error) && place.has_relative_path())
        place = place.parent_path(); // the first start makes the folder
    auto const space = std::filesystem::space(place, error);
    if (error)
        return std::nullopt;
    return space.available;
}

}
