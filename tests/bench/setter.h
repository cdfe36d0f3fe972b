#pragma once
/// The others who set text: what we are compared with.
///
/// hb_shape  HarfBuzz alone: the text comes itemised, one call for each run, with fonts (in font units, HarfBuzz's own
///           font functions) and a buffer that are kept. No bidi, no breaks, no lines: what shaping costs anybody.
/// pango     Pango with its FreeType back end and a private fontconfig that knows the files of fonts/stack alone, each
///           at the size at which we set it; unhinted. One PangoLayout is kept and given each text.
/// raqm      libraqm 0.7 with the same files as FT_Faces; it is told which face draws what, and cannot wrap.

#include "tests/bench/corpus.h"

#include <memory>
#include <string>
#include <vector>

namespace bench {

/// `fonts` must outlive the setter; `folder` holds its files.
struct Fonts {
    kiosk::text::FontStack const& stack;
    std::filesystem::path folder;
};

class Setter {
public:
    virtual ~Setter() = default;
    [[nodiscard]] virtual std::string name() const = 0;
    /// Gets ready for `texts`, which must stay and have one size; nothing of it is timed. `malformed` if it cannot draw them.
    [[nodiscard]] virtual kiosk::Result<void> take(std::vector<Asked> const& texts) = 0;
    /// Sets text `i` from nothing. The number of its lines if this setter wraps, else of its glyphs.
    virtual std::size_t set(std::size_t i) = 0;
};

class WrappingSetter : public Setter {
public:
    /// Keeps every text ready, set at its own width.
    virtual void keep() = 0;
    /// Another width for a text that is kept: lines.
    virtual std::size_t rewrap(std::size_t i, float width_px) = 0;
    /// A text that is kept, as it is: lines.
    virtual std::size_t kept(std::size_t i) = 0;
};

/// `absent` where the peer was not there when this was built; `malformed` if a font cannot be opened.
[[nodiscard]] kiosk::Result<std::unique_ptr<Setter>> open_hb_shape(Fonts const& fonts);
[[nodiscard]] kiosk::Result<std::unique_ptr<WrappingSetter>> open_pango(Fonts const& fonts);
[[nodiscard]] kiosk::Result<std::unique_ptr<Setter>> open_raqm(Fonts const& fonts);

}
