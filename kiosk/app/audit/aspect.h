#pragma once
/// One way of showing a page: the words, how large, in which colours, in which manner, on which panel.

#include "kiosk/app/audit/panel.h"
#include "kiosk/base/core/ids.h"
#include "kiosk/glass/ui/form.h"

#include <array>
#include <string>
#include <string_view>

namespace kiosk::audit {

/// The languages of the glass, and two that nobody speaks (kiosk/glass/language/pseudo.h).
enum class Voice {
    arabic,
    english,
    korean,
    stretched, ///< English made longer, with marks above and below its letters: what a translation may need
    turned,    ///< English on a page that reads from right to left: the mirror image of the English page
};
inline constexpr std::array all_voices { Voice::arabic, Voice::english, Voice::korean, Voice::stretched, Voice::turned };

enum class Mode {
    usual,
    easy,
    low,      ///< all that is touched in the lower half
    practice, ///< nothing is stored, and the page says so
};
inline constexpr std::array all_modes { Mode::usual, Mode::easy, Mode::low, Mode::practice };

inline constexpr std::array all_sizes { ui::TextSize::small, ui::TextSize::standard, ui::TextSize::large, ui::TextSize::largest };
inline constexpr std::array all_contrasts { ui::Contrast::usual, ui::Contrast::high, ui::Contrast::dark, ui::Contrast::low };

struct Aspect {
    Voice voice = Voice::english;
    ui::TextSize text_size = ui::TextSize::standard;
    ui::Contrast contrast = ui::Contrast::usual;
    Mode mode = Mode::usual;
    std::size_t panel = 0; ///< of `panels`

    [[nodiscard]] ui::Form form() const;
    bool operator==(Aspect const&) const = default;
};

/// `ar`, `en`, `ko`, `stretched`, `turned`.
[[nodiscard]] std::string_view name_of(Voice voice);
[[nodiscard]] std::string_view name_of(Mode mode);
[[nodiscard]] std::string_view name_of(ui::TextSize size);
/// `27-portrait ar standard default usual`.
[[nodiscard]] std::string name_of(Aspect const& aspect);
/// The language whose place the voice takes.
[[nodiscard]] Language language_of(Voice voice);

/// Whether it is offered at all: low-screen mode ends at 9 mm capitals in landscape (contracts).
[[nodiscard]] bool offered(Aspect const& aspect);

}
