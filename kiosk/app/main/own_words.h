#pragma once
/// The English messages that this program was made with, out of `assets/messages`: what it says in any case, and what it
/// asks of a release.

#include "kiosk/glass/language/messages.h"

#include <span>

namespace kiosk::app {

[[nodiscard]] std::span<language::OwnWords const> own_words();

}
