#pragma once
/// What is said of the glass: each thing by name, role, state and hint, each page by its title and how to go on.
///
/// Pure: the same thing is said in the same words, so that a whole visit can be written down and compared.
///
/// Promises; each is held by the tests that carry its number as a tag:
///   N1  Each thing is told by its name, its role, its state and its place, in the page's language.
///   N2  What is personal stands in sentences of its own, marked as such; what is masked is never said.

#include "kiosk/base/core/ids.h"
#include "kiosk/base/core/sound.h"
#include "kiosk/glass/language/spoken_messages.h"
#include "kiosk/glass/narration/thing.h"
#include "kiosk/glass/speech/rate.h"
#include "kiosk/glass/speech/speaker.h"

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk::narration {

using speech::Rate;
using speech::Utterance;

/// How much is said: who moves quickly through a list needs no hints.
enum class Detail { brief, with_hints };

/// One line of a receipt, both in spoken form.
struct ReceiptLine {
    SecretText label;
    SecretText value;
    Privacy privacy = Privacy::personal; ///< of the value
};

/// Threads: immutable.
class Narration {
public:
    /// The messages `speech.*` must be among `messages`, which must outlive it.
    explicit Narration(language::SpokenMessages const& messages) : m_messages(messages) { }

    /// "Cost, free." · "Next, button. To use it, press the select key."
    [[nodiscard]] Utterance thing(Language page, Thing const& thing, Detail detail) const;

    /// A new page: its title, where one is ("step 2 of 5"; may be empty), how many things can be used, and how.
    [[nodiscard]] Utterance page(Language language, SecretText const& title, SecretText const& where, int usable_things, Detail detail) const;

    /// All of a receipt.
    [[nodiscard]] Utterance receipt(Language language, std::span<ReceiptLine const> lines) const;

    /// A message of the speech itself, by its key behind `speech.`: `on`, `off`, `entered`, `deleted`, `all_deleted`,
    /// `curtain.closed`, `curtain.open`.
    [[nodiscard]] Utterance say(Language language, std::string_view key) const;

    [[nodiscard]] Utterance rate(Language language, Rate rate) const;
    [[nodiscard]] Utterance volume(Language language, Volume volume) const;

    /// What stands for something personal on the loudspeaker: Speaker::Settings::refusals.
    [[nodiscard]] std::array<std::string, all_languages.size()> refusals() const;

    /// The message keys that it needs, for a test that holds them against the content.
    [[nodiscard]] static std::vector<std::string> keys();

private:
    [[nodiscard]] SecretText words(Language language, std::string_view key, language::Arguments const& arguments = {}) const;
    void add_state(SecretText& out, Language language, Thing const& thing) const;

    language::SpokenMessages const& m_messages;
};

}
