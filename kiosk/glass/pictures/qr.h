#pragma once
/// QR codes (ISO/IEC 18004) as dots.

#include "kiosk/base/core/bitmap.h"

#include <string_view>

namespace kiosk::pictures {

/// How much of the code may be dirt: about 7, 15, 25, 30 per cent.
enum class QrCorrection { low, medium, quartile, high };

/// A code of `text`, in modules of `module_dots` x `module_dots`, with the quiet zone of four modules around it that the
/// standard asks for. The level rises by itself where that makes the code no larger.
/// `exhausted` if the text does not fit into a QR code.
[[nodiscard]] Result<Dots> qr_code(std::string_view text, QrCorrection correction = QrCorrection::medium, int module_dots = 1);

}
