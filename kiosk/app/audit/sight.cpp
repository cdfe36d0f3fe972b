#include "kiosk/app/audit/sight.h"

#include "kiosk/glass/ui/layout.h"
#include "kiosk/glass/ui/lettering.h"
#include "kiosk/glass/ui/page.h"
#include "kiosk/glass/ui/reach.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <string_view>

namespace kiosk::audit {

namespace {

using ui::Element;
using ui::Index;
using ui::none;

/// The letter at a byte of UTF-8; U+FFFD where there is none.
char32_t letter_at(std::string_view text, std::size_t at)
{
    if (at >= text.size())
        return 0xFFFD;
    auto const byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
    auto const first = byte(at);
    if (first < 0x80)
        return first;
    if (first >= 0xF0)
        return (first & 7U) << 18U | (byte(at + 1) & 63U) << 12U | (byte(at + 2) & 63U) << 6U | (byte(at + 3) & 63U);
    if (first >= 0xE0)
        return (first & 15U) << 12U | (byte(at + 1) & 63U) << 6U | (byte(at + 2) & 63U);
    return (first & 31U) << 6U | (byte(at + 1) & 63U);
}

/// Letters whose top is the height that a size of text names: flat capitals, the alef, and the syllable of the stack file.
bool tells_height(char32_t letter)
{
    constexpr std::u32string_view flat = U"BDEFHIKLMNPRTXYZ";
    return flat.find(letter) != std::u32string_view::npos || letter == 0x0627 || letter == 0xD55C;
}

Rectangle joined(Rectangle a, Rectangle const& b)
{
    if (a.empty())
        return b;
    return { std::min(a.left, b.left), std::min(a.top, b.top), std::max(a.right, b.right), std::max(a.bottom, b.bottom) };
}

double channel(std::uint32_t rgb, int shift) { return static_cast<double>(rgb >> shift & 0xFFU); }

/// How far `pixel` is on its way from `ground` to `ink`: 0 to 1.
double coverage(std::uint32_t pixel, ui::Colour ground, ui::Colour ink)
{
    double along = 0;
    double length = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
        auto const way = channel(ink.rgb, shift) - channel(ground.rgb, shift);
        along += way * (channel(pixel, shift) - channel(ground.rgb, shift));
        length += way * way;
    }
    return length > 0 ? std::clamp(along / length, 0.0, 1.0) : 0;
}

/// How far the letter in `box` rises above `baseline`, to a part of a pixel: whole rows, and the share that the edge row
/// has in the row below it.
std::optional<double> rise(Picture const& picture, Rectangle const& box, int baseline, ui::Colour ground, ui::Colour ink)
{
    auto const darkest = [&](int y) {
        double most = 0;
        for (int x = box.left; x < box.right; ++x)
            most = std::max(most, coverage(picture.row(y)[static_cast<std::size_t>(x)], ground, ink));
        return most;
    };
    for (int y = box.top; y < std::min(box.bottom, baseline); ++y) {
        auto const here = darkest(y);
        if (here < 0.05)
            continue;
        auto const below = y + 1 < box.bottom ? darkest(y + 1) : here;
        return baseline - y - 1 + (below > 0 ? std::min(1.0, here / below) : here);
    }
    return std::nullopt;
}

class Looking {
public:
    Looking(ui::Presenter& presenter, ui::Theme const& theme, Panel const& panel, text::Atlas& sheet)
        : m_page(presenter.laid_out()), m_lettering(presenter.lettering()), m_theme(theme), m_panel(panel), m_sheet(sheet)
    {
        m_sight.panel = panel;
        m_sight.page = m_page.id;
        m_sight.picture = presenter.picture();
        m_sight.covered = m_page.overlay != none;
        m_sight.nodes.assign(presenter.nodes().begin(), presenter.nodes().end());
    }

    Sight take()
    {
        m_sheet.begin_frame();
        auto const count = static_cast<Index>(m_page.elements().size());
        for (Index index = 0; index < count; ++index) {
            auto const& element = m_page[index];
            if (element.absent || shown(element, element.area).empty() || !ui::on_top(m_page, index))
                continue;
            if (element.touchable || (element.role && *element.role != ui::Role::text && *element.role != ui::Role::heading && element.kind != ui::Kind::text))
                add_target(index);
            if (element.kind == ui::Kind::text && !element.words.empty())
                add_text(index);
            if (element.kind == ui::Kind::icon)
                m_sight.icons.push_back({ place(index), element.icon, shown(element, element.area), target_of(index) });
        }
        return std::move(m_sight);
    }

private:
    [[nodiscard]] std::string place(Index index) const
    {
        for (Index at = index; at != none; at = m_page[at].parent) {
            if (!m_page[at].id.empty())
                return at == index || m_page[at].role ? m_page[at].id : m_page[at].id + "." + std::to_string(index);
        }
        return "page." + std::to_string(index);
    }

