#include "kiosk/glass/text/itemise.h"

#include "kiosk/glass/text/face.h"
#include "kiosk/glass/text/grapheme.h"
#include "kiosk/glass/text/workbench.h"

#include <algorithm>
#include <optional>
#include <unicode/utf16.h>

namespace kiosk::text {

namespace {

using Kind = FaceTable::Choice::Kind;

bool belongs_to_none(hb_script_t script)
{
    return script == HB_SCRIPT_COMMON || script == HB_SCRIPT_INHERITED || script == HB_SCRIPT_UNKNOWN;
}

char32_t letter_at(std::span<char16_t const> text, std::size_t& at)
{
    char32_t letter = text[at++];
    if (U16_IS_LEAD(letter) && at < text.size() && U16_IS_TRAIL(text[at]))
        letter = static_cast<char32_t>(U16_GET_SUPPLEMENTARY(letter, text[at++]));
    return letter;
}

FaceId face_for(FontStack const& fonts, Weight weight, hb_script_t script)
{
    auto const& order = fonts.faces_of(weight);
    auto const found = std::ranges::find_if(order, [&](FaceId id) { return fonts.face(id).is_for(script); });
    return found == order.end() ? order.front() : *found;
}

class Itemising {
public:
    Itemising(FontStack const& fonts, Weight weight, std::span<char16_t const> text, std::span<std::uint8_t const> levels, std::vector<ShapedRun>& into)
        : m_fonts(fonts), m_letters(fonts.bench().letters), m_table(fonts.bench().faces[static_cast<std::size_t>(weight)]), m_weight(weight), m_text(text), m_levels(levels), m_runs(into)
    {
    }

    void run()
    {
        if (m_text.empty())
            return;
        GraphemeWalk walk;
        std::size_t start = 0;
        auto base = read(start);
        (void)walk.joins(*base.letter); // the first letter never does
        for (;;) {
            auto end = base.end;
            auto next = base;
            while (end < m_text.size()) {
                next = read(end);
                if (!walk.joins(*next.letter))
                    break;
                end = next.end;
            }
            if (end == base.end)
                add_letter(start, base);
            else
                add_cluster(start, end);
            if (end == m_text.size())
                return;
            start = end;
            base = next;
        }
    }

private:
    /// Code units of a cluster that are shaped together. HarfBuzz looks for the letter of each mark from the mark on, so
    /// that marks without end would take time by their square. No language writes more than 30 (UAX #15, 13).
    static constexpr std::size_t most_at_once = 64;

    struct Read {
        char32_t code_point;
        Letter const* letter;
        std::size_t end;
    };
    Read read(std::size_t at)
    {
        auto const code_point = letter_at(m_text, at);
        return { code_point, &m_letters.of(code_point), at };
    }

    std::uint8_t level_at(std::size_t at) const { return m_levels.empty() ? std::uint8_t { 0 } : m_levels[at]; }

    void add_letter(std::size_t start, Read const& read)
    {
        auto const level = level_at(start);
        auto const choice = m_table.of(m_fonts, m_weight, read.code_point, *read.letter);
        add(start, read.end, level, face_of(choice, read.code_point, level), read.letter->script, choice.plain);
    }

    /// The face of a letter that is alone in its cluster.
    FaceId face_of(FaceTable::Choice const& choice, char32_t code_point, std::uint8_t level) const
    {
        if (choice.kind != Kind::by_level && m_face_before) {
            if (choice.kind == Kind::unseen || m_fonts.face(*m_face_before).glyph_of(code_point) != 0)
                return *m_face_before;
        }
        return level % 2 == 1 ? choice.odd : choice.even;
    }

    /// A cluster of several letters. It may lie across levels only by override characters; then the cut is at the level.
    void add_cluster(std::size_t start, std::size_t end)
    {
        auto const begin = start;
        while (start < end) {
            auto const level = level_at(start);
            auto cut = start + 1;
            while (cut < end && level_at(cut) == level && (cut - start < most_at_once || U16_IS_TRAIL(m_text[cut])))
                ++cut;
            auto at = start;
            auto const base = letter_at(m_text, at);
            auto const& letter = m_letters.of(base);
            auto face = face_of(m_table.of(m_fonts, m_weight, base, letter), base, level);
            if (!draws_all(face, start, cut))
                face = face_for_all(face, letter, start, cut);
            add(start, cut, level, face, letter.script, false, start == begin ? Joint::if_alike : Joint::never);
            start = cut;
        }
    }

    bool draws_all(FaceId id, std::size_t start, std::size_t end) const
    {
        auto const& face = m_fonts.face(id);
        while (start < end) {
            auto const code_point = letter_at(m_text, start);
            if (face.glyph_of(code_point) == 0 && !m_letters.of(code_point).is(Letter::ignorable))
                return false;
        }
        return true;
    }

