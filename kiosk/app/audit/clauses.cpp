#include "kiosk/app/audit/clause.h"

namespace kiosk::audit {

namespace {

using M = Measure;
constexpr auto na = Standing::not_applicable;
constexpr auto elsewhere = Standing::elsewhere;

constexpr std::string_view en = "EN 301 549 V3.2.1";
constexpr std::string_view vvsg = "VVSG 2.0";
constexpr std::string_view wcag = "WCAG 2.2";
constexpr std::string_view us = "Section 508";
constexpr std::string_view kr = "Korea";

constexpr std::string_view hardware = "the hardware's: bought and set up by the city";
constexpr std::string_view speech_tests = "tests of kiosk/glass/speech and kiosk/glass/narration";

// 0.7 degrees from 600 mm, where a person stands who touches the glass.
constexpr double en_capital_mm = 7.33;
// CSS pixels of WCAG 2.2 at their reference of 1/96 inch.
constexpr double css_24_mm = 6.35;
constexpr double css_44_mm = 11.64;
constexpr double css_2_mm = 0.53;

std::vector<Clause> european()
{
    return {
        { en, "5.1.2.2", "operable without a person's own assistive technology, but for an ear-piece", { { M::keys_unreached }, { M::unsaid } } },
        { en, "5.1.3.1", "all that is shown can be heard", { { M::unsaid } } },
        { en, "5.1.3.2", "sound by an ear-piece of the usual kind, or by a loudspeaker", {}, elsewhere, "the socket is the hardware's; plugging in starts speech: tests of kiosk/service/devices" },
        { en, "5.1.3.3", "what is heard belongs to what is shown", { { M::out_of_order }, { M::unsaid } } },
        { en, "5.1.3.4", "speech can be stopped and said again", {}, elsewhere, speech_tests },
        { en, "5.1.3.5", "speech ends when something is done or something else is said", {}, elsewhere, speech_tests },
        { en, "5.1.3.6", "pictures are said in words", { { M::lone_icons }, { M::unsaid } } },
        { en, "5.1.3.7", "video is said in words", {}, na, "there is no video" },
        { en, "5.1.3.8", "masked entry is not said to others", {}, elsewhere, "tests of kiosk/glass/narration (N2)" },
        { en, "5.1.3.9", "personal values go to the ear-piece alone", {}, elsewhere, "tests of kiosk/glass/speech" },
        { en, "5.1.3.10", "no other sound for more than 3 s while speech is on", {}, elsewhere, speech_tests },
        { en, "5.1.3.11", "the volume of the ear-piece can be set without sight", {}, elsewhere, speech_tests },
        { en, "5.1.3.12", "the loudspeaker reaches 65 dBA", {}, na, hardware },
        { en, "5.1.3.13", "the loudspeaker falls back after each visit", {}, elsewhere, "tests of kiosk/glass/speech and kiosk/service/visit" },
        { en, "5.1.3.14", "speech is in the language shown", { { M::unsaid }, { M::unvocalised } } },
        { en, "5.1.3.15", "what is wrong with an entry is said", { { M::unsaid } } },
        { en, "5.1.3.16", "all of a receipt can be heard", {}, elsewhere, "tests of kiosk/glass/narration" },
        { en, "5.1.4", "in one mode an H of 0.7 degrees at the distance of viewing (600 mm)", { { M::notes_largest, en_capital_mm } } },
        { en, "5.1.5", "sound that was recorded is shown too", {}, na, "nothing that is heard was recorded; all of it is shown" },
        { en, "5.1.6.1", "operable without sight and without a keyboard of one's own", { { M::keys_unreached }, { M::switches_unreached }, { M::unsaid } } },
        { en, "5.1.6.2", "the focus can leave where it came to, by the same means", { { M::keys_unreached }, { M::switches_unreached } } },
        { en, "5.1.7", "operable without speaking", {}, na, "the kiosk does not listen" },
        { en, "5.2", "what helps can be started without what it stands in for", { { M::missing_tools }, { M::keys_unreached } } },
        { en, "5.3", "never a biometric alone", {}, na, "none is used" },
        { en, "5.4", "accessibility is kept when something is converted", {}, na, "nothing is converted for others" },
        { en, "5.5.1", "no part needs a tight grip or a turn of the wrist", {}, na, hardware },
        { en, "5.5.2", "keys can be told apart by touch without pressing them", {}, na, hardware },
        { en, "5.6.1", "the standing of a locking key can be felt or heard", {}, na, "there is none" },
        { en, "5.6.2", "the standing of a locking key can be seen", {}, na, "there is none" },
        { en, "5.7", "key repeat can be slowed or is off", {}, elsewhere, "a held key does not repeat: tests of kiosk/glass/platform" },
        { en, "5.8", "two quick presses of a key can count as one", {}, elsewhere, "tests of kiosk/glass/ui (touch)" },
        { en, "5.9", "nothing needs two actions at once", {}, elsewhere, "a second finger is not seen: tests of kiosk/glass/ui (U1)" },
        { en, "8.3.2.1", "reached at most 1220 mm above the floor", { { M::reach_high } } },
        { en, "8.3.2.2", "reached at least 380 mm above the floor", { { M::reach_low } } },
        { en, "8.3.5", "what is shown can be seen from 1015 mm above the floor", {}, na, "how the panel is set up is the city's" },
        { en, "8.4.1", "numeric keys in the order of a telephone or a computer", {}, elsewhere, "tests of kiosk/glass/ui (keypad)" },
        { en, "8.5", "speech mode can be felt on the device", {}, na, hardware },
        { en, "11.1.4.1", "nothing is told by colour alone", { { M::untold_state } } },
        { en, "11.1.4.3", "contrast of text 4.5:1", { { M::tokens, 4.5 }, { M::pixels, 4.5 }, { M::tokens_high, 4.5 }, { M::pixels_high, 4.5 }, { M::tokens_low }, { M::pixels_low } } },
        { en, "11.1.4.4.2", "text can be enlarged where the platform cannot do it (as 5.1.4)", { { M::notes_largest, en_capital_mm }, { M::clipped }, { M::never_seen } } },
        { en, "11.1.4.11", "contrast of pictures and edges 3:1", { { M::icons, 3.0 }, { M::edges } } },
        { en, "11.2.2.1", "time can be had as long as wanted, 20 s to ask for it", { { M::idle_answer, 20.0 } } },
        { en, "11.2.3.1", "nothing flashes more than three times a second", {}, elsewhere, "nothing on the glass flashes: tests of kiosk/glass/ui (Motion)" },
        { en, "11.2.4.3", "the focus goes in the order of meaning", { { M::out_of_order }, { M::off_mirror } } },
        { en, "11.2.4.7", "the focus can be seen", { { M::focus_hidden } } },
        { en, "11.2.5.2", "a press counts when it ends, and can be taken back before", {}, elsewhere, "tests of kiosk/glass/ui (U1)" },
        { en, "11.2.5.3", "the name that is said holds the words that are shown", { { M::unnamed } } },
    };
}

std::vector<Clause> american_votes()
{
    return {
        { vvsg, "7.1-A", "what was set goes back after each person", {}, elsewhere, "tests of kiosk/service/visit (V3)" },
        { vvsg, "7.1-B", "a person can go back to the usual settings without losing anything", {}, elsewhere, "tests of kiosk/service/visit (V5)" },
        { vvsg, "7.1-C", "contrast of all that informs at least 10:1", { { M::tokens }, { M::pixels }, { M::icons } } },
        { vvsg, "7.1-D", "a high contrast of at least 20:1 and a low one of 4.5 to 8:1 can be chosen",
            { { M::tokens_high }, { M::pixels_high }, { M::tokens_low }, { M::pixels_low }, { M::tokens_low_most } } },
        { vvsg, "7.1-E", "red for danger, yellow for warning, green for success", {}, elsewhere, "assets/themes, held by tests of kiosk/glass/ui (themes)" },
        { vvsg, "7.1-F", "nothing is told by colour alone", { { M::untold_state }, { M::lone_icons } } },
        { vvsg, "7.1-G", "at least four sizes of text from a default of at least 4.8 mm to at least 8.5 mm", { { M::letters }, { M::letters_standard, 4.8 }, { M::letters_largest } } },
        { vvsg, "7.1-H", "at every size all can be read without going sideways", { { M::clipped }, { M::cut_words }, { M::off_panel }, { M::never_seen } } },
        { vvsg, "7.1-I", "letters on paper of at least 3.5 mm", {}, elsewhere, "tests of kiosk/service/receipt" },
        { vvsg, "7.1-J", "a face without serifs", {}, elsewhere, "fonts/stack names the Noto Sans family alone" },
        { vvsg, "7.1-K", "volume and rate of speech can be set", {}, elsewhere, speech_tests },
        { vvsg, "7.1-N", "keys can be told apart by touch", {}, na, hardware },
        { vvsg, "7.2-A", "all can be done by touch, by keys, by ear, and by switches", { { M::keys_unreached }, { M::switches_unreached }, { M::unsaid } } },
        { vvsg, "7.2-D", "what is longer than the screen has buttons to go on", { { M::never_seen } } },
        { vvsg, "7.2-E", "no gesture but a tap is needed", { { M::never_seen } } },
        { vvsg, "7.2-F", "operable without speaking", {}, na, "the kiosk does not listen" },
        { vvsg, "7.2-G", "speech can be stopped, said again, made faster and slower", {}, elsewhere, speech_tests },
        { vvsg, "7.2-H", "a touch by mistake does nothing", {}, elsewhere, "tests of kiosk/glass/ui (touch)" },
        { vvsg, "7.2-I", "targets of at least 12.7 mm, 2.54 mm apart", { { M::target_side }, { M::easy_side }, { M::decisive_side }, { M::key_side }, { M::target_gap }, { M::key_gap } } },
        { vvsg, "7.2-K", "keys can be pressed without strength", {}, na, hardware },
        { vvsg, "7.2-M", "a held key does not repeat", {}, elsewhere, "tests of kiosk/glass/platform" },
        { vvsg, "7.2-N", "an answer at once, a sign of progress within a second", {}, elsewhere, "deploy/bench glass/press; journeys" },
        { vvsg, "7.2-O", "a warning after 2 to 5 min, 20 to 45 s to answer it", { { M::idle_warning }, { M::idle_answer, 20.0 } } },
        { vvsg, "7.2-P", "room for a wheelchair", {}, na, hardware },
        { vvsg, "7.2-R", "what a target is for stands on it", { { M::unnamed }, { M::lone_icons } } },
    };
}

std::vector<Clause> web()
{
    return {
        { wcag, "1.1.1", "what is not text has words", { { M::lone_icons }, { M::unsaid } } },
        { wcag, "1.3.2", "the order carries the meaning", { { M::out_of_order } } },
        { wcag, "1.4.1", "nothing is told by colour alone", { { M::untold_state } } },
        { wcag, "1.4.3", "contrast of text 4.5:1", { { M::tokens, 4.5 }, { M::pixels, 4.5 }, { M::tokens_high, 4.5 }, { M::pixels_high, 4.5 }, { M::tokens_low }, { M::pixels_low } } },
        { wcag, "1.4.4", "text can be enlarged to 200 % without loss", { { M::letters_largest, 9.6 }, { M::clipped }, { M::overlapping }, { M::never_seen } } },
        { wcag, "1.4.6", "contrast of text 7:1, but in the theme of low contrast, which a person chooses", { { M::tokens, 7.0 }, { M::pixels, 7.0 }, { M::tokens_high, 7.0 }, { M::pixels_high, 7.0 } } },
        { wcag, "1.4.8", "lines of at most 80 letters", { { M::line_length } } },
        { wcag, "1.4.10", "no going sideways", { { M::off_panel }, { M::never_seen } } },
        { wcag, "1.4.11", "contrast of pictures and edges 3:1", { { M::icons, 3.0 }, { M::edges } } },
        { wcag, "1.4.12", "text that takes more room is not lost: the stretched language", { { M::clipped }, { M::overlapping } } },
        { wcag, "2.1.1", "all can be done by keys", { { M::keys_unreached }, { M::switches_unreached } } },
        { wcag, "2.1.2", "the focus can leave where it came to", { { M::keys_unreached }, { M::switches_unreached } } },
        { wcag, "2.2.1", "20 s to ask for more time, as often as wanted", { { M::idle_answer, 20.0 } } },
        { wcag, "2.3.1", "nothing flashes more than three times a second", {}, elsewhere, "nothing on the glass flashes: tests of kiosk/glass/ui (Motion)" },
        { wcag, "2.4.3", "the focus goes in the order of meaning", { { M::out_of_order }, { M::off_mirror } } },
        { wcag, "2.4.6", "headings and labels say what they are for", { { M::unnamed } } },
        { wcag, "2.4.7", "the focus can be seen", { { M::focus_hidden } } },
        { wcag, "2.4.11", "what has the focus is not hidden", { { M::focus_hidden }, { M::overlapping } } },
        { wcag, "2.4.13", "the focus is drawn at least 2 CSS pixels wide, 3:1 to what it covers", { { M::focus_ring, css_2_mm }, { M::focus_hidden } } },
        { wcag, "2.5.2", "a press counts when it ends, and can be taken back before", {}, elsewhere, "tests of kiosk/glass/ui (U1)" },
        { wcag, "2.5.3", "the name that is said holds the words that are shown", { { M::unnamed } } },
        { wcag, "2.5.5", "targets of at least 44 CSS pixels", { { M::target_side, css_44_mm }, { M::easy_side, css_44_mm }, { M::decisive_side, css_44_mm }, { M::key_side, css_44_mm } } },
        { wcag, "2.5.7", "nothing needs dragging", { { M::never_seen } } },
        { wcag, "2.5.8", "targets of at least 24 CSS pixels", { { M::target_side, css_24_mm }, { M::easy_side, css_24_mm }, { M::decisive_side, css_24_mm }, { M::key_side, css_24_mm } } },
        { wcag, "3.1.2", "what is in another language is said in it", { { M::unsaid } } },
        { wcag, "3.2.3", "what is on every page is in the same place in the same order", { { M::missing_tools }, { M::out_of_order } } },
        { wcag, "3.2.6", "help is in the same place on every page", { { M::missing_tools } } },
        { wcag, "3.3.1", "what is wrong with an entry is told in words", {}, elsewhere, "tests of kiosk/glass/ui (complaint)" },
        { wcag, "3.3.4", "what is sent can be looked at and changed before", {}, elsewhere, "tests of kiosk/service/visit (V2)" },
        { wcag, "3.3.8", "nothing has to be remembered to be let in", {}, elsewhere, "a card is enough: tests of kiosk/service/visit" },
        { wcag, "4.1.2", "each thing has a name, a role and its state", { { M::unnamed }, { M::unsaid } } },
    };
}

std::vector<Clause> american_offices()
{
    return {
        { us, "402.1", "operable without a person's own assistive technology", { { M::keys_unreached }, { M::unsaid } } },
        { us, "402.2", "what is shown and done can be heard", { { M::unsaid } } },
        { us, "402.2.1", "all that is shown on the screen is said", { { M::unsaid }, { M::unexplained } } },
        { us, "402.2.2", "what is on the receipt can be heard", {}, elsewhere, "tests of kiosk/glass/narration" },
        { us, "402.2.3", "speech by an ear-piece or a loudspeaker, together with what is shown", {}, elsewhere, speech_tests },
        { us, "402.2.4", "speech can be stopped and said again", {}, elsewhere, speech_tests },
        { us, "402.2.5", "how to start speech stands there in braille", {}, na, hardware },
        { us, "402.3", "volume can be set and falls back", {}, elsewhere, speech_tests },
        { us, "402.4", "letters without serifs of at least 4.8 mm, in contrast to what is behind them", { { M::letters }, { M::tokens }, { M::pixels } } },
        { us, "402.5", "letters of signs with changing messages", {}, na, "a kiosk is no such sign" },
        { us, "403.1", "never a biometric alone", {}, na, "none is used" },
        { us, "405.1", "as much privacy for who listens as for who looks", {}, elsewhere, "tests of kiosk/glass/speech (curtain, ear-piece)" },
        { us, "407.2", "keys and targets in contrast to what is behind them", { { M::edges }, { M::icons, 3.0 } } },
        { us, "407.3.1", "keys can be told apart by touch", {}, na, hardware },
        { us, "407.3.3", "numeric keys in the order of a telephone or a computer", {}, elsewhere, "tests of kiosk/glass/ui (keypad)" },
        { us, "407.4", "key repeat waits at least 2 s or is off", {}, elsewhere, "a held key does not repeat: tests of kiosk/glass/platform" },
        { us, "407.5", "before time runs out a warning is seen and heard, and more can be asked for", { { M::idle_warning }, { M::idle_answer, 20.0 } } },
        { us, "407.6", "operable with one hand, without a tight grip", {}, na, hardware },
        { us, "407.8.3.1", "forward reach: at most 1220 mm and at least 380 mm above the floor", { { M::reach_high }, { M::reach_low } } },
        { us, "408.2", "what is shown can be seen from 1015 mm above the floor", {}, na, "how the panel is set up is the city's" },
        { us, "408.3", "nothing flashes more than three times a second", {}, elsewhere, "nothing on the glass flashes: tests of kiosk/glass/ui (Motion)" },
        { us, "410.1", "nothing is told by colour alone", { { M::untold_state } } },
        { us, "411.1", "nothing is told by sound alone", {}, elsewhere, "the idle warning is seen and heard: tests of kiosk/app/stage" },
    };
}

/// The notice names its items in words; they are not numbered here, because its 2025 edition was not at hand.
std::vector<Clause> korean()
{
    return {
        { kr, "letters", "letters of at least 12 mm can be had (7.25 mm on panels up to 28 cm)", { { M::letters_largest, 12.0 } } },
        { kr, "enlargement", "text can be enlarged to 200 %, and everything with it", { { M::letters_largest, 9.6 }, { M::clipped }, { M::never_seen } } },
        { kr, "contrast", "contrast of text at least 4.5:1", { { M::tokens, 4.5 }, { M::pixels, 4.5 }, { M::tokens_high, 4.5 }, { M::pixels_high, 4.5 }, { M::tokens_low }, { M::pixels_low } } },
        { kr, "colour", "nothing is told by colour alone", { { M::untold_state } } },
        { kr, "targets", "targets that older hands can hit, apart from one another", { { M::target_side }, { M::target_gap }, { M::easy_side } } },
        { kr, "reach", "operated between 380 and 1220 mm above the floor, from a wheelchair too", { { M::reach_high }, { M::reach_low }, { M::low_in_upper } } },
        { kr, "keypad", "all can be done by a tactile keypad", { { M::keys_unreached }, { M::focus_hidden } } },
        { kr, "voice guidance", "all that is shown is said, each page and each thing on it", { { M::unsaid }, { M::unexplained } } },
        { kr, "ear-phone socket", "an ear-phone can be plugged in", {}, na, hardware },
        { kr, "time", "time can be extended before it ends", { { M::idle_answer, 20.0 } } },
        { kr, "plain words", "an easy mode with few choices on a screen", { { M::easy_choices } } },
        { kr, "assistance", "help can be called on every screen", { { M::missing_tools } } },
        { kr, "errors", "an entry can be checked and mended", {}, elsewhere, "tests of kiosk/service/visit (review, change)" },
    };
}

}

std::span<Clause const> clauses()
{
    static std::vector<Clause> const all = [] {
        std::vector<Clause> list;
        for (auto const& part : { european(), american_votes(), web(), american_offices(), korean() })
            list.insert(list.end(), part.begin(), part.end());
        return list;
    }();
    return all;
}

}
