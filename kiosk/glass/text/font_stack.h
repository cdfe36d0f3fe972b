#pragma once
/// The fonts we ship, in their order of fallback, open for the life of the program.

#include "kiosk/base/core/ids.h"
#include "kiosk/base/core/result.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk::text {

/// Bold for what can be touched, regular for what is read.
enum class Weight : std::uint8_t { regular, bold };

/// A face of a FontStack: its place in the stack file, counted from 0 over both weights.
enum class FaceId : std::uint16_t { };

class Face;
class Workbench;

/// The faces of a `stack` file (`fonts/stack`; the format stands at its top), mapped into memory and never closed.
///
/// A size of text is the height of a Latin capital in pixels. Each face names the letter that stands as high as a
/// capital in its script (H, alef, a Hangul syllable); how far it rises above the baseline is measured from the outline
/// and the face scaled by it, so that a millimetre of text is a millimetre in every script.
///
/// A moved stack takes its faces along; what was made of it stays good only if it was made after the move.
///
/// Threads: a stack and everything made of it (paragraphs, typesetters, atlases) live on one thread. Another thread
/// loads its own; the files are mapped, so the memory is shared.
class FontStack {
public:
    /// Reads `stack` and the font files beside it. Nothing is looked for anywhere else.
    ///
    /// `absent` if a file is not there; `malformed` if the stack file breaks its format (the story begins with
    /// FILE:LINE), or a font is cut off, is no font, or lacks a letter that its `needs` line names (the story names
    /// the font file and the letter).
    [[nodiscard]] static Result<FontStack> load(std::filesystem::path const& stack);

    FontStack(FontStack&&) noexcept;
    FontStack& operator=(FontStack&&) noexcept;
    ~FontStack();

    /// The code points of `utf8` that no face of `weight` can draw, each once, in order of appearance. Empty for all
    /// text that may be shown. Control and format characters need no glyph.
    [[nodiscard]] std::vector<char32_t> missing(std::string_view utf8, Weight weight) const;

    [[nodiscard]] std::size_t face_count() const;
    /// The name of the font file, without its folder.
    [[nodiscard]] std::string file_of(FaceId face) const;
    /// Pixels of one em of `face` when a capital is `capital_px` high.
    [[nodiscard]] float em_px(FaceId face, float capital_px) const;
    /// Pixels from one baseline to the next for text of `language` alone.
    [[nodiscard]] float line_height_px(Language language, float capital_px) const;

    /// For this folder alone: the faces themselves, those of a weight in order, and the tools that work on them.
    [[nodiscard]] Face const& face(FaceId face) const { return *m_faces[static_cast<std::size_t>(face)]; }
    [[nodiscard]] std::vector<FaceId> const& faces_of(Weight weight) const { return m_order[static_cast<std::size_t>(weight)]; }
    [[nodiscard]] Workbench& bench() const { return *m_bench; }

private:
    FontStack();
    std::unique_ptr<Workbench> m_bench; // first, because it outlives the faces
    std::vector<std::unique_ptr<Face>> m_faces;
    std::array<std::vector<FaceId>, 2> m_order;
};

}
