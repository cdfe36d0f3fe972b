#pragma once
/// What each page looks like, written down: a text of the display list for each page and language, and a number for each
/// picture. A change of looks is a change of these files, and is seen in the review of the change.
///
///     ar/home.txt      the Arabic home page on the 27" panel: what is drawn, where, in tenths of a millimetre, and what it says
///     pictures.txt     one line a picture: FNV-1a of its pixels, the page and how it was shown
///
/// `shubbak audit --golden DIR` writes them anew.

#include "kiosk/app/audit/showroom.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk::audit {

struct Golden {
    std::string file; ///< from the folder of the goldens
    std::string text;
    bool operator==(Golden const&) const = default;
};

/// The page that the room shows, as text.
[[nodiscard]] std::string display_list(Showroom& room);

/// FNV-1a, 64 bits, over the three colours of each pixel, row by row.
[[nodiscard]] std::uint64_t number_of(Picture const& picture);

/// All of them, as the program makes them now. Opens one glass after another in this process.
[[nodiscard]] Result<std::vector<Golden>> goldens(Stock const& stock);

/// Writes them, and takes away what is none of them any more.
[[nodiscard]] Result<void> write_goldens(std::vector<Golden> const& all, std::filesystem::path const& folder);

/// `FILE:LINE: expected …, saw …` for the first difference of each file, for a file that is not there, and for one too many.
[[nodiscard]] std::vector<std::string> differences(std::vector<Golden> const& all, std::filesystem::path const& folder);

}
