#pragma once

#include <cstddef>

namespace sample {

/// How often this program has asked for memory: `operator new` counts.
[[nodiscard]] std::size_t allocations();

}
