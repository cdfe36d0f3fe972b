#pragma once
/// Paragraphs that are shown again and again, kept ready.

#include "kiosk/glass/text/layout.h"
#include "kiosk/glass/text/paragraph.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

namespace kiosk::text {

/// Whose words they are.
enum class Keeping : std::uint8_t {
    house,     ///< static words of a release
    personal,  ///< holds something a citizen said or a card told: forgotten and overwritten when the visit ends
};

/// A bounded store of paragraphs by content and style, and of their layouts by fit; the least recently shown go first.
///
/// Promises; each is held by the tests that carry its number as a tag:
///   T1  What set() returned stays valid and unchanged until the next begin_frame() or forget_personal().
///   T2  After forget_personal() no byte of a personal text is left in this object's memory or in what it freed.
///   T3  After begin_frame() the store holds at most `most_bytes`, but for what the frame before used.
///
/// A text that was ever set as personal stays personal until it is forgotten.
class Typesetter {
public:
    /// `fonts` must outlive the typesetter.
    explicit Typesetter(FontStack const& fonts, std::size_t most_bytes = 4 * 1024 * 1024);
    Typesetter(Typesetter&&) noexcept;
    Typesetter& operator=(Typesetter&&) noexcept;
    ~Typesetter();

    /// Says that a new frame begins; lets go of the oldest beyond the bound.
    void begin_frame();

    /// The layout of `utf8`. Shapes and wraps only what it does not hold. Allocates nothing if it holds it.
    [[nodiscard]] Layout const& set(std::string_view utf8, Style style, Fit const& fit, Keeping keeping = Keeping::house);
    /// As set(), for a technician's list. Its words are the house's: what a citizen said is never in one.
    [[nodiscard]] Layout const& set_listing(std::string_view utf8, Style style, ListingFit const& listing);
    /// The paragraph itself, for its natural and least width. Valid as long as what set() returns.
    [[nodiscard]] Paragraph const& paragraph(std::string_view utf8, Style style, Keeping keeping = Keeping::house);

    /// Drops everything personal and overwrites its memory. To be called when the visit ends.
    void forget_personal();

    struct Counters {
        std::uint64_t layouts_found = 0;    ///< neither shaped nor wrapped
        std::uint64_t paragraphs_found = 0; ///< wrapped only
        std::uint64_t shaped = 0;
        std::size_t paragraphs_held = 0;
        std::size_t bytes_held = 0;
    };
    [[nodiscard]] Counters counters() const;
    [[nodiscard]] FontStack const& fonts() const;

private:
    struct Store;
    std::unique_ptr<Store> m_store;
};

}