    /// The first face that draws all of [start, end); else the one that draws its first letter, `first`.
    FaceId face_for_all(FaceId first, Letter const& letter, std::size_t start, std::size_t end) const
    {
        for (auto const id : m_fonts.faces_of(m_weight)) {
            if (draws_all(id, start, end))
                return id;
        }
        if (letter.is(Letter::ignorable))
            return m_face_before.value_or(m_fonts.faces_of(m_weight).front());
        return first;
    }

    /// Whether a stretch may go into one run with what is before it.
    enum class Joint : std::uint8_t { if_alike, never };

    void add(std::size_t start, std::size_t end, std::uint8_t level, FaceId face, hb_script_t own, bool plain, Joint joint = Joint::if_alike)
    {
        auto const script = belongs_to_none(own) ? script_for(face) : own;
        m_face_before = face;
        m_script_before = script;
        if (!m_runs.empty() && joint == Joint::if_alike) {
            auto& last = m_runs.back();
            if (last.level == level && last.face == face && last.script == script) {
                last.end = static_cast<std::uint32_t>(end);
                last.plain = last.plain && plain;
                return;
            }
        }
        m_runs.push_back({ static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(end), 0, 0, script, face, level, plain });
    }

    /// What the shaper is told of a cluster without a script of its own: that of the letters before, if the face is for it.
    hb_script_t script_for(FaceId id)
    {
        if (m_known.face == id && m_known.before == m_script_before)
            return m_known.script;
        auto const& face = m_fonts.face(id);
        auto script = m_script_before;
        if (!face.is_for(script)) {
            auto const& scripts = face.entry().scripts;
            script = scripts.empty() ? HB_SCRIPT_LATIN : scripts.front();
        }
        m_known = { id, m_script_before, script };
        return script;
    }

    /// The last answer of script_for().
    struct Known {
        FaceId face;
        hb_script_t before;
        hb_script_t script;
    };

    FontStack const& m_fonts;
    LetterTable& m_letters;
    FaceTable& m_table;
    Weight m_weight;
    std::span<char16_t const> m_text;
    std::span<std::uint8_t const> m_levels;
    std::vector<ShapedRun>& m_runs;
    std::optional<FaceId> m_face_before;
    hb_script_t m_script_before = HB_SCRIPT_COMMON;
    Known m_known { FaceId {}, HB_SCRIPT_INVALID, HB_SCRIPT_INVALID };
};

}

FaceTable::Choice FaceTable::find(FontStack const& fonts, Weight weight, char32_t code_point, Letter const& letter)
{
    auto const& order = fonts.faces_of(weight);
    auto const drawing = [&](FaceId preferred) {
        if (fonts.face(preferred).glyph_of(code_point) != 0)
            return preferred;
        auto const found = std::ranges::find_if(order, [&](FaceId id) { return fonts.face(id).glyph_of(code_point) != 0; });
        return found == order.end() ? order.front() : *found;
    };
    constexpr char32_t fraction_slash = 0x2044;
    auto const drawn = std::ranges::any_of(order, [&](FaceId id) { return fonts.face(id).glyph_of(code_point) != 0; });
    auto const plain = (drawn || letter.is(Letter::ignorable)) && !letter.is(Letter::combining) && code_point != fraction_slash;
    Choice choice { order.front(), order.front(), Kind::by_level, plain };
    if (letter.is(Letter::ignorable)) {
        choice.kind = Kind::unseen;
    } else if (!belongs_to_none(letter.script)) {
        choice.even = choice.odd = drawing(face_for(fonts, weight, letter.script));
    } else if (code_point == ' ' || code_point == 0xa0) {
        choice.kind = Kind::blank;
        choice.even = choice.odd = drawing(order.front());
    } else {
        // An odd level is inside of right-to-left text; digits never are.
        choice.even = drawing(order.front());
        choice.odd = drawing(face_for(fonts, weight, HB_SCRIPT_ARABIC));
    }
    constexpr std::size_t blocks = 0x100;
    if (code_point >> 8 >= blocks)
        return choice;
    m_blocks.resize(blocks);
    auto& block = m_blocks[code_point >> 8];
    if (!block)
        block = std::make_unique<Block>();
    return (*block)[code_point & 0xff] = choice;
}

void itemise(FontStack const& fonts, Weight weight, std::span<char16_t const> text, std::span<std::uint8_t const> levels,
    std::vector<ShapedRun>& into)
{
    into.clear();
    Itemising(fonts, weight, text, levels, into).run();
}

}
