#include "kiosk/glass/screens/frame.h"

namespace kiosk::screens {

TextSize next_after(TextSize size)
{
    switch (size) {
    case TextSize::small:
        return TextSize::standard;
    case TextSize::standard:
        return TextSize::large;
    case TextSize::large:
        return TextSize::largest;
    case TextSize::largest:
        return TextSize::small;
    }
    verify(false, "a text size is one of four");
    return TextSize::standard;
}

ui::Contrast next_after(ui::Contrast contrast)
{
    switch (contrast) {
    case ui::Contrast::usual:
        return ui::Contrast::high;
    case ui::Contrast::high:
        return ui::Contrast::dark;
    case ui::Contrast::dark:
        return ui::Contrast::low;
    case ui::Contrast::low:
        return ui::Contrast::usual;
    }
    verify(false, "a contrast is one of four");
    return ui::Contrast::usual;
}

}
