#pragma once
/// The panels that everything is measured on.
///
/// Source: the reference panels of issue 4: both large ones are held to what we build to, the small one to the floors.

#include "kiosk/base/core/units.h"

#include <array>
#include <string_view>

namespace kiosk::audit {

/// What a panel is held to.
enum class Held { to_ours, to_floors };

struct Panel {
    std::string_view name;
    int width_px = 0;
    int height_px = 0;
    float width_mm = 0;
    float height_mm = 0;
    Held held = Held::to_ours;
    /// From the floor to the panel's lower edge, as the configuration has it where it says nothing.
    float bottom_above_floor_mm = 800;

    [[nodiscard]] Density density() const { return { static_cast<float>(width_px) / width_mm }; }
    [[nodiscard]] float millimetres(double pixels) const { return static_cast<float>(pixels) / density().pixels_per_mm; }
    [[nodiscard]] bool portrait() const { return height_px > width_px; }
};

inline constexpr std::array panels {
    Panel { "27-portrait", 1080, 1920, 336, 598, Held::to_ours },
    Panel { "32-landscape", 1920, 1080, 708, 398, Held::to_ours },
    Panel { "21-portrait", 1080, 1920, 268, 476, Held::to_floors },
};

}
