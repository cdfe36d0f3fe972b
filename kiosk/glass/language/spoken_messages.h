#pragma once
/// Messages as they are said aloud.
///
/// What is read and what is heard differ: a voice reads Arabic only with its vowels, which nobody types for the eye;
/// numbers, days, hours and money are said in words, telephone numbers and codes letter by letter. So beside the messages
/// of a language may stand a speech file with the same keys, `ar.speech.json` beside `ar.json`:
///
///     "rest.greeting": "أَهْلًا بِكُمْ"                               the same words, with their vowels
///     "home.hint": { "reworded": "اِخْتَارُوا الخِدْمَةَ" }                other words, on purpose
///     "{seconds, number, feminine oblique}"                     how a number is said (number_words.h)
///
/// A message without an entry is said as it is shown. `messages/ar.lexicon.json` gives the vowels of words that come from
/// elsewhere: months, currencies, common names.
///
/// Promises; each is held by the tests that carry its number as a tag:
///   A1  say_aloud() always says something that means what say() shows.
///   A2  An Arabic message without its vowels, with other words or other values, is found, with file and line.
///   A3  No inserted value is left behind in memory of this folder.

#include "kiosk/base/core/finding.h"
#include "kiosk/base/core/ids.h"
#include "kiosk/base/core/secret.h"
#include "kiosk/glass/language/argument.h"
#include "kiosk/glass/language/messages.h"

#include <filesystem>
#include <memory>
#include <string_view>
#include <vector>

namespace kiosk::language {

/// Read when speech is first wanted: most visits never hear a word.
///
/// Threads: immutable after load(); every function may be called from any thread.
class SpokenMessages {
public:
    /// Reads the speech files beside the files that `messages` was loaded from. `messages` must outlive it. Whatever is
    /// wrong is a finding, never more.
    [[nodiscard]] static SpokenMessages load(std::filesystem::path const& assets, Messages const& messages);

    SpokenMessages(SpokenMessages&&) noexcept;
    SpokenMessages& operator=(SpokenMessages&&) noexcept;
    ~SpokenMessages();

    /// What is wrong with the speech files (A2); part is `messages` or `service ID`, as of Messages::findings().
    [[nodiscard]] std::vector<Finding> const& findings() const;

    /// The sentence for a voice of that language, as `Messages::say` has it for the eye: same keys, same arguments.
    [[nodiscard]] SecretText say_aloud(Language language, std::string_view key, Arguments const& arguments = {}) const;

    /// Words that are no message, a name for example, for a voice of that language.
    [[nodiscard]] SecretText say_words(Language language, std::string_view words) const;

private:
    struct Release;
    explicit SpokenMessages(std::unique_ptr<Release> release);
    std::unique_ptr<Release> m_release;
};

}
