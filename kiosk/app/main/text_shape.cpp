/// `shubbak text shape`: what one font makes of a text.
#include "kiosk/app/main/text_commands.h"
#include "kiosk/glass/text/shape.h"

#include <clocale>
#include <fmt/format.h>
#include <iterator>

namespace kiosk::app {

namespace {

using command::Exit;
using command::Output;
using command::Request;

/// As hb-shape --output-format=json.
void append_json(std::span<text::LoneGlyph const> glyphs, std::string& out)
{
    out += '[';
    for (auto const& glyph : glyphs) {
        fmt::format_to(std::back_inserter(out), R"({}{{"g":{},"cl":{},"dx":{},"dy":{},"ax":{},"ay":{}}})", out.back() == '[' ? "" : ",", glyph.glyph,
            glyph.cluster, glyph.x_offset, glyph.y_offset, glyph.x_advance, glyph.y_advance);
    }
    out += ']';
}

}

Exit text_shape(Request const& request, ShapeCommandWords const& words, Streams const& streams)
{
    auto const usage = [&](std::string_view story) { return give_up({ Failure::malformed, fmt::format("text shape: {}", story) }, streams, Exit::usage); };
    if (words.text && words.unicodes)
        return usage("expected a text or --unicodes, saw both");
    if (words.face_index < 0)
        return usage("fonts of a collection are counted from 0");
    auto const unicodes = read_unicodes(words.unicodes.value_or(""));
    if (!unicodes)
        return usage(fmt::format("--unicodes: {}", unicodes.error().story));

    auto font = text::LoneFont::open(words.font, static_cast<unsigned>(words.face_index));
    if (!font)
        return give_up(font.error(), streams);
    text::ShapeWords how { words.direction, words.script, words.language, words.features, words.variations };
    if (how.language.empty()) {
        // hb-shape's default. Asked for here alone: the kiosk does not depend on who started it.
        auto const* const environment = std::setlocale(LC_CTYPE, "");
        how.language = environment ? environment : "";
    }
    if (auto const set = font->set(how); !set)
        return usage(set.error().story);

    auto const answer = [&](std::string_view line, std::string& out) -> Result<void> {
        auto const glyphs = font->shape(line);
        if (request.output == Output::json)
            append_json(glyphs, out);
        else
            out += text::to_line(glyphs);
        return {};
    };
    if (words.text || words.unicodes)
        return answer_lines(words.text ? *words.text : *unicodes, streams, request.output, answer);
    return answer_lines(streams, request.output, answer);
}

}
