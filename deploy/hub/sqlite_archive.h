#pragma once
/// The archive in one SQLite file.

#include "deploy/hub/archive.h"
#include "kiosk/trust/store/database.h"

#include <filesystem>
#include <memory>

namespace deploy::hub {

/// The file and its errors are those of store::Database; belongs to the thread that calls it first.
[[nodiscard]] kiosk::Result<std::unique_ptr<Archive>> open_sqlite_archive(std::filesystem::path const& file);

}
