#include "kiosk/app/audit/reading.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <unordered_map>

namespace kiosk::audit {

namespace {

/// The first words of a text, so that a person finds it on the picture.
std::string named(SeenText const& text)
{
    constexpr std::size_t most = 40;
    auto words = text.words;
    if (words.size() > most) {
        auto end = most;
        while (end > 0 && (static_cast<unsigned char>(words[end]) & 0xC0U) == 0x80U)
            --end;
        words = words.substr(0, end) + "…";
    }
    return fmt::format("{} \"{}\"", text.where, words);
}

bool crosses(Rectangle const& a, Rectangle const& b)
{
    return std::min(a.right, b.right) > std::max(a.left, b.left) && std::min(a.bottom, b.bottom) > std::max(a.top, b.top);
}

bool is_key(SeenTarget const& target) { return target.role == ui::Role::key; }

/// What sends a request, or pays.
bool decides(SeenTarget const& target) { return target.id == "review.confirm" || target.id.starts_with("pay."); }

/// How often each measure was held, so that "0 faults" is told of something that was looked at.
void count(Readings& into, Measure measure, std::vector<std::pair<std::string, Rectangle>> const& faults)
{
    if (faults.empty())
        into.push_back({ measure, 0 });
    for (auto const& [what, area] : faults)
        into.push_back({ measure, static_cast<double>(faults.size()), what, area });
}
using Faults = std::vector<std::pair<std::string, Rectangle>>;

Measure tokens_of(ui::Contrast contrast)
{
    return contrast == ui::Contrast::high ? Measure::tokens_high : contrast == ui::Contrast::low ? Measure::tokens_low : Measure::tokens;
}

Measure pixels_of(ui::Contrast contrast)
{
    return contrast == ui::Contrast::high ? Measure::pixels_high : contrast == ui::Contrast::low ? Measure::pixels_low : Measure::pixels;
}

/// Fills the picture has many of, one beside the other: counted in a small table before they are looked at.
std::unordered_map<std::uint32_t, int> colours_in(Picture const& picture, Rectangle area)
{
    std::unordered_map<std::uint32_t, int> counts;
    for (int y = area.top; y < area.bottom; ++y) {
        auto const row = picture.row(y).subspan(static_cast<std::size_t>(area.left), static_cast<std::size_t>(area.width()));
        for (std::size_t x = 0; x < row.size();) {
            auto const colour = row[x] & 0xFFFFFFU;
            auto end = x + 1;
            while (end < row.size() && (row[end] & 0xFFFFFFU) == colour)
                ++end;
            counts[colour] += static_cast<int>(end - x);
            x = end;
        }
    }
    return counts;
}

}

int distance(Rectangle const& a, Rectangle const& b)
{
    auto const across = std::max(a.left - b.right, b.left - a.right);
    auto const down = std::max(a.top - b.bottom, b.top - a.bottom);
    return std::max({ across, down, 0 });
}

double contrast_in(Picture const& picture, Rectangle area)
{
    area = on_picture(area, picture);
    if (area.empty())
        return 1;
    auto const counts = colours_in(picture, area);
    auto const ground = std::ranges::max_element(counts, {}, [](auto const& one) { return one.second; })->first;
    double most = 1;
    for (auto const& [colour, pixels] : counts)
        most = std::max(most, ui::contrast({ colour }, { ground }));
    return most;
}

void read_letters(Sight const& sight, Aspect const& aspect, Readings& into)
{
    for (auto const& text : sight.texts) {
        if (text.ink.empty())
            continue;
        // What was laid out counts where no letter tells; what was drawn, where one does.
        auto const high = static_cast<double>(text.drawn_mm ? std::min(*text.drawn_mm, text.laid_mm) : text.laid_mm);
        into.push_back({ Measure::letters, high, named(text), text.ink });
        if (text.body && aspect.text_size == ui::TextSize::standard)
            into.push_back({ Measure::letters_standard, high, named(text), text.ink });
        if (text.body && aspect.text_size == ui::TextSize::largest)
            into.push_back({ Measure::letters_largest, high, named(text), text.ink });
        if (aspect.text_size == ui::TextSize::largest)
            into.push_back({ Measure::notes_largest, high, named(text), text.ink });
        into.push_back({ Measure::line_length, static_cast<double>(text.longest_line), named(text), text.ink });
    }
}

void read_targets(Sight const& sight, Aspect const& aspect, Readings& into)
{
    for (auto one = sight.targets.begin(); one != sight.targets.end(); ++one) {
        if (!one->touchable)
            continue;
        // What sticks out of what it scrolls in has its other end on the next screenful.
        if (!one->whole)
            continue;
        auto const side = sight.panel.millimetres(std::min(one->area.width(), one->area.height()));
        auto const measure = is_key(*one) ? Measure::key_side : decides(*one) ? Measure::decisive_side : aspect.mode == Mode::easy ? Measure::easy_side : Measure::target_side;
        into.push_back({ measure, side, one->id, one->area });
        for (auto other = one + 1; other != sight.targets.end(); ++other) {
            if (!other->touchable || !other->whole)
                continue;
            auto const gap = sight.panel.millimetres(distance(one->area, other->area));
            // What is further away than anybody asks for is not between neighbours.
            if (gap > 12)
                continue;
            auto const both = Rectangle { std::min(one->area.left, other->area.left), std::min(one->area.top, other->area.top),
                std::max(one->area.right, other->area.right), std::max(one->area.bottom, other->area.bottom) };
            into.push_back({ is_key(*one) && is_key(*other) ? Measure::key_gap : Measure::target_gap, gap, one->id + " and " + other->id, both });
        }
    }
}

void read_contrast(Sight const& sight, Aspect const& aspect, Readings& into)
{
    bool const low = aspect.contrast == ui::Contrast::low;
    for (auto const& text : sight.texts) {
        if (text.ink.empty() || !text.whole)
            continue;
        auto const tokens = ui::contrast(text.ink_colour, text.ground);
        into.push_back({ tokens_of(aspect.contrast), tokens, named(text), text.ink });
        if (low)
            into.push_back({ Measure::tokens_low_most, tokens, named(text), text.ink });
        into.push_back({ pixels_of(aspect.contrast), contrast_in(sight.picture, text.ink), named(text), text.ink });
    }
    for (auto const& icon : sight.icons) {
        bool const whole = icon.target == nowhere || sight.targets[static_cast<std::size_t>(icon.target)].whole;
        if (!low && whole)
            into.push_back({ Measure::icons, contrast_in(sight.picture, icon.area), fmt::format("{} ({})", icon.where, icon.name), icon.area });
    }
    for (auto const& target : sight.targets) {
        if (target.edge && target.touchable)
            into.push_back({ Measure::edges, ui::contrast(*target.edge, target.ground), target.id, target.area });
    }
}

void read_text(Sight const& sight, Aspect const&, Readings& into)
{
    Rectangle const panel { 0, 0, sight.panel.width_px, sight.panel.height_px };
    auto const inside = [&](Rectangle const& area) {
        return area.left >= panel.left && area.top >= panel.top && area.right <= panel.right && area.bottom <= panel.bottom;
    };
    Faults clipped;
    Faults cut;
    Faults missing;
    Faults over;
    Faults off;
    for (auto text = sight.texts.begin(); text != sight.texts.end(); ++text) {
        auto const* const target = text->target == nowhere ? nullptr : &sight.targets[static_cast<std::size_t>(text->target)];
        bool const leaves = target != nullptr && target->whole && !text->ink.empty()
            && (text->ink.left < target->area.left || text->ink.right > target->area.right || text->ink.top < target->area.top || text->ink.bottom > target->area.bottom);
        if (text->over > 0 || leaves || (text->shortened && !text->listing) || (!text->ink.empty() && !inside(text->ink)))
            clipped.emplace_back(named(*text), text->ink);
        if (text->word_cut && !text->listing)
            cut.emplace_back(named(*text), text->area);
        if (text->glyph_missing)
            missing.emplace_back(named(*text), text->area);
        if (!inside(text->area))
            off.emplace_back(named(*text), text->area);
        for (auto other = text + 1; other != sight.texts.end(); ++other) {
            if (crosses(text->ink, other->ink))
                over.emplace_back(named(*text) + " and " + named(*other), text->ink);
        }
        for (auto const& one : sight.targets) {
            if (&one != target && one.touchable && crosses(text->ink, one.area))
                over.emplace_back(named(*text) + " and " + one.id, text->ink);
        }
    }
    for (auto one = sight.targets.begin(); one != sight.targets.end(); ++one) {
        if (!inside(one->area))
            off.emplace_back(one->id, one->area);
        for (auto other = one + 1; other != sight.targets.end(); ++other) {
            if (crosses(one->area, other->area))
                over.emplace_back(one->id + " and " + other->id, one->area);
        }
        for (auto const& icon : sight.icons) {
            if (&sight.targets[static_cast<std::size_t>(std::max(icon.target, 0))] != &*one && icon.target != nowhere && crosses(icon.area, one->area))
                over.emplace_back(icon.where + " and " + one->id, icon.area);
        }
    }
    for (auto const& icon : sight.icons) {
        if (!inside(icon.area))
            off.emplace_back(fmt::format("{} ({})", icon.where, icon.name), icon.area);
    }
    count(into, Measure::clipped, clipped);
    count(into, Measure::cut_words, cut);
    count(into, Measure::missing_glyphs, missing);
    count(into, Measure::overlapping, over);
    count(into, Measure::off_panel, off);
}

Readings read(Sight const& sight, Aspect const& aspect)
{
    Readings all;
    read_letters(sight, aspect, all);
    read_targets(sight, aspect, all);
    read_contrast(sight, aspect, all);
    read_text(sight, aspect, all);
    read_manners(sight, aspect, all);
    read_heights(sight, aspect, all);
    return all;
}

}
