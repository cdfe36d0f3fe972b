#include "tests/bench/corpus.h"

#include "kiosk/base/core/file.h"

#include <cstdint>

namespace bench {

namespace {

using kiosk::Language;
using kiosk::Result;
using Lines = std::vector<std::string>;

constexpr std::size_t paragraphs = 300;
constexpr std::size_t labels = 600;
/// 3.7 mm letters on the 27 inch panel, in a column of three quarters of its width.
constexpr float body_capital_px = 24;
constexpr float column_px = 810;
constexpr float button_px = 260;

Result<Lines> lines_of(std::filesystem::path const& file)
{
    auto const content = TRY(kiosk::read_file(file));
    Lines lines;
    for (std::size_t at = 0; at < content.size();) {
        auto const end = std::min(content.find('\n', at), content.size());
        lines.emplace_back(content, at, end - at);
        at = end + 1;
    }
    return lines;
}

/// Knuth's MMIX generator: the same draws everywhere.
class Draw {
public:
    std::size_t below(std::size_t count)
    {
        m_state = m_state * 6364136223846793005u + 1442695040888963407u;
        return static_cast<std::size_t>(m_state >> 33) % count;
    }
    std::string const& one_of(Lines const& lines) { return lines[below(lines.size())]; }

private:
    std::uint64_t m_state = 20261121;
};

/// Two to five sentences, of `first` and `second` by turns.
Asked paragraph(Draw& draw, Lines const& first, Lines const& second, Language language)
{
    Asked asked { .text = draw.one_of(first), .language = language, .capital_px = body_capital_px, .width_px = column_px };
    auto const more = 1 + draw.below(4);
    for (std::size_t i = 0; i < more; ++i)
        asked.text += " " + draw.one_of(i % 2 == 0 ? second : first);
    return asked;
}

}

Result<std::vector<Corpus>> read_corpora(std::filesystem::path const& folder)
{
    auto const english = TRY(lines_of(folder / "english.txt"));
    auto const arabic = TRY(lines_of(folder / "arabic.txt"));
    auto const filled_english = TRY(lines_of(folder / "mixed_en.txt"));
    auto const filled_arabic = TRY(lines_of(folder / "mixed_ar.txt"));
    std::vector<std::pair<Language, Lines>> buttons;
    for (auto const language : kiosk::all_languages)
        buttons.emplace_back(language, TRY(lines_of(folder / ("label_" + std::string(kiosk::code_of(language)) + ".txt"))));

    Draw draw;
    std::vector<Corpus> corpora { { "english", {} }, { "arabic", {} }, { "mixed", {} }, { "label", {} } };
    for (std::size_t i = 0; i < paragraphs; ++i) {
        corpora[0].texts.push_back(paragraph(draw, english, english, Language::english));
        corpora[1].texts.push_back(paragraph(draw, arabic, arabic, Language::arabic));
        corpora[2].texts.push_back(i % 3 == 2 ? paragraph(draw, filled_english, english, Language::english)
                                              : paragraph(draw, filled_arabic, arabic, Language::arabic));
    }
    for (std::size_t i = 0; i < labels; ++i) {
        auto const& [language, lines] = buttons[i % buttons.size()];
        // Not as Korean, whose words we keep together: Pango breaks between syllables.
        auto const breaking = language == Language::korean ? Language::english : language;
        corpora[3].texts.push_back({ draw.one_of(lines), breaking, kiosk::text::Weight::bold, body_capital_px, button_px });
    }
    return corpora;
}

}
