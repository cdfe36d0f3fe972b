#pragma once
/// Keys to sentences in the citizen's language.
///
/// A message is ICU MessageFormat with these arguments and no others (assets/README.md shows them to authors):
///
///     {x} {x, text} {x, number} {x, money} {x, price} {x, date} {x, hijri} {x, time} {x, phone} {x, code}
///     {x, plural, zero {…} one {…} two {…} few {…} many {…} other {…}}     {x, select, a {…} other {…}}
///
/// Promises; each is held by the tests that carry its number as a tag:
///   L1  Every inserted value stands between FSI and PDI (LRI and PDI for phones and codes), and cannot break out. A phone
///       or code is not torn at its spaces.
///   L2  A service with one missing, unknown or malformed message in one language is left out; the rest stands.
///   L3  No inserted value is left behind in memory of this folder.

#include "kiosk/base/core/finding.h"
#include "kiosk/base/core/ids.h"
#include "kiosk/base/core/result.h"
#include "kiosk/glass/language/argument.h"
#include "kiosk/glass/language/pseudo.h"

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kiosk::language {

class Locale;
class Pattern;

[[nodiscard]] bool right_to_left(Language language);

enum class Digits { european, arabic_indic };

/// What the city decides (configuration).
struct Habits {
    /// ISO 3166-1, two capital letters: where the city is. It decides the digits of Arabic pages, the Arabic names of
    /// months, and whether days are told in the Hijri calendar too.
    std::string country = "EG";
    /// Digits of running text on Arabic pages, where the city writes others than its country. Phones and codes are
    /// European everywhere.
    std::optional<Digits> arabic_digits = std::nullopt;
    /// IANA name, `Africa/Cairo`; empty for the machine's own zone.
    std::string time_zone = {};
    /// The city's own name, which takes the place of the message `city.name` in that language.
    std::map<Language, std::string> names = {};
};

/// The English messages that the program was made with: one file of `assets/messages`.
struct OwnWords {
    std::string_view part; ///< empty for `messages/en.json`, else the name of its folder
    std::string_view json;
};

/// All messages of one content release.
///
/// Threads: immutable after load(); every function may be called from any thread.
class Messages {
public:
    /// Reads `assets/messages/{ar,en,ko}.json`, `assets/messages/PART/{ar,en,ko}.json` (their keys become
    /// `PART.KEY`) and `assets/services/ID/{ar,en,ko}.json` (`service.ID.KEY`).
    /// Fails when no message at all can be read of the kiosk's own files; everything else that is wrong is a finding. A
    /// service with a fault has no messages here (L2); one that can be said, only in poor spelling, has. An unknown
    /// country counts as Egypt, an unknown time zone as the machine's own. A message of `own` that no language has, or
    /// that does not take what the program fills in, is a finding too; one that no language has is said as `own` says it.
    [[nodiscard]] static Result<Messages> load(std::filesystem::path const& assets, Habits const& habits = {}, std::span<OwnWords const> own = {});

    /// These messages with a language in them that nobody speaks, in the place of the one that it is seen in.
    [[nodiscard]] static Messages pretend(Messages messages, Pseudo pseudo);

    Messages(Messages&&) noexcept;
    Messages& operator=(Messages&&) noexcept;
    ~Messages();

    /// What is wrong with the files, each with `FILE:LINE`; part is `messages`, `service ID`, or `config` for the habits.
    [[nodiscard]] std::vector<Finding> const& findings() const;

    /// The sentence in UTF-8. `key` must be known in at least one language, or in `own`.
    /// A language that lacks it (which is a finding) answers in English, or in whatever language has it. A message
    /// that names an argument not in `arguments` shows "…" in its place.
    [[nodiscard]] std::string say(Language language, std::string_view key, Arguments const& arguments = {}) const;

    /// Whether days are told in the Hijri calendar too where the city is.
    [[nodiscard]] bool tells_hijri() const;

    /// Whether every language has it.
    [[nodiscard]] bool has(std::string_view key) const;

    /// Every key, sorted.
    [[nodiscard]] std::vector<std::string> keys() const;

    /// `FILE:LINE` of the message in its file, for a finding about it. Empty when that language lacks it.
    [[nodiscard]] std::string origin(Language language, std::string_view key) const;

    /// All the message says itself, each of its plural and select forms, in no order for reading: what must be drawable.
    /// Empty when that language lacks it.
    [[nodiscard]] std::string letters(Language language, std::string_view key) const;

    /// Names and types of what a message inserts, sorted by name: `{ "fee", "money" }`. A plural counts as `number`,
    /// a select as `text`, a price as `money`, a hijri as `date`. Empty when there is no such key.
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> arguments_of(std::string_view key) const;

    /// For spoken_messages.h, which says the same messages aloud; nothing when that language lacks the message.
    [[nodiscard]] Pattern const* pattern_of(Language language, std::string_view key) const;
    [[nodiscard]] Locale const& locale_of(Language language) const;

private:
    struct Release;
    explicit Messages(std::unique_ptr<Release> release);
    std::unique_ptr<Release> m_release;
};

}
