#pragma once
/// A journey is a visit written down: one verb a line, `#` begins a comment. Played against the real program.
///
///     language ar                    the language of the first touch, and of `expect text`
///     touch home.service.report-light
///     type step.phone "0100…"        by the keys on the glass, whatever they have to do for it
///     card insert 1 | card remove
///     paper out [after N] | paper low | paper in
///     hub away | hub back
///     staff look | staff answer      staff open the hub's page, and answer this kiosk's call for help
///     clock +2m                      h, m, s, ms
///     keypad up|down|left|right|select
///     keypad to NODE                 down, until this has the focus
///     switch next|select
///     switch to NODE                 as often next as it takes, and select where a row of keys is gone into
///     keypad go NODE                 the arrows of one who sees where the focus is, until it is there
///     keypad type NODE "text"        as type, and nothing is touched; switch type NODE "text"
///     earpiece in|out                the plug of the ear-piece
///     expect screen S                also `idle`, while the warning is shown
///     expect text "…"
///     expect state S                 of the latest transaction (committed, printing, printed, notPrinted,
///                                    printUnknown) or of its record (waiting, received, archived)
///     expect spoken "…"              a part of a sentence, said since the last one that was expected; vowel marks of Arabic
///                                    make no difference
///     expect no NODE
///     expect setting NAME VALUE      of the visit: text_size, contrast, pace, reach, sound, practice, help
///
/// Source: the project's contracts for journeys.

#include "kiosk/base/core/ids.h"
#include "kiosk/base/core/result.h"
#include "kiosk/base/core/secret.h"
#include "kiosk/base/core/time.h"

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace kiosk::play {

namespace verb {
struct SpeakLanguage { Language language; };
struct Touch { std::string node; };
struct Type { std::string node; SecretText text; };
/// `card …` and `paper …`: the words are those of the virtual devices' own commands.
struct DeviceCommand { std::string words; };
enum class Hub { away, back };
enum class Staff { look, answer };
struct MoveClock { Duration by; };
enum class Keypad { up, down, left, right, select };
struct KeypadTo { std::string node; };
enum class Switch { next, select };
enum class EarPiece { in, out };
/// With which keys one who touches nothing goes about.
enum class Keys { keypad, switches };
struct GoTo { Keys by; std::string node; };
struct TypeBy { Keys by; std::string node; SecretText text; };
struct ExpectScreen { std::string screen; };
struct ExpectText { SecretText text; };
struct ExpectState { std::string state; };
struct ExpectSpoken { SecretText text; };
struct ExpectNo { std::string node; };
struct ExpectSetting { std::string name, value; };
}

using Verb = std::variant<verb::SpeakLanguage, verb::Touch, verb::Type, verb::DeviceCommand, verb::Hub, verb::Staff, verb::MoveClock,
    verb::Keypad, verb::KeypadTo, verb::Switch, verb::EarPiece, verb::GoTo, verb::TypeBy, verb::ExpectScreen, verb::ExpectText, verb::ExpectState, verb::ExpectSpoken, verb::ExpectNo, verb::ExpectSetting>;

struct Line {
    int number;        ///< in the file, from 1
    Verb verb;
};

struct Journey {
    std::string name; ///< for messages: the file
    std::vector<Line> lines;
};

/// `malformed` with "name:LINE: expected …, saw …" at the first line that is not a verb.
[[nodiscard]] Result<Journey> parse_journey(std::string_view text, std::string name);

}
