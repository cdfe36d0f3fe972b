#pragma once
/// Arabic with its vowels, and without. Inner part of this folder.

#include "kiosk/base/core/secret.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace kiosk::language {

/// Whether any letter of it is Arabic.
[[nodiscard]] bool has_arabic(std::string_view text);

/// Its letters and digits alone: no vowels, no punctuation, no spaces at the ends, one between words. Two texts that are
/// equal in this are the same words.
[[nodiscard]] std::string bare_words(std::string_view text);

/// The first Arabic word that lacks a vowel, or nothing. Each letter but the last of a word has a mark; without one stand
/// long vowels behind their short ones, the ل of the article, and the alefs that are silent.
[[nodiscard]] std::optional<std::string> unvocalised_word(std::string_view text);

/// Words and phrases of up to three words to the same with vowels: names of people, months, currencies.
///
/// Threads: immutable.
class Lexicon {
public:
    Lexicon() = default;
    /// Keys may have vowels or not.
    explicit Lexicon(std::map<std::string, std::string> const& entries);

    /// Adds `text` to `out`, each phrase that it knows with its vowels, the longest first, everything else as it is.
    void add_vocalised(SecretText& out, std::string_view text) const;

private:
    std::map<std::string, std::string, std::less<>> m_entries; ///< by bare_words()
};

}
