#include "kiosk/base/core/units.h"
#include "kiosk/glass/pictures/qr.h"
#include "kiosk/glass/text/paragraph.h"
#include "kiosk/glass/text/print.h"
#include "kiosk/service/receipt/receipt.h"
#include "kiosk/service/receipt/words.h"

#include <algorithm>
#include <fmt/format.h>

namespace kiosk::receipt {

namespace {

/// Lengths of the sheet in dots at 203 dpi, for 3.5 mm capitals; everything grows with the text.
constexpr Density paper_density { 203.0f / 25.4f };

/// What the sheet is made of, collected before it is drawn: its memory is taken once, so that no half-grown sheet with
/// a citizen's words stays behind.
class Sheet {
public:
    Sheet(text::FontStack const& fonts, Paper const& paper)
        : m_fonts(fonts), m_width(paper.width_dots), m_scale(paper.size == TextSize::large ? 5.0f / 3.5f : 1.0f)
    {
    }

    [[nodiscard]] float dots(Millimetres length) const { return paper_density.pixels(length) * m_scale; }

    void space(Millimetres height) { m_height += dots(height); }

    void text(std::string_view words, Language language, Millimetres capital, text::Weight weight, text::Align align = text::Align::start)
    {
        text::Paragraph const paragraph(m_fonts, words, { .language = language, .weight = weight });
        place(paragraph.lay_out({ .capital_px = dots(capital), .width_px = inner_width(), .align = align }));
    }

    /// Two texts of opposite directions on one line, each at the side where its language starts. False, and nothing
    /// is set, if they are of one direction or too long for that.
    bool facing(std::string_view one, Language one_language, Millimetres one_capital, text::Weight one_weight, std::string_view other, Language other_language, Millimetres other_capital)
    {
        if (language::right_to_left(one_language) == language::right_to_left(other_language))
            return false;
        text::Paragraph const first(m_fonts, one, { .language = one_language, .weight = one_weight });
        text::Paragraph const second(m_fonts, other, { .language = other_language });
        if (first.natural_width(dots(one_capital)) + second.natural_width(dots(other_capital)) + dots({ 3 }) > inner_width())
            return false;
        auto left = first.lay_out({ .capital_px = dots(one_capital), .width_px = inner_width() });
        auto right = second.lay_out({ .capital_px = dots(other_capital), .width_px = inner_width() });
        if (left.lines.size() != 1 || right.lines.size() != 1)
            return false;
        auto const baseline = std::max(left.lines[0].baseline, right.lines[0].baseline);
        auto const top = m_height;
        float height = 0;
        for (auto* layout : { &left, &right }) {
            auto const drop = baseline - layout->lines[0].baseline;
            height = std::max(height, drop + layout->height);
            m_texts.push_back({ std::move(*layout), top + drop });
        }
        m_height += height;
        return true;
    }

    /// One line as large as the paper allows, at most `most`.
    void figures(std::string_view words, Millimetres most)
    {
        text::Paragraph const paragraph(m_fonts, words, { .language = Language::english, .weight = text::Weight::bold, .direction = text::Direction::left_to_right });
        auto const capital = std::min(dots(most), inner_width() / (paragraph.natural_width(100) / 100) * 0.995f);
        place(paragraph.lay_out({ .capital_px = capital, .width_px = inner_width(), .align = text::Align::centre }));
    }

    void rule()
    {
        space({ 2 });
        m_rules.push_back(m_height);
        space({ 2.5f });
    }

    void picture(Dots picture)
    {
        m_pictures.push_back({ std::move(picture), m_height });
        m_height += static_cast<float>(m_pictures.back().dots.height());
    }

    [[nodiscard]] Dots draw() const
    {
        Dots sheet(m_width, static_cast<int>(m_height) + 1);
        for (auto const& text : m_texts)
            text::print(m_fonts, text.layout, sheet, margin(), text.top);
        for (auto const top : m_rules) {
            for (int y = static_cast<int>(top); y < static_cast<int>(top) + 2; ++y) {
                for (int x = static_cast<int>(margin()); x < m_width - static_cast<int>(margin()); ++x)
                    sheet.ink(x, y);
            }
        }
        for (auto const& picture : m_pictures) {
            auto const left = (m_width - picture.dots.width()) / 2, top = static_cast<int>(picture.top);
            for (int y = 0; y < picture.dots.height(); ++y) {
                for (int x = 0; x < picture.dots.width(); ++x) {
                    if (picture.dots.at(x, y))
                        sheet.ink(left + x, top + y);
                }
            }
        }
        return sheet;
    }

private:
    struct Text {
        text::Layout layout;
        float top;
    };
    struct Inset {
        Dots dots;
        float top;
    };

