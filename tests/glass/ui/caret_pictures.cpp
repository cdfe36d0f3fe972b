/// Draws mixed paragraphs with all their caret stops, a split caret and a selection: `caret_pictures FILE.png`. For people
/// to look at. Grey lines are stops, blue is selected; of the caret that is asked for the primary is red, the secondary
/// orange, each with a flag to the side that a letter typed there would run to.

#include "kiosk/glass/pictures/png.h"
#include "kiosk/glass/text/caret.h"
#include "kiosk/glass/text/paragraph.h"
#include "kiosk/glass/text/print.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string_view>
#include <vector>

using namespace kiosk;
using namespace kiosk::text;

namespace {

struct Exhibit {
    Language language;
    std::string_view text;
    Align align = Align::start;
    std::uint32_t most_lines = 0;
    std::string_view selected_from = {};
    std::string_view selected_to = {}; ///< up to its end
    std::string_view caret_at = {};
};

constexpr Exhibit exhibits[] = {
    { Language::english, "Where English stops العربية تبدأ هنا ثم and English goes on.", Align::start, 0, "stops", "تبدأ", "العربية" },
    { Language::arabic, "الاسم: \u2068Maria Müller\u2069 (رقم \u2068B-12/7\u2069)، والهاتف \u2066+966 11 234 5678\u2069 صباحا لا غير.", Align::start, 0, "Müller", "والهاتف", "Maria" },
    { Language::arabic, "قَالَ مُحَمَّدٌ: أَهْلًا وَسَهْلًا بِكُمْ فِي الْكُشْكِ، ولا إله إلا الله.", Align::start, 0, "أَهْلًا", "بِكُمْ", "الله" },
    { Language::korean, "\u2068محمد عبد الله\u2069 님, QR코드를 \u2066010-1234-5678\u2069 번호로 보냈습니다.", Align::centre, 0, "عبد", "QR코드를", "번호로" },
    { Language::arabic, "تملأ هذه الفقرة عرض الصندوق بتوسيع المسافات وحدها، ما عدا السطر الأخير منها.", Align::justify, 0, "عرض", "بتوسيع", "المسافات" },
    { Language::english, "This paragraph fills its box by wider spaces alone, except for its last line.", Align::justify, 0, "fills", "box", "wider" },
    { Language::english, "The receipt printer reports that its paper is nearly out; look at the roll.", Align::start, 1, "reports", "reports", "printer" },
    { Language::arabic, "طابعة الإيصالات تقول إن الورق على وشك النفاد، انظر إلى اللفافة \u2068Roll 3\u2069.", Align::start, 1, "تقول", "تقول", "طابعة" },
};

constexpr float capital = 26;
constexpr float width = 620;
constexpr int gap = 40;

constexpr std::uint32_t white = 0xffffff;
constexpr std::uint32_t selected = 0xb3d4ff;
constexpr std::uint32_t stop_colour = 0xc8c8c8;
constexpr std::uint32_t red = 0xd00000;
constexpr std::uint32_t orange = 0xf08000;
constexpr std::uint32_t edge = 0xe0d8c8;

class Sheet {
public:
    explicit Sheet(int height) : m_picture(static_cast<int>(width) + 2 * gap, height, white) { }

    void fill(float left, float top, float right, float bottom, std::uint32_t colour)
    {
        auto const at = [](float length) { return static_cast<int>(std::lround(length)); };
        for (int y = std::max(0, at(top)); y < std::min(m_picture.height(), at(bottom)); ++y) {
            for (int x = std::max(0, at(left)); x < std::min(m_picture.width(), at(right)); ++x)
                m_picture.row(y)[static_cast<std::size_t>(x)] = colour;
        }
    }

    void upright(CaretLine const& line, float left, float top, float thick, std::uint32_t colour)
    {
        auto const x = left + line.x;
        fill(x - thick / 2, top + line.top + 4, x + thick / 2, top + line.bottom - 4, colour);
    }

    void flag(CaretLine const& line, float left, float top, std::uint32_t colour)
    {
        auto const x = left + line.x;
        fill(line.right_to_left ? x - 8 : x, top + line.top + 4, line.right_to_left ? x : x + 8, top + line.top + 8, colour);
    }

    void ink(Coverage const& coverage)
    {
        for (std::size_t i = 0; i < coverage.pixels().size(); ++i) {
            auto& pixel = m_picture.pixels()[i];
            std::uint32_t mixed = 0;
            for (int shift = 0; shift < 24; shift += 8)
                mixed |= (pixel >> shift & 0xff) * (255u - coverage.pixels()[i]) / 255u << shift;
            pixel = mixed;
        }
    }

    [[nodiscard]] Picture const& picture() const { return m_picture; }

private:
    Picture m_picture;
};

std::uint32_t place_of(std::string_view text, std::string_view part) { return static_cast<std::uint32_t>(text.find(part)); }

}

int main(int count, char** arguments)
{
    if (count != 2) {
        std::fprintf(stderr, "usage: caret_pictures FILE.png\n");
        return 2;
    }
    auto const fonts = FontStack::load(std::filesystem::path(SHUBBAK_SOURCE) / "fonts" / "stack");
    if (!fonts) {
        std::fprintf(stderr, "%s\n", fonts.error().story.c_str());
        return 1;
    }
    std::vector<Layout> layouts;
    auto height = static_cast<float>(gap);
    for (auto const& exhibit : exhibits) {
        Paragraph const paragraph(*fonts, exhibit.text, { exhibit.language });
        Fit const fit { capital, width, exhibit.align };
        layouts.push_back(exhibit.most_lines > 0 ? paragraph.lay_out_listing({ fit, exhibit.most_lines }) : paragraph.lay_out(fit));
        height += layouts.back().height + gap;
    }
    Sheet sheet(static_cast<int>(height));
    Coverage coverage(sheet.picture().width(), sheet.picture().height());
    auto top = static_cast<float>(gap);
    for (std::size_t i = 0; i < layouts.size(); ++i) {
        auto const& exhibit = exhibits[i];
        auto const& layout = layouts[i];
        constexpr float left = gap;
        Carets const carets(*fonts, exhibit.text, layout);
        sheet.fill(left - 1, top, left, top + layout.height, edge);
        sheet.fill(left + width, top, left + width + 1, top + layout.height, edge);
        auto const end = place_of(exhibit.text, exhibit.selected_to) + static_cast<std::uint32_t>(exhibit.selected_to.size());
        for (auto const& box : carets.selection({ place_of(exhibit.text, exhibit.selected_from), end }))
            sheet.fill(left + box.x, top + box.top, left + box.x + box.width, top + box.top + box.height, selected);
        for (std::size_t line = 0; line < carets.line_count(); ++line) {
            for (std::size_t stop = 0; stop < carets.stop_count(line); ++stop)
                sheet.upright(carets.caret(carets.stop_at(line, stop)).primary, left, top, 1, stop_colour);
        }
        auto const caret = carets.caret({ place_of(exhibit.text, exhibit.caret_at) });
        sheet.upright(caret.primary, left, top, 3, red);
        sheet.flag(caret.primary, left, top, red);
        if (caret.secondary) {
            sheet.upright(*caret.secondary, left, top, 3, orange);
            sheet.flag(*caret.secondary, left, top, orange);
        }
        paint(*fonts, layout, coverage, left, top);
        top += layout.height + gap;
    }
    sheet.ink(coverage);
    std::ofstream(arguments[1], std::ios::binary) << pictures::encode_png(sheet.picture());
    return 0;
}