    /// As far as it is shown: what is higher than the view of what it scrolls in sticks out of it.
    [[nodiscard]] Rectangle shown(Element const& element, Rectangle const& area) const
    {
        if (element.clip == none)
            return area;
        auto const view = ui::view_of(m_page, element.clip);
        return { std::max(area.left, view.left), std::max(area.top, view.top), std::min(area.right, view.right), std::min(area.bottom, view.bottom) };
    }

    [[nodiscard]] ui::Colour ground_of(Index index) const
    {
        for (Index at = index; at != none; at = m_page[at].parent) {
            if (m_page[at].surface)
                return m_theme.colour(*m_page[at].surface);
        }
        return m_theme.colour(ui::Token::paper);
    }

    [[nodiscard]] int target_of(Index index) const
    {
        for (Index at = index; at != none; at = m_page[at].parent) {
            if (auto const found = m_targets.find(at); found != m_targets.end())
                return found->second;
        }
        return nowhere;
    }

    void add_target(Index index)
    {
        auto const& element = m_page[index];
        // A group, a progress bar or a picture is no target, and what only informs is a text.
        auto const role = element.role.value_or(ui::Role::group);
        if (!element.touchable && role != ui::Role::button && role != ui::Role::choice && role != ui::Role::key)
            return;
        m_targets.emplace(index, static_cast<int>(m_sight.targets.size()));
        SeenTarget seen;
        seen.id = element.id;
        seen.area = shown(element, element.area);
        seen.whole = seen.area == element.area;
        seen.role = role;
        seen.name = element.words.text;
        seen.touchable = element.touchable;
        seen.chosen = element.chosen;
        seen.scrolls = element.scroll_by != 0;
        // Nothing depends on an edge in hush: the words say where the target is.
        if (element.edge && *element.edge != ui::Token::hush)
            seen.edge = m_theme.colour(*element.edge);
        seen.edge_width = element.edge_width;
        seen.ground = element.parent == none ? m_theme.colour(ui::Token::paper) : ground_of(element.parent);
        m_sight.targets.push_back(std::move(seen));
    }

    void add_text(Index index)
    {
        auto const& element = m_page[index];
        auto const& layout = m_lettering.set(element, m_panel.density().pixels({ element.width }));
        SeenText seen;
        seen.where = place(index);
        seen.words = element.words.text;
        seen.area = shown(element, element.area);
        seen.whole = seen.area == element.area;
        seen.laid_mm = m_panel.millimetres(layout.capital_px);
        seen.body = element.type != ui::Type::note;
        seen.ink_colour = m_theme.colour(element.colour);
        seen.ground = ground_of(index);
        seen.glyph_missing = layout.missing_glyphs;
        seen.word_cut = layout.overfull;
        seen.shortened = layout.shortened;
        seen.over = std::max(0.0F, layout.height - static_cast<float>(element.area.height()) - 1);
        seen.target = target_of(index);
        seen.listing = element.most_lines > 0;
        for (auto const& line : layout.lines) {
            int letters = 0;
            for (auto at = line.start; at < line.end; ++at)
                letters += (static_cast<unsigned char>(element.words.text[at]) & 0xC0U) != 0x80U ? 1 : 0;
            seen.longest_line = std::max(seen.longest_line, letters);
            for (auto const& glyph : layout.glyphs_of(line))
                add_glyph(seen, element, layout, line, glyph);
        }
        m_sight.texts.push_back(std::move(seen));
    }

    void add_glyph(SeenText& seen, Element const& element, text::Layout const& layout, text::Line const& line, text::PlacedGlyph const& glyph)
    {
        auto const stamp = m_sheet.stamp(layout, glyph, static_cast<float>(element.area.left), static_cast<float>(element.area.top));
        if (stamp.slot.empty())
            return;
        Rectangle const box { stamp.x, stamp.y, stamp.x + stamp.slot.width, stamp.y + stamp.slot.height };
        auto const part = shown(element, box);
        if (part.empty())
            return;
        seen.ink = joined(seen.ink, part);
        if (part != box || seen.drawn_mm || !tells_height(letter_at(element.words.text, glyph.cluster)))
            return;
        auto const inside = on_picture(box, m_sight.picture);
        auto const baseline = static_cast<int>(std::lround(static_cast<float>(element.area.top) + line.baseline));
        if (inside == box) {
            if (auto const high = rise(m_sight.picture, box, baseline, seen.ground, seen.ink_colour))
                seen.drawn_mm = m_panel.millimetres(*high);
        }
    }

    ui::Page const& m_page;
    ui::Lettering m_lettering;
    ui::Theme const& m_theme;
    Panel const& m_panel;
    text::Atlas& m_sheet;
    std::map<Index, int> m_targets;
    Sight m_sight;
};

}

Rectangle on_picture(Rectangle area, Picture const& picture)
{
    return { std::max(area.left, 0), std::max(area.top, 0), std::min(area.right, picture.width()), std::min(area.bottom, picture.height()) };
}

Sight look(ui::Presenter& presenter, ui::Theme const& theme, Panel const& panel, text::Atlas& sheet)
{
    return Looking(presenter, theme, panel, sheet).take();
}

}
