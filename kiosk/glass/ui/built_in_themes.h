#pragma once
/// The theme files that the program was made with, out of `assets/themes`. Inner part of themes.

#include "kiosk/glass/ui/form.h"

#include <string_view>

namespace kiosk::ui {

/// The file's text.
[[nodiscard]] std::string_view built_in_theme(Contrast contrast);

}
