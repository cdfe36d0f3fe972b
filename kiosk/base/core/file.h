#pragma once
/// Whole files, with errors that name the file.

#include "kiosk/base/core/result.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace kiosk {

/// `exhausted` if the file is larger than `most` bytes; nothing of it is kept then.
[[nodiscard]] Result<std::string> read_file(std::filesystem::path const& path, std::size_t most = 64 * 1024 * 1024);

/// After success the file holds all of `content` or, if power was lost during the call, what it held before:
/// a new file is written, synced, renamed over the old, and the folder synced. `mode` as chmod(2) takes it.
[[nodiscard]] Result<void> replace_file(std::filesystem::path const& path, std::string_view content, unsigned mode = 0644);

}
