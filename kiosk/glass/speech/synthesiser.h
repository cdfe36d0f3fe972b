#pragma once
/// One sentence as sound, by running the program espeak-ng.
///
/// A program of its own, because it is another's under the GPL, and because what hangs or crashes in it must not touch
/// the glass. The text goes in by standard input, so that no list of processes shows it; the sound comes out by standard
/// output. The program gets no environment but a path, a locale and a sound server that is none (it would look for one), no
/// core dump, and at most 10 s of CPU.
///
/// Promises; each is held by the tests that carry its number as a tag:
///   Y1  speak() ends by its deadline, and within a moment after interrupt(), whatever the program does; its children end too.
///   Y2  What is no sound is an error, never a noise.
///   Y3  Neither text nor sound is left behind in memory.

#include "kiosk/base/core/descriptor.h"
#include "kiosk/base/core/ids.h"
#include "kiosk/base/core/result.h"
#include "kiosk/base/core/sound.h"
#include "kiosk/base/core/time.h"
#include "kiosk/glass/speech/rate.h"
#include "kiosk/glass/speech/voice.h"

#include <optional>
#include <string>
#include <string_view>

namespace kiosk::speech {

/// A cord to pull from another thread: the speak() that holds it lets go of everything.
///
/// Threads: any.
class Interruption {
public:
    Interruption();
    void interrupt() const;
    /// Readable once interrupt() was called.
    [[nodiscard]] int descriptor() const { return m_event.number(); }

private:
    Descriptor m_event;
};

/// Threads: immutable; speak() may be called from any, and blocks its own.
class Synthesiser {
public:
    struct Settings {
        /// A path, or a name that is looked for in PATH.
        std::string program = "espeak-ng";
    };

    /// `clock` must outlive it.
    Synthesiser(Settings settings, Clock const& clock) : m_settings(std::move(settings)), m_clock(clock) { }

    /// Nothing if it was interrupted. No sound at all for a sentence without letters.
    /// `absent` if there is no such program; `exhausted` if the deadline passed, or more than five minutes of sound came;
    /// `refused` if the program failed; `malformed` if what it wrote is no sound. No story holds the text.
    [[nodiscard]] Result<std::optional<Sound>> speak(Language language, std::string_view sentence, Rate rate, Deadline deadline, Interruption const& interruption) const;

private:
    [[nodiscard]] Result<std::optional<Sound>> speak_part(Part const& part, Rate rate, Deadline deadline, Interruption const& interruption) const;

    Settings m_settings;
    Clock const& m_clock;
};

}
