#pragma once
/// Sound out: one device of the machine at a time, or none.
///
/// Most visits hear nothing, so nothing of SDL's audio is started before the first play(), and all of it ends with
/// rest(). A device may be missing, slow to open, or go away while it plays: play() never waits for it, and says in the
/// news what became of the sound.
///
///            play, another outlet or rate                the device is open
///     none ------------------------------> opening ------------------------> open
///      ^                                      | no device: news                | the device went away: news
///      +--------------------------------------+--------------------------------+-- rest
///
/// Promises; each is held by the tests that carry its number as a tag:
///   S1  stop() is heard within one buffer of the device (23 ms) and leaves no sample behind.
///   S2  Each play() has one piece of news or, if it was stopped or replaced, none.
///   S3  A device that is missing, goes away or comes back breaks nothing; the next play() looks for it anew.
///
/// Threads: all functions from one thread; `wake` is called from threads of its own. Devices are opened and closed on
/// the thread "sound". It must end before the Glass does, which ends SDL.
///
/// Source: SDL 2.26, SDL_audio.h.

#include "kiosk/base/core/mailbox.h"
#include "kiosk/base/core/sound.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace kiosk::platform {

class SoundOut final : public SoundPlayer {
public:
    struct Settings {
        /// SDL's names of the devices; empty for the machine's own choice. Where plugging in the ear-piece switches
        /// the loudspeaker off by itself, both stay empty.
        std::string earpiece;
        std::string loudspeaker;
    };

    /// `wake` is called whenever there may be news: for a reader that sleeps in Glass::wait().
    explicit SoundOut(Settings settings, std::function<void()> wake = {});
    /// Waits for a device that is just being opened or closed.
    ~SoundOut() override;
    SoundOut(SoundOut const&) = delete;
    SoundOut& operator=(SoundOut const&) = delete;

    std::uint64_t play(Sound sound, Outlet outlet) override;
    void stop() override;
    void set_volume(Volume volume) override;
    void rest() override;
    [[nodiscard]] std::optional<SoundNews> take() override;

private:
    class Device;
    void work(std::function<void()> task);

    std::unique_ptr<Device> m_device;
    /// From the first play() on.
    std::optional<Worker> m_worker;
    std::uint64_t m_ticket = 0;
    std::uint64_t m_expected = 0; ///< the ticket whose news counts; 0 for none
};

}
