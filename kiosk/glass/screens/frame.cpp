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

}
