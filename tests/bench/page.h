#pragma once
/// The rest screen as a page for a browser.

#include "kiosk/base/core/result.h"

#include <filesystem>
#include <string>

namespace bench {

/// HTML in UTF-8, for 1080 x 1920. `source` is the top of the tree, where it finds texts and fonts.
[[nodiscard]] kiosk::Result<std::string> rest_page(std::filesystem::path const& source);

}
