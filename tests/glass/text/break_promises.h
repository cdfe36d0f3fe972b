#pragma once
/// What holds of the breaks of any text.

#include <cstddef>
#include <string_view>

namespace breaks_test {

/// Ends the program unless lines, words and graphemes of `text` begin and end with it, part no pair of surrogates, are the
/// same forward and backward, and are the same behind a boundary (of lines: a newline) if the text begins there. `cut`
/// chooses the boundary.
void require_promises(std::u16string_view text, std::size_t cut);

}
