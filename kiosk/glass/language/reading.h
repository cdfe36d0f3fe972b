#pragma once
/// A message as it is read aloud: its words as they stand, its values in words. Inner part of this folder.

#include "kiosk/base/core/ids.h"
#include "kiosk/base/core/secret.h"
#include "kiosk/glass/language/argument.h"
#include "kiosk/glass/language/pattern.h"
#include "kiosk/glass/language/vocalisation.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk::language {

class Locale;

class Reading {
public:
    /// Another message of the same language, for money; nothing if there is none.
    using OtherMessage = std::function<std::optional<SecretText>(std::string_view key, Arguments const&)>;

    /// All must outlive it.
    Reading(Locale const& locale, Lexicon const& lexicon, OtherMessage other) : m_locale(locale), m_lexicon(lexicon), m_other(std::move(other)) { }

    [[nodiscard]] SecretText read(Pattern const& pattern, Written written, Arguments const& arguments) const;

    /// Adds words that are written for the eye: Arabic words, also among others, with their vowels where the lexicon knows
    /// them, and numbers in Arabic and Korean in words.
    void add_shown(SecretText& out, std::string_view text) const;

    /// What the message says itself, piece by piece, without what is inserted.
    [[nodiscard]] static std::vector<std::string> literals(Pattern const& pattern);

private:
    void add_pieces(SecretText& out, std::vector<Pattern::Piece> const& pieces, Written written, Arguments const& arguments, Number const* count) const;
    /// `behind` is what the message says next.
    void add_count(SecretText& out, Number number, NumberForm form, std::string_view behind) const;
    void add_value(SecretText& out, ArgumentType type, Argument const& argument) const;
    void add_money(SecretText& out, Money const& money) const;
    /// As the eye sees it, without isolates.
    [[nodiscard]] SecretText shown(ArgumentType type, Argument const& argument) const;

    Locale const& m_locale;
    Lexicon const& m_lexicon;
    OtherMessage m_other;
};

/// Adds the spoken form of a day as it is shown, in whichever calendar: "Saturday 21 November 2026".
void add_day(SecretText& out, Language language, std::string_view shown, Lexicon const& lexicon);
/// The same for an hour: "2:05 pm", "오후 2:05".
void add_hour(SecretText& out, Language language, std::string_view shown);

}
