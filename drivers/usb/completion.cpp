#include "drivers/usb/completion.h"

#include <fmt/format.h>

namespace drivers::usb {

using kiosk::Failure;

std::string_view to_string(Ending ending)
{
    switch (ending) {
    case Ending::completed: return "completed";
    case Ending::stalled: return "stalled";
    case Ending::overrun: return "overrun";
    case Ending::deadline_passed: return "deadline passed";
    case Ending::cancelled: return "cancelled";
    case Ending::unplugged: return "unplugged";
    case Ending::broken: return "broken";
    }
    return "?";
}

static Failure failure_of(Ending ending)
{
    switch (ending) {
    case Ending::unplugged: return Failure::absent;
    case Ending::stalled: return Failure::refused;
    case Ending::overrun: return Failure::malformed;
    case Ending::completed:
    case Ending::deadline_passed:
    case Ending::cancelled:
    case Ending::broken: break;
    }
    return Failure::unreachable;
}

kiosk::Result<std::size_t> bytes_of(Completion const& completion, std::string_view doing)
{
    if (completion.good())
        return completion.bytes.value_or(0);
    auto const detail = completion.detail.empty() ? std::string() : fmt::format(" ({})", completion.detail);
    return kiosk::failed(failure_of(completion.ending), fmt::format("{}: {}{}", doing, to_string(completion.ending), detail));
}

}
