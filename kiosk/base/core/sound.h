#pragma once
/// Sound in memory, and the door through which it is heard.

#include "kiosk/base/core/secret.h"
#include "kiosk/base/core/time.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kiosk {

/// A spoken value is a citizen's, so the memory of samples is overwritten whenever it is given back.
using Samples = SecretVector<std::int16_t>;

/// One channel of sound.
struct Sound {
    /// Samples a second.
    int rate = 22050;
    Samples samples;

    [[nodiscard]] bool empty() const { return samples.empty(); }
    [[nodiscard]] Duration length() const;
    bool operator==(Sound const&) const = default;
};

/// Who hears it: the citizen alone, or everybody around.
enum class Outlet { earpiece, loudspeaker };

/// How loud: eight levels, 6 dB apart. A level is relative to what the technician set at the machine's mixer.
///
/// Source: VVSG 2.0 7.1-K (steps of at most 10 dB, back to a default after each voter); EN 301 549 5.1.3.
class Volume {
public:
    static constexpr int levels = 8;
    static constexpr int decibels_a_level = 6;

    constexpr Volume() = default;
    [[nodiscard]] static constexpr Volume loudest() { return Volume(levels); }
    [[nodiscard]] static constexpr Volume softest() { return Volume(1); }

    /// 1 is softest, `levels` is loudest.
    [[nodiscard]] constexpr int level() const { return m_level; }
    /// The loudest and the softest stay what they are.
    [[nodiscard]] constexpr Volume louder() const { return Volume(std::min(m_level + 1, levels)); }
    [[nodiscard]] constexpr Volume softer() const { return Volume(std::max(m_level - 1, 1)); }
    /// 0 for the loudest, below it for the others.
    [[nodiscard]] constexpr int decibels() const { return (m_level - levels) * decibels_a_level; }
    /// What samples are multiplied with, 0 to 1.
    [[nodiscard]] float gain() const;
    constexpr bool operator==(Volume const&) const = default;

private:
    explicit constexpr Volume(int level) : m_level(level) { }
    int m_level = 5;
};

/// What became of a sound that was played.
struct SoundNews {
    enum class What {
        ended,   ///< to its last sample, as far as the machine can tell
        unheard, ///< there is no device, or it went away meanwhile; the next play() looks again
    };
    std::uint64_t ticket = 0; ///< what play() returned
    What what = What::ended;
    std::string story; ///< for the technician; empty when ended
};

/// Where sounds go. Nothing here ever waits for a device.
///
/// Threads: all functions from one thread.
class SoundPlayer {
public:
    virtual ~SoundPlayer() = default;

    /// Plays `sound` instead of what plays now, of which there is no news any more. The sound is wiped when it has ended.
    /// The result names it in its news, and never comes twice.
    virtual std::uint64_t play(Sound sound, Outlet outlet) = 0;
    /// Silence at once: what was left of the sound is wiped, and there is no news of it.
    virtual void stop() = 0;
    /// Also of what plays now.
    virtual void set_volume(Volume volume) = 0;
    /// As stop(), and the device is let go of until the next play().
    virtual void rest() = 0;
    /// The oldest news, or nothing.
    [[nodiscard]] virtual std::optional<SoundNews> take() = 0;
};

}
