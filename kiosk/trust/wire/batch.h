#pragma once
/// The body of an upload: records one after the other, each followed by a line feed (canonical JSON holds none).

#include "kiosk/base/core/result.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk::wire {

inline constexpr std::string_view batch_type = "application/x-ndjson";
inline constexpr std::size_t most_batch_records = 500;
/// A hub refuses a longer body (413).
inline constexpr std::size_t most_batch_bytes = 4 * 1024 * 1024;

[[nodiscard]] std::string encode_batch(std::span<std::string const> records);
/// The records' bytes, not looked into. Views into `body`. `malformed` for an empty body, an empty line, a missing last
/// line feed, too many records or too long a one; the story counts lines from 1.
[[nodiscard]] Result<std::vector<std::string_view>> decode_batch(std::string_view body);

}