    [[nodiscard]] static float margin() { return paper_density.pixels({ 2 }); }
    [[nodiscard]] float inner_width() const { return static_cast<float>(m_width) - 2 * margin(); }
    void place(text::Layout layout)
    {
        auto const height = layout.height;
        m_texts.push_back({ std::move(layout), m_height });
        m_height += height;
    }

    text::FontStack const& m_fonts;
    int m_width;
    float m_scale;
    float m_height = 0;
    std::vector<Text> m_texts;
    std::vector<float> m_rules;
    std::vector<Inset> m_pictures;
};

constexpr Millimetres city_height { 4.5f }, service_height { 4.5f }, first_height { 4 }, second_height { 3.5f }, figures_height { 8 }, code_height { 6 };

/// What a function says, wiped when it ends.
template <typename Say>
SecretText said(Say const& say, Words const& words)
{
    auto text = say(words);
    if constexpr (std::is_same_v<decltype(text), SecretText>) {
        return text;
    } else {
        SecretText kept(text);
        wipe(text);
        return kept;
    }
}

/// One thing said twice: large in the visit's language, smaller in the second one.
class Bilingual {
public:
    Bilingual(Sheet& sheet, Words const& first, Words const& second) : m_sheet(sheet), m_first(first), m_second(second) { }

    template <typename Say>
    void both(Say const& say, Millimetres capital = first_height, text::Weight weight = text::Weight::bold)
    {
        auto const one = said(say, m_first), other = said(say, m_second);
        if (m_sheet.facing(one.view(), m_first.language(), capital, weight, other.view(), m_second.language(), second_height))
            return;
        m_sheet.text(one.view(), m_first.language(), capital, weight);
        m_sheet.text(other.view(), m_second.language(), second_height, text::Weight::regular);
    }

    template <typename Say>
    void centred(Say const& say, Millimetres capital)
    {
        m_sheet.text(said(say, m_first).view(), m_first.language(), capital, text::Weight::bold, text::Align::centre);
        m_sheet.text(said(say, m_second).view(), m_second.language(), second_height, text::Weight::regular, text::Align::centre);
    }

    /// For the citizen alone.
    template <typename Say>
    void first(Say const& say, Millimetres capital, text::Weight weight, text::Align align = text::Align::start)
    {
        m_sheet.text(said(say, m_first).view(), m_first.language(), capital, weight, align);
    }

private:
    Sheet& m_sheet;
    Words const& m_first;
    Words const& m_second;
};

}

Result<Dots> set_sheet(Receipt const& receipt, Letterhead const& letterhead, text::FontStack const& fonts,
    language::Messages const& messages, Paper const& paper)
{
    auto const second_language = receipt.language != letterhead.language ? letterhead.language
        : receipt.language == Language::english                         ? Language::arabic
                                                                        : Language::english;
    Words const first(receipt, messages, receipt.language), second(receipt, messages, second_language);
    Sheet sheet(fonts, paper);
    Bilingual bilingual(sheet, first, second);

    sheet.space({ 2 });
    bilingual.centred(
        [&](Words const& words) {
            auto const name = letterhead.names.find(words.language());
            return name != letterhead.names.end() && !name->second.empty() ? name->second : words.say("city.name");
        },
        city_height);
    sheet.rule();
    bilingual.both([](Words const& words) { return words.of_service("name"); }, service_height);
    sheet.space({ 1 });
    bilingual.both([](Words const& words) { return words.when(); }, second_height, text::Weight::regular);
    sheet.rule();

    bilingual.both([](Words const& words) { return words.say("receipt.number"); });
    sheet.figures(receipt.number.grouped(), figures_height);
    sheet.space({ 2 });
    bilingual.both([](Words const& words) { return words.say("receipt.secret"); });
    sheet.figures(receipt.secret.view(), code_height);
    bilingual.first([](Words const& words) { return words.say("receipt.secret_why"); }, second_height, text::Weight::regular);
    sheet.rule();

    for (auto const& line : receipt.lines) {
        bilingual.both([&](Words const& words) { return words.line(line); });
        sheet.space({ 1 });
    }
    bilingual.both([](Words const& words) { return words.cost(); });
    sheet.rule();

    bilingual.both([](Words const& words) { return words.say("receipt.next"); });
    bilingual.both([](Words const& words) { return words.of_service("next"); }, second_height, text::Weight::regular);
    sheet.space({ 1 });

    // Modules of 0.75 mm: read by any telephone from paper that was folded once.
    auto const module_dots = static_cast<int>(sheet.dots({ 0.75f }));
    sheet.picture(TRY(pictures::qr_code(fmt::format("SHUBBAK1;{};{}", receipt.number.digits(), receipt.service), pictures::QrCorrection::medium, module_dots)));
    bilingual.first([](Words const& words) { return words.say("receipt.thanks"); }, second_height, text::Weight::bold, text::Align::centre);
    sheet.space({ 4 });
    return sheet.draw();
}

}
