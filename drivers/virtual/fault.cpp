#include "drivers/virtual/fault.h"

#include <array>
#include <utility>

namespace drivers::virtuals {

constexpr std::array<std::pair<FaultKind, std::string_view>, 8> words { {
    { FaultKind::stall, "stall" },
    { FaultKind::cut_short, "short" },
    { FaultKind::babble, "babble" },
    { FaultKind::nak, "nak" },
    { FaultKind::late, "late" },
    { FaultKind::duplicate, "duplicate" },
    { FaultKind::power_cycle, "power-cycle" },
    { FaultKind::unplug, "unplug" },
} };

std::string_view to_string(FaultKind kind)
{
    for (auto const& [known, word] : words) {
        if (known == kind)
            return word;
    }
    return "?";
}

std::optional<FaultKind> fault_kind_of(std::string_view word)
{
    for (auto const& [kind, known] : words) {
        if (known == word)
            return kind;
    }
    return std::nullopt;
}

}
