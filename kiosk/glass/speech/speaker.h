#pragma once
/// Says sentences one after the other, and falls silent at once.
///
///          say, say_next            made                 the one before ended
///     none ------------> making ----------> ready ---------------------------> playing --+
///      ^                   | unsaid                                                      | ended, unheard
///      +-------------------+-------------------------------------------------------------+
///
/// While a sentence plays the next one is made. Sentences are made on the thread "speech", by the program espeak-ng.
///
/// Promises; each is held by the tests that carry its number as a tag:
///   K1  stop() and say() silence what is being said at once, and nothing of it is heard later.
///   K2  A synthesiser that is missing, hangs, crashes or writes rubbish costs the sentence, is told, and breaks nothing.
///   K3  What is a citizen's own is said to the ear-piece alone; on the loudspeaker a sentence of ours stands for it, and
///       when the ear-piece is pulled out it stops at once.
///   K4  After forget() no sentence and no sound is left in memory, and rate and volume are what they were at first.
///
/// Threads: all functions from one thread, the glass; none of them blocks. `wake` is called from others.

#include "kiosk/base/core/ids.h"
#include "kiosk/base/core/mailbox.h"
#include "kiosk/base/core/secret.h"
#include "kiosk/base/core/sound.h"
#include "kiosk/glass/speech/rate.h"
#include "kiosk/glass/speech/synthesiser.h"

#include <array>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace kiosk::speech {

/// `personal`: what the citizen typed, is called, or has to pay.
enum class Privacy { open, personal };

/// One breath: as short as it can be, because the first one is heard when it is whole.
struct Sentence {
    Language language = Language::english;
    SecretText text;
    Privacy privacy = Privacy::open;
    bool operator==(Sentence const&) const = default;
};

/// What is said of one thing, and repeated together.
using Utterance = std::vector<Sentence>;

/// What became of an utterance; the caller writes it into the log.
struct Report {
    enum class What {
        ended,   ///< all was said; there is nothing more to say
        unsaid,  ///< a sentence could not be made, and was left out
        unheard, ///< there is no sound device; what was waiting is dropped
    };
    What what = What::ended;
    /// Of unsaid and unheard; no story holds a sentence.
    std::optional<Error> error;
};

class Speaker {
public:
    struct Settings {
        Synthesiser::Settings synthesiser;
        /// How long one sentence may take to make; 8 ms are usual.
        Duration patience = std::chrono::seconds(2);
        /// What is said on the loudspeaker in place of something personal, by language (`all_languages`); nothing if empty.
        std::array<std::string, all_languages.size()> refusals;
    };

    /// `player` and `clock` must outlive it. `wake` is called when attend() has something to do; the player's own wake
    /// must lead there, too.
    Speaker(Settings settings, SoundPlayer& player, Clock const& clock, std::function<void()> wake = {});
    ~Speaker();
    Speaker(Speaker const&) = delete;
    Speaker& operator=(Speaker const&) = delete;

    /// Instead of all that is being said and waiting.
    void say(Utterance utterance);
    /// When all of that is said.
    void say_next(Utterance utterance);
    /// The last utterance once more, from its beginning, instead of all that is being said. Nothing before the first one.
    void repeat();
    /// Silence at once; what was waiting is dropped. Can still be repeated.
    void stop();

    /// These are heard at once: the sentence that is being said begins anew, the volume changes within it.
    void set_rate(Rate rate);
    void set_volume(Volume volume);
    void set_outlet(Outlet outlet);
    [[nodiscard]] Rate rate() const { return m_rate; }
    [[nodiscard]] Volume volume() const { return m_volume; }
    [[nodiscard]] Outlet outlet() const { return m_outlet; }

    /// The end of a visit: as stop(), nothing can be repeated, rate and volume as at first, the device let go of. The
    /// outlet stays: the ear-piece may still be plugged in.
    void forget();

    /// Whether something is being said or made.
    [[nodiscard]] bool speaking() const { return m_making || m_ready || m_playing || !m_waiting.empty(); }

    /// Goes on with what has happened meanwhile, and returns the oldest report, or nothing. Call it after each wake
    /// until it returns nothing. A fault is reported when it comes, not again while it lasts.
    [[nodiscard]] std::optional<Report> attend();

private:
    struct Made {
        std::uint64_t number;
        Result<std::optional<Sound>> sound;
    };
    struct Making {
        std::uint64_t number;
        Sentence sentence;
        /// Shared with the task on the other thread, of which both may be the last to let go.
        std::shared_ptr<Interruption> interruption;
    };
    struct Ready {
        Sentence sentence;
        Sound sound;
    };
    struct Playing {
        Sentence sentence;
        std::uint64_t ticket;
    };

    void go_on();
    void make(Sentence sentence);
    void settle(Made made);
    void hear(SoundNews news);
    void begin_anew();
    void drop();
    void report(Report::What what, Error error);
    [[nodiscard]] std::optional<SecretText> words_of(Sentence const& sentence) const;

    Settings const m_settings;
    Synthesiser const m_synthesiser;
    SoundPlayer& m_player;
    Clock const& m_clock;

    Rate m_rate;
    Volume m_volume;
    Outlet m_outlet = Outlet::loudspeaker;

    Utterance m_last;
    std::deque<Sentence> m_waiting;
    std::optional<Making> m_making;
    std::optional<Ready> m_ready;
    std::optional<Playing> m_playing;
    std::uint64_t m_number = 0;
    bool m_spoke = false; ///< since the last report of an end

    std::deque<Report> m_reports;
    std::optional<Report::What> m_fault; ///< reported, and nothing was heard since

    Mailbox<Made> m_made;
    /// From the first sentence on. Ends before the mailbox.
    std::optional<Worker> m_worker;
};

}
