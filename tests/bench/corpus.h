#pragma once
/// The texts that the text benchmarks set: our own prose, as much of each kind as a busy kiosk shows in weeks.
///
/// english   paragraphs of two to five sentences, about 250 letters
/// arabic    the same in Arabic, with some of its vowel marks
/// mixed     Arabic with Latin, Hangul, numbers and phones in isolates, and English with Arabic: as filled-in messages are
/// label     buttons of one to four words in three languages, in bold and in a narrow box
///
/// tests/bench/corpora holds the sentences, a line each; which ones make a paragraph is drawn by a generator that always
/// draws the same. No paragraph comes twice in a row.

#include "kiosk/base/core/ids.h"
#include "kiosk/base/core/result.h"
#include "kiosk/glass/text/font_stack.h"

#include <filesystem>
#include <string>
#include <vector>

namespace bench {

/// One text, and how it is to be set.
struct Asked {
    std::string text;
    kiosk::Language language = kiosk::Language::english;
    kiosk::text::Weight weight = kiosk::text::Weight::regular;
    float capital_px = 0;
    float width_px = 0;
};

struct Corpus {
    std::string name;
    std::vector<Asked> texts;
};

/// All four, in the order above. `absent` if a file is not there.
[[nodiscard]] kiosk::Result<std::vector<Corpus>> read_corpora(std::filesystem::path const& folder);

}
