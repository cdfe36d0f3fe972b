#include "kiosk/glass/text/print.h"

#include "kiosk/glass/text/face.h"

#include <algorithm>
#include <cmath>

namespace kiosk::text {

namespace {

/// Calls `mark(x, y, coverage)` for every pixel of every glyph that lies on a sheet of `width` x `height`.
template <typename Mark>
void draw(FontStack const& fonts, Layout const& layout, int width, int height, float left, float top, Mark const& mark)
{
    for (auto const& glyph : layout.glyphs) {
        auto const& face = fonts.face(glyph.face);
        auto const quarter = static_cast<int>(std::floor((left + glyph.x) * 4 + 0.5f));
        auto const image = face.draw(glyph.glyph, face.em_64ths(layout.capital_px), static_cast<unsigned>(quarter & 3));
        auto const x0 = (quarter >> 2) + image.left;
        auto const y0 = static_cast<int>(std::floor(top + glyph.y + 0.5f)) - image.top;
        for (auto y = std::max(0, -y0); y < std::min(image.height, height - y0); ++y) {
            auto const* const row = image.pixels + static_cast<std::ptrdiff_t>(y) * image.pitch;
            for (auto x = std::max(0, -x0); x < std::min(image.width, width - x0); ++x) {
                if (row[x] != 0)
                    mark(x0 + x, y0 + y, row[x]);
            }
        }
    }
}

}

void paint(FontStack const& fonts, Layout const& layout, Coverage& onto, float left, float top)
{
    draw(fonts, layout, onto.width(), onto.height(), left, top, [&](int x, int y, std::uint8_t coverage) {
        auto& pixel = onto.row(y)[static_cast<std::size_t>(x)];
        pixel = static_cast<std::uint8_t>(std::min(255, pixel + coverage));
    });
}

void print(FontStack const& fonts, Layout const& layout, Dots& onto, float left, float top, std::uint8_t threshold)
{
    draw(fonts, layout, onto.width(), onto.height(), left, top, [&](int x, int y, std::uint8_t coverage) {
        if (coverage >= threshold)
            onto.ink(x, y);
    });
}

}
