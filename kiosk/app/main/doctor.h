#pragma once
/// What `shubbak doctor` says, from evidence that somebody else gathered: pure.

#include "kiosk/base/core/finding.h"
#include "kiosk/base/core/result.h"
#include "kiosk/base/core/time.h"
#include "kiosk/glass/ui/presenter.h"
#include "kiosk/service/devices/events.h"
#include "kiosk/trust/delivery/courier.h"
#include "kiosk/trust/journal/journal.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace kiosk::app {

/// What is known of each part of the kiosk.
struct Evidence {
    std::vector<Finding> configuration;

    std::filesystem::path fonts;
    std::optional<Error> fonts_error;
    std::optional<ui::Presenter::Lettered> lettered; ///< by the kiosk that is up; empty if none is
    std::vector<Error> icons; ///< that could not be read

    std::filesystem::path assets;
    std::optional<Error> content_error;
    std::vector<Finding> content;
    std::size_t services = 0;

    std::vector<devices::Health> devices;

    std::filesystem::path journal;
    std::optional<Error> journal_error;
    journal::Counts counts;

    std::string hub;
    delivery::HubStanding standing = delivery::HubStanding::unknown;
    std::string hub_story;

    std::filesystem::path state;
    std::optional<std::uintmax_t> free_bytes;

    WallTime wall {};
};

/// Free room below which the doctor speaks up: a hundred days of visits at 500 a day and 2 kB each.
inline constexpr std::uintmax_t enough_bytes = 100'000'000;

/// One line a part, and one more for each thing that is wrong: configuration, fonts, lettering, icons, content, devices,
/// journal, hub, disk, clock.
[[nodiscard]] std::vector<Finding> examine(Evidence const& evidence);

/// Room left on the disk that holds `folder`.
[[nodiscard]] std::optional<std::uintmax_t> free_bytes_at(std::filesystem::path const& folder);

}
