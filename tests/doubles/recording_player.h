#pragma once
/// A sound player that plays nothing, and remembers what it was given.

#include "kiosk/base/core/sound.h"

#include <deque>
#include <string>
#include <utility>
#include <vector>

namespace doubles {

class RecordingPlayer final : public kiosk::SoundPlayer {
public:
    struct Played {
        kiosk::Sound sound;
        kiosk::Outlet outlet;
        kiosk::Volume volume;
    };

    std::uint64_t play(kiosk::Sound sound, kiosk::Outlet outlet) override
    {
        m_playing = ++m_ticket;
        m_played.push_back({ std::move(sound), outlet, m_volume });
        return m_ticket;
    }
    void stop() override
    {
        m_playing = 0;
        ++m_stops;
    }
    void set_volume(kiosk::Volume volume) override { m_volume = volume; }
    void rest() override
    {
        m_playing = 0;
        m_rests += 1;
    }
    [[nodiscard]] std::optional<kiosk::SoundNews> take() override
    {
        if (m_news.empty())
            return std::nullopt;
        auto news = std::move(m_news.front());
        m_news.pop_front();
        return news;
    }

    /// The sound that plays comes to its end.
    void end() { m_news.push_back({ std::exchange(m_playing, 0), kiosk::SoundNews::What::ended, {} }); }
    /// The device is pulled out.
    void go_away(std::string story) { m_news.push_back({ std::exchange(m_playing, 0), kiosk::SoundNews::What::unheard, std::move(story) }); }

    [[nodiscard]] bool playing() const { return m_playing != 0; }
    [[nodiscard]] std::vector<Played> const& played() const { return m_played; }
    void forget_played() { m_played.clear(); }
    [[nodiscard]] int stops() const { return m_stops; }
    [[nodiscard]] int rests() const { return m_rests; }
    [[nodiscard]] kiosk::Volume volume() const { return m_volume; }

private:
    std::vector<Played> m_played;
    std::deque<kiosk::SoundNews> m_news;
    kiosk::Volume m_volume;
    std::uint64_t m_ticket = 0;
    std::uint64_t m_playing = 0;
    int m_stops = 0;
    int m_rests = 0;
};

}
