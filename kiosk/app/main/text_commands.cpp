#include "kiosk/app/main/text_commands.h"

#include "kiosk/app/main/settings.h"

#include <fmt/format.h>

namespace kiosk::app {

namespace {

void add_setting(command::Command& command, SettingWords& words)
{
    using command::Presence;
    command.choice("language", "Whose line breaks, direction and line height", words.language, { "ar", "en", "ko" }, Presence::required)
        .option("size-mm", "Height of a Latin capital, in millimetres", words.size_mm, Presence::required)
        .option("width-mm", "Width of the box, in millimetres", words.width_mm, Presence::required)
        .choice("direction", "Of the paragraphs as a whole; without it that of the language", words.direction, { "ltr", "rtl", "auto" })
        .choice("weight", "Of the letters", words.weight, { "regular", "bold" })
        .option("font-stack", "Fonts and their order of fallback, instead of the program's own", words.font_stack);
}

}

void TextCommands::add_to(command::CommandLine& line)
{
    using command::Presence;
    using command::Request;
    auto& text = line.command("text", "Show how text is taken: order, breaks, glyphs, lines, pictures.");

    text.command("bidi", "Levels and visual order of each line of standard input (UAX #9).")
        .explain("A line is HEX HEX …;D: code points, and the direction: 0 left to right, 1 right to left, 2 automatic. Its answer is\n"
                 "P;levels;order: the paragraph's level, a level for each code point (x: removed by rule X9), and the places of\n"
                 "the others from left to right, counted from 0. A line is one paragraph, never wrapped.\n\n"
                 "Example:\n  $ echo '0061 05D0 0031;1' | shubbak text bidi\n  1;2 1 2;2 1 0")
        .action([this](Request const& request) { return text_bidi(request, m_streams); });

    text.command("breaks", "Where each line of standard input may be cut (UAX #14, UAX #29).")
        .choice("kind", "Between lines, letters or words", m_breaks.kind, { "line", "grapheme", "word" }, Presence::required)
        .option("language", "und: the standard alone; ko: words of Hangul are kept together on a line", m_breaks.language)
        .explain("A line is HEX HEX …: code points. Its answer: the places of the breaks, counted in code points, with the end.\n\n"
                 "Example:\n  $ echo '0061 0020 D55C AE00' | shubbak text breaks --kind line --language ko\n  2 4")
        .action([this](Request const& request) { return text_breaks(request, m_breaks, m_streams); });

    text.command("shape", "The glyphs of a text in one font, as hb-shape --no-glyph-names prints them.")
        .option("font", "A font file", m_shape.font, Presence::required)
        .option("face-index", "Which font of a collection, counted from 0", m_shape.face_index)
        .choice("direction", "Without it that of the script", m_shape.direction, { "ltr", "rtl", "ttb", "btt" })
        .option("script", "ISO 15924; without it that of the first letter that has one", m_shape.script)
        .option("language", "BCP 47; without it that of the environment", m_shape.language)
        .option("features", "As kern=0,liga[3:5]", m_shape.features)
        .option("variations", "As wght=700,wdth=75", m_shape.variations)
        .option("unicodes", "The text as hexadecimal code points: 0041,0042", m_shape.unicodes)
        .positional("text", "The text; without it each line of standard input", m_shape.text)
        .explain("No bidi, no fallback: one call of the shaper that paragraphs use. A line is [glyph=cluster@x,y+advance|…] in font\n"
                 "units; clusters count code points.\n\n"
                 "Example:\n  $ shubbak text shape --font fonts/NotoSansArabicUI-Regular.ttf --unicodes 0644,0627")
        .action([this](Request const& request) { return text_shape(request, m_shape, m_streams); });

    auto& lines = text.command("lines", "Set each line of standard input as a paragraph; one object a visual line.");
    add_setting(lines, m_lines);
    lines
        .explain("An object: {\"paragraph\",\"line\",\"start\",\"end\",\"advance_mm\",\"hanging_mm\",\"x_mm\",\"baseline_mm\",\"runs\":[{\"start\",\"end\",\n"
                 "\"level\",\"font\",\"glyphs\":[[glyph,cluster,x_mm,y_mm],…]}]}. Paragraphs and lines count from 0, start, end and clusters\n"
                 "bytes of the paragraph. Runs and glyphs stand from left to right; x_mm and y_mm lie right of and below the upper\n"
                 "left corner of the paragraph's box. advance_mm is what can be seen, hanging_mm the space behind it.\n\n"
                 "Example:\n  $ echo 'خدمات البلدية' | shubbak text lines --language ar --size-mm 9 --width-mm 60")
        .action([this](Request const& request) { return text_lines(request, m_lines, m_streams); });

    auto& picture = text.command("picture", "Draw the lines of standard input as paragraphs, one below the other.");
    add_setting(picture, m_picture.setting);
    picture.option("px-per-mm", "Pixels of a millimetre", m_picture.pixels_per_mm)
        .option("theme", "Whose paper and ink: a name in assets/themes, or a file", m_picture.theme)
        .option("out", "The PNG", m_picture.out, Presence::required)
        .explain("Example:\n  $ echo '주민등록 등본' | shubbak text picture --language ko --size-mm 9 --width-mm 60 --out korean.png")
        .action([this](Request const& request) { return text_picture(request, m_picture, m_streams); });
}

Result<text::FontStack> fonts_for(command::Request const& request, std::filesystem::path const& stack)
{
    if (!stack.empty())
        return text::FontStack::load(stack);
    auto const settings = TRY(settings_for(request));
    return text::FontStack::load(settings.configuration.content.fonts / "stack");
}

command::Exit give_up(Error const& error, Streams const& streams, command::Exit exit)
{
    // Nobody is left to tell if this stream is closed; the exit code tells it, too.
    static_cast<void>(write_all(streams.error, fmt::format("shubbak: {}\n", error.story)));
    return exit;
}

}
