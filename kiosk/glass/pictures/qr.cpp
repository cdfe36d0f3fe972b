#include "kiosk/glass/pictures/qr.h"

#include <fmt/format.h>
#include <qrcodegen/qrcodegen.hpp>
#include <string>
#include <vector>

namespace kiosk::pictures {

Result<Dots> qr_code(std::string_view text, QrCorrection correction, int module_dots)
{
    using qrcodegen::QrCode;
    verify(module_dots >= 1 && module_dots <= 64, "a module of a QR code has 1 to 64 dots");
    constexpr int quiet = 4; // ISO/IEC 18004, 6.3.8
    constexpr QrCode::Ecc levels[] = { QrCode::Ecc::LOW, QrCode::Ecc::MEDIUM, QrCode::Ecc::QUARTILE, QrCode::Ecc::HIGH };
    try {
        // makeSegments() packs digits and capitals closer, but reads a C string.
        using qrcodegen::QrSegment;
        auto const segments = text.find('\0') == text.npos ? QrSegment::makeSegments(std::string(text).c_str())
                                                           : std::vector<QrSegment> { QrSegment::makeBytes({ text.begin(), text.end() }) };
        auto const code = QrCode::encodeSegments(segments, levels[static_cast<int>(correction)]);
        auto const side = code.getSize() + 2 * quiet;
        Dots dots(side * module_dots, side * module_dots);
        for (int y = 0; y < dots.height(); ++y) {
            for (int x = 0; x < dots.width(); ++x) {
                if (code.getModule(x / module_dots - quiet, y / module_dots - quiet))
                    dots.ink(x, y);
            }
        }
        return dots;
    } catch (qrcodegen::data_too_long const&) {
        return failed(Failure::exhausted, fmt::format("{} bytes are more than a QR code of this correction holds", text.size()));
    }
}

}
