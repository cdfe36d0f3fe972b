#pragma once
/// What a font's own tables say of its lookups. For this folder alone.

#include <hb.h>

namespace kiosk::text {

/// False only if lookup number `index` of `table` (GSUB or GPOS) does nothing to any text of `glyphs` alone, whatever order
/// they stand in: nothing it begins with, or no rule's letters, components and neighbours, or no mark that it attaches, is
/// among them (OpenType 1.9, GSUB and GPOS). What is malformed or of a form not known here may do anything.
[[nodiscard]] bool may_apply(hb_face_t* face, hb_tag_t table, unsigned index, hb_set_t const* glyphs);

}
