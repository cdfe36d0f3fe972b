#include "kiosk/base/core/result.h"

#include <cstdio>
#include <cstdlib>

namespace kiosk {

std::string_view to_string(Failure kind)
{
    switch (kind) {
    case Failure::absent: return "absent";
    case Failure::unreachable: return "unreachable";
    case Failure::refused: return "refused";
    case Failure::malformed: return "malformed";
    case Failure::exhausted: return "exhausted";
    }
    std::abort();
}

Error Error::within(std::string_view what) &&
{
    story.insert(0, std::string("while ").append(what).append(": "));
    return std::move(*this);
}

void break_promise(char const* promise)
{
    std::fprintf(stderr, "shubbak: broken promise: %s\n", promise);
    std::abort();
}

}
