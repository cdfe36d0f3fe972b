#pragma once
/// The visit and the world, as the one screen that shows them: pure.

#include "kiosk/glass/screens/card.h"
#include "kiosk/glass/screens/done.h"
#include "kiosk/glass/screens/home.h"
#include "kiosk/glass/screens/rest.h"
#include "kiosk/glass/screens/review.h"
#include "kiosk/glass/screens/service.h"
#include "kiosk/glass/screens/step.h"
#include "kiosk/glass/screens/trouble.h"
#include "kiosk/glass/screens/working.h"
#include "kiosk/service/devices/events.h"
#include "kiosk/service/visit/visit.h"

#include <cstdint>
#include <string_view>
#include <variant>
#include <vector>

namespace kiosk::stage {

/// Whether requests can be kept.
enum class JournalStanding { starting, open, closed };

/// What the kiosk knows of the world outside the visit, from the last evidence.
struct World {
    devices::DeviceStatus reader = devices::DeviceStatus::starting;
    devices::DeviceStatus printer = devices::DeviceStatus::starting;
    devices::Paper paper = devices::Paper::unknown;
    JournalStanding journal = JournalStanding::starting;
    std::uint64_t waiting_for_hub = 0;
    /// Whether there is something to hear speech by.
    screens::Offered sound = screens::Offered::no;
    bool operator==(World const&) const = default;
};

/// What is out of order now, in the order in which it is told; what is still starting is not accused.
[[nodiscard]] std::vector<screens::Shortage> shortages(World const& world);
/// The same, as far as it touches this service.
[[nodiscard]] std::vector<screens::Shortage> shortages(World const& world, catalogue::Service const& service);
/// Whether a citizen can finish this service now.
[[nodiscard]] bool can_be_done(World const& world, catalogue::Service const& service);

using View = std::variant<screens::RestView, screens::HomeView, screens::ServiceView, screens::StepView, screens::CardView,
    screens::ReviewView, screens::WorkingView, screens::DoneView, screens::TroubleView>;

/// What a view is made of beside the visit. References must outlive the call.
struct Around {
    catalogue::Catalogue const& catalogue;
    World const& world;
    std::string_view telephone = {}; ///< the city's help line; empty if none
};

/// How the glass shows this visit.
[[nodiscard]] ui::Form form_of(visit::State const& state);

/// What the whole seconds of a countdown show until `end`.
[[nodiscard]] int seconds_until(std::optional<Instant> end, Instant now);

/// The screen of the visit's place; the idle warning lies over it and is no view of its own.
/// `alarm` is visit::alarm() of the same state; `now` and `wall` are one moment.
[[nodiscard]] View view_of(visit::State const& state, Around const& around, std::optional<Instant> alarm, Instant now, WallTime wall);

/// The resident's name in the script of this language: the native name where the card has it in that script, else
/// the Latin one.
[[nodiscard]] SecretText name_for(visit::Identity const& identity, Language language);

}
