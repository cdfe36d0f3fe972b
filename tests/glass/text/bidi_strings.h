#pragma once
/// Strings that lie where UAX #9 is difficult, each made from its number alone.

#include <cstdint>
#include <string>

namespace bidi_test {

/// Of letters of every class: numbers, brackets, nested controls, and more of them than fit (63 brackets, 125 levels).
/// Surrogates stand alone or not at all: never a pair.
[[nodiscard]] std::u32string string_of(std::uint64_t number);

}
