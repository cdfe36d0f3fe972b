#include "kiosk/glass/text/stepper.h"

#include "kiosk/base/core/secret.h"
#include "kiosk/glass/text/grapheme.h"
#include "kiosk/glass/text/letter.h"
#include "kiosk/glass/text/utf8.h"
#include "kiosk/glass/text/word_breaks.h"

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

namespace kiosk::text {

struct Stepper::Tables {
    LetterTable letters;
    Boundaries graphemes;
    Words words;
};

namespace {

/// A text as UTF-16, and from code units back to bytes. Overwritten at its end.
class Units {
public:
    explicit Units(std::string_view utf8)
    {
        m_units.reserve(utf8.size());
        m_bytes.reserve(utf8.size() + 1);
        for (std::size_t at = 0; at < utf8.size();) {
            auto const letter = code_point_at(utf8, at);
            if (letter.value > 0xFFFF) {
                add(static_cast<char16_t>(0xD7C0 + (letter.value >> 10)), at);
                add(static_cast<char16_t>(0xDC00 + (letter.value & 0x3FF)), at);
            } else {
                add(static_cast<char16_t>(letter.value), at);
            }
            at += letter.bytes;
        }
        m_bytes.push_back(utf8.size());
    }
    ~Units() { wipe(std::span(reinterpret_cast<std::uint8_t*>(m_units.data()), m_units.size() * sizeof(char16_t))); }
    Units(Units const&) = delete;
    Units& operator=(Units const&) = delete;

    [[nodiscard]] std::span<char16_t const> all() const { return m_units; }
    [[nodiscard]] std::size_t byte_of(std::uint32_t unit) const { return m_bytes[unit]; }
    /// The first unit whose letter begins at `byte` or behind it.
    [[nodiscard]] std::uint32_t unit_of(std::size_t byte) const
    {
        return static_cast<std::uint32_t>(std::ranges::lower_bound(m_bytes, byte) - m_bytes.begin());
    }

private:
    void add(char16_t unit, std::size_t byte)
    {
        m_units.push_back(unit);
        m_bytes.push_back(byte);
    }
    std::vector<char16_t> m_units;
    std::vector<std::size_t> m_bytes;
};

}

Stepper::Stepper() : m_tables(std::make_unique<Tables>()) { }
Stepper::Stepper(Stepper&&) noexcept = default;
Stepper& Stepper::operator=(Stepper&&) noexcept = default;
Stepper::~Stepper() = default;

bool Stepper::is_boundary(std::string_view utf8, std::size_t at) const
{
    if (at == 0 || at >= utf8.size())
        return at == 0 || at == utf8.size();
    Units const units(utf8);
    find_graphemes(m_tables->letters, units.all(), m_tables->graphemes);
    auto const unit = units.unit_of(at);
    return units.byte_of(unit) == at && m_tables->graphemes.is_boundary(unit);
}

std::size_t Stepper::next(std::string_view utf8, std::size_t at) const
{
    Units const units(utf8);
    find_graphemes(m_tables->letters, units.all(), m_tables->graphemes);
    // From inside of a letter's bytes the boundary may be the very next unit.
    auto const unit = units.unit_of(at);
    if (units.byte_of(unit) > at && m_tables->graphemes.is_boundary(unit))
        return units.byte_of(unit);
    return units.byte_of(m_tables->graphemes.next(unit));
}

std::size_t Stepper::previous(std::string_view utf8, std::size_t at) const
{
    Units const units(utf8);
    find_graphemes(m_tables->letters, units.all(), m_tables->graphemes);
    return units.byte_of(m_tables->graphemes.previous(units.unit_of(at)));
}

std::size_t Stepper::erased_before(std::string_view utf8, std::size_t at) const
{
    auto const start = previous(utf8, at);
    auto last = start;
    auto marks_alone = true; // behind the first letter
    auto last_is_mark = false;
    for (auto place = start; place < at;) {
        auto const letter = code_point_at(utf8, place);
        auto const& known = m_tables->letters.of(letter.value);
        last_is_mark = known.is(Letter::combining) && !known.is(Letter::ignorable);
        marks_alone = marks_alone && (place == start || last_is_mark);
        last = place;
        place += letter.bytes;
    }
    return marks_alone && last_is_mark ? last : start;
}

std::size_t Stepper::count(std::string_view utf8) const
{
    Units const units(utf8);
    find_graphemes(m_tables->letters, units.all(), m_tables->graphemes);
    auto const boundaries = m_tables->graphemes.all().size();
    return boundaries == 0 ? 0 : boundaries - 1;
}

Stepper::Stretch Stepper::word_at(std::string_view utf8, std::size_t at) const
{
    Units const units(utf8);
    find_words(m_tables->letters, units.all(), m_tables->words);
    auto const segment = m_tables->words.segment_at(units.unit_of(at));
    return { units.byte_of(segment.start), units.byte_of(segment.end) };
}

std::size_t Stepper::word_before(std::string_view utf8, std::size_t at) const
{
    Units const units(utf8);
    find_words(m_tables->letters, units.all(), m_tables->words);
    auto unit = units.unit_of(at);
    while (unit > 0) {
        auto const segment = m_tables->words.segment_at(unit - 1);
        unit = segment.start;
        if (segment.is_word)
            break;
    }
    return units.byte_of(unit);
}

}
