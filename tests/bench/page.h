#pragma once
/// Screens as pages for a browser. HTML in UTF-8, for 1080 x 1920, with the fonts of the kiosk.

#include "kiosk/base/core/ids.h"
#include "kiosk/base/core/result.h"
#include "kiosk/glass/ui/node.h"

#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace bench {

/// The rest screen. `source` is the top of the tree, where it finds texts and fonts.
[[nodiscard]] kiosk::Result<std::string> rest_page(std::filesystem::path const& source);

/// What stands on a page, where, and what it says.
struct PageInLanguage {
    kiosk::Language language;
    std::vector<kiosk::ui::Node> nodes;
};

/// These pages, of which the first is shown. What can be touched is a button, and what is named `language.CODE` shows
/// the page of that language.
[[nodiscard]] kiosk::Result<std::string> home_pages(std::filesystem::path const& source, std::span<PageInLanguage const> pages);

}
