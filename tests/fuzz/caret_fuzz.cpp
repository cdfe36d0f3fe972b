#include "kiosk/glass/text/caret.h"
#include "kiosk/glass/text/paragraph.h"

#include <algorithm>
#include <cstdlib>
#include <string_view>
#include <vector>

namespace {

using namespace kiosk;
using namespace kiosk::text;

void require(bool holds)
{
    if (!holds)
        std::abort();
}

/// Every stop is found by a touch, a walk visits each once, and a line has one at least.
void check(Carets const& carets, Layout const& layout, std::uint32_t size)
{
    std::size_t stops = 0;
    std::size_t twice = 0;
    for (std::size_t line = 0; line < carets.line_count(); ++line) {
        require(carets.stop_count(line) > 0);
        for (std::size_t i = 0; i < carets.stop_count(line); ++i) {
            auto const stop = carets.stop_at(line, i);
            auto const caret = carets.caret(stop).primary;
            require(stop.position <= size && carets.hit(caret.x, (caret.top + caret.bottom) / 2) == stop);
            require(carets.down(carets.up(stop, caret.x), caret.x) == stop || line == 0);
            ++stops;
            twice += stop.affinity == Affinity::upstream && carets.stop({ stop.position }).position == stop.position ? 1 : 0;
        }
    }
    std::size_t steps = 1;
    for (auto place = carets.text_start(); place != carets.text_end(); ++steps) {
        require(steps <= stops);
        place = layout.right_to_left ? carets.left(place) : carets.right(place);
    }
    require(steps == stops - twice);
}

/// No position and no range is out of bounds.
void ask(Carets const& carets, std::uint32_t size)
{
    std::vector<SelectionBox> boxes;
    for (std::uint32_t at = 0; at < size + 2; ++at) {
        Place const place { at, at % 2 == 0 ? Affinity::downstream : Affinity::upstream };
        auto const before = carets.erased_before(at);
        auto const behind = carets.erased_behind(at);
        require(before.start <= before.end && before.end <= size && behind.start <= behind.end && behind.end <= size);
        require(carets.word_start(place).position <= carets.stop(place).position);
        require(carets.word_end(place).position >= carets.stop(place).position);
        require(carets.word_at(at).end <= size && carets.line_at(place).end <= size);
        (void)carets.paragraph_start(place);
        (void)carets.paragraph_end(place);
        carets.selection({ at / 2, at }, boxes);
        for (auto const& box : boxes)
            require(box.width > 0);
    }
}

}

/// Any bytes have carets, in any layout. The first byte says in which language and direction, the second how it is set.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    static auto const fonts = FontStack::load(SHUBBAK_SOURCE "/fonts/stack").value();
    if (size < 2)
        return 0;
    auto const how = bytes[0];
    auto const form = bytes[1];
    std::string_view const text(reinterpret_cast<char const*>(bytes) + 2, std::min<std::size_t>(size - 2, 2000));
    Paragraph const paragraph(fonts, text, { all_languages[how % 3], static_cast<Weight>(how / 3 % 2), static_cast<Direction>(how / 6 % 4) });
    constexpr float widths[] = { unbounded, 150.f, 40.f, 1.f };
    Fit const fit { 20, widths[form % 4], static_cast<Align>(form / 4 % 4) };
    auto const layout = form / 16 % 2 == 0 ? paragraph.lay_out(fit) : paragraph.lay_out_listing({ fit, 1u + form / 32u % 4 });
    Carets const carets(fonts, text, layout);
    check(carets, layout, static_cast<std::uint32_t>(text.size()));
    ask(carets, static_cast<std::uint32_t>(text.size()));
    return 0;
}
