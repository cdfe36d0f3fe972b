#pragma once
/// What is said when: the ear's counterpart of the presenter.
///
///     the ear-piece is plugged in, or `sound`  -->  begin()
///     a frame was drawn                        -->  look(): the page, the focus, a key, an error, the idle warning
///     left, right, the panel's buttons         -->  replay(), faster(), …
///     the visit has ended                      -->  forget()
///
/// Everything is read off the nodes of the page that is shown, so what is heard cannot differ from what is seen.
///
///     a page opens       its title, where one is, what stands on it, how many things can be used, how to go on
///     the focus moves    the thing's name, role, value, state and hint
///     a field changes    the letter that came; of what is masked, and on the loudspeaker, only that one came or went
///     an error appears   at once, instead of what is being said
///     a panel closes     the title of the page beneath, not all of it again
///
/// Promises; each is held by the tests that carry its number as a tag:
///   G1  Whatever appears on the glass while speech is on is said, and a text that only counts down is not said again.
///   G2  No masked letter is said. On the loudspeaker none is said that a citizen typed, nor the keys it is typed with, where what
///       is typed is the citizen's alone.
///   G3  A program or a sound device that is missing costs the sound and nothing else: what would be heard is the same.
///   G4  After forget() no word of a visit is left, and rate and volume are as at first.
///   G5  While speech is off nothing is loaded and nothing said; the idle warning alone has a short sound.
///
/// Threads: the glass thread; nothing here waits for a sound.

#include "kiosk/base/core/sound.h"
#include "kiosk/base/core/time.h"
#include "kiosk/glass/guide/look.h"
#include "kiosk/glass/language/messages.h"
#include "kiosk/glass/language/spoken_messages.h"
#include "kiosk/glass/narration/narration.h"
#include "kiosk/glass/speech/speaker.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>

namespace kiosk::guide {

/// A sentence as it goes to the voice, or a sound that is no speech.
struct Heard {
    enum class What { sentence, chime };
    What what = What::sentence;
    Language language = Language::english;
    std::string_view text; ///< gone after the call
};

class Guide {
public:
    /// References must outlive it.
    struct Parts {
        SoundPlayer& player;
        /// The machine's, which nobody moves: a program has its seconds.
        Clock const& clock;
        language::Messages const& messages;
        std::filesystem::path assets;
        speech::Synthesiser::Settings synthesiser {};
        /// Called when attend() has something to do; the player's own wake must lead there, too.
        std::function<void()> wake {};
        /// Is told all that is said, in the order in which it is said, whether or not a device makes it heard. Only for who plays
        /// a visit without a person; may be empty.
        std::function<void(Heard const&)> heard {};
    };
    explicit Guide(Parts parts);
    ~Guide();
    Guide(Guide const&) = delete;
    Guide& operator=(Guide const&) = delete;

    /// Speech is on from now: the next look says so, and tells the page.
    void begin();
    /// Silence at once, and from now on.
    void end();
    /// The same, with a last word.
    void take_leave(Language language);
    [[nodiscard]] bool guiding() const { return m_on; }
    /// Whether a word is being said or made.
    [[nodiscard]] bool speaking() const;
    /// What the presenter needs while speech is on; null while it is off.
    [[nodiscard]] language::SpokenMessages const* spoken() const;

    /// Says what is new. Call it after each frame.
    void look(Sight const& sight);

    /// Silence at once; what was being said can be replayed.
    void hush();
    /// The last that was said of a page, of a panel, or of something on it.
    void replay();
    /// The last that was said of the page beneath a panel.
    void replay_page();
    void faster(Language language);
    void slower(Language language);
    void louder(Language language);
    void softer(Language language);
    [[nodiscard]] speech::Rate rate() const;
    [[nodiscard]] Volume volume() const;
    void tell_curtain_drawn(Language language);
    void tell_curtain_open(Language language);
    void read_receipt(Language language, std::span<narration::ReceiptLine const> lines);

    /// Who hears it. Out of the ear-piece nothing goes on aloud: what was being said stops.
    void set_outlet(Outlet outlet);

    /// The visit has ended.
    void forget();

    /// What became of the speech, for the log; call it after each wake until it returns nothing.
    [[nodiscard]] std::optional<speech::Report> attend();

private:
    /// All that speech needs, loaded when it is first wanted: most visits never hear a word.
    struct Booth;

    [[nodiscard]] Booth& booth();
    void say(speech::Utterance utterance);
    /// As say(), and replay() says it.
    void tell(speech::Utterance utterance);
    [[nodiscard]] speech::Utterance page(Sight const& sight, Look const& look) const;
    [[nodiscard]] speech::Utterance news(Sight const& sight, Look const& look) const;
    [[nodiscard]] speech::Utterance told_of(Sight const& sight, ui::Node const& node, narration::Detail detail) const;
    [[nodiscard]] speech::Utterance new_texts(Sight const& sight, Look const& look, Look const* other) const;
    [[nodiscard]] speech::Utterance typed(Sight const& sight, Look const& look) const;

    Parts m_parts;
    bool m_on = false;
    bool m_greeted = false; ///< it was said that speech is on
    bool m_warned = false;  ///< the idle warning stands
    Outlet m_outlet = Outlet::loudspeaker;
    std::unique_ptr<Booth> m_booth;
    std::optional<Look> m_last;      ///< empty when the next look tells the page
    std::optional<Look> m_beneath;   ///< the page under what lies over it
    Layer m_layer = Layer::page;
    speech::Utterance m_told;
    speech::Utterance m_told_of_page;
};

}
