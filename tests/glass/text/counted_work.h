#pragma once
/// Work as a number that is the same on every machine and every run, where a clock would tell of the machine: to show
/// that something grows with its input and not faster.
///
/// kiosk/glass/text is compiled a second time for these tests so that every basic block of it counts as a step
/// (-fsanitize-coverage=trace-pc), the standard library's templates in it too. What it has others do is counted by
/// length: the letters that HarfBuzz shapes, the bytes that are copied, moved and filled.

#include <cstdint>

namespace counted {

struct Work {
    std::uint64_t steps = 0;   ///< of our own code
    std::uint64_t letters = 0; ///< given to hb_shape()
    std::uint64_t bytes = 0;   ///< through memcpy(), memmove() and memset()
    friend Work operator-(Work const& a, Work const& b) { return { a.steps - b.steps, a.letters - b.letters, a.bytes - b.bytes }; }
};

/// All that was done since the program began.
[[nodiscard]] Work so_far();

template <typename Act>
[[nodiscard]] Work work_of(Act const& act)
{
    auto const before = so_far();
    act();
    return so_far() - before;
}

}
