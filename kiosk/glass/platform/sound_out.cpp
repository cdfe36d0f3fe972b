#include "kiosk/glass/platform/sound_out.h"

#include <SDL.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <condition_variable>
#include <span>
#include <utility>

namespace kiosk::platform {

namespace {

/// How many samples the device takes at once: 23 ms at 22,050 a second. Powers of two alone work everywhere.
constexpr std::uint16_t samples_at_once = 512;

/// How many buffers of silence overwrite what SDL and the device hold of the last sound: 186 ms.
constexpr int silences_to_forget = 8;

}

/// What three threads share: the one that plays, "sound", which opens and closes, and SDL's own, which fetches samples.
class SoundOut::Device {
public:
    explicit Device(Settings settings, std::function<void()> wake) : m_settings(std::move(settings)), m_news(std::move(wake)) { }

    void play(Sound sound, Outlet outlet, std::uint64_t ticket)
    {
        std::lock_guard const guard(m_mutex);
        m_playing = Playing { std::move(sound), outlet, ticket, 0 };
    }

    void stop()
    {
        std::lock_guard const guard(m_mutex);
        m_playing.reset();
    }

    void set_volume(Volume volume)
    {
        std::lock_guard const guard(m_mutex);
        m_gain = volume.gain();
    }

    [[nodiscard]] std::optional<SoundNews> take() { return m_news.take(); }

    /// On the thread "sound": a device that fits what is to be played is open, or there is news that there is none.
    void open()
    {
        std::unique_lock lock(m_mutex);
        if (!m_playing)
            return;
        Fit const wanted { m_playing->outlet, m_playing->sound.rate };
        auto const ticket = m_playing->ticket;
        m_looked_for = ticket;
        if (m_fit == wanted && SDL_GetAudioDeviceStatus(m_id) != SDL_AUDIO_STOPPED)
            return;
        lock.unlock();
        close();
        if (auto story = open(wanted); !story.empty()) {
            close();
            tell({ ticket, SoundNews::What::unheard, std::move(story) });
        }
    }

    /// On the thread "sound".
    void close()
    {
        {
            std::unique_lock lock(m_mutex);
            // A device that went away may fetch nothing any more, hence the limit.
            if (m_fit && m_id != 0)
                (void)m_fetched.wait_for(lock, std::chrono::milliseconds(500), [&] { return m_silences >= silences_to_forget; });
            m_fit.reset();
        }
        if (m_id != 0)
            SDL_CloseAudioDevice(std::exchange(m_id, 0));
        if (std::exchange(m_started, false))
            SDL_AudioQuit();
        SDL_TLSCleanup(); // SDL did not make this thread, so it would keep its last error for ever
    }

private:
    struct Playing {
        Sound sound;
        Outlet outlet;
        std::uint64_t ticket;
        std::size_t at;
    };
    /// What a device was opened for.
    struct Fit {
        Outlet outlet;
        int rate;
        bool operator==(Fit const&) const = default;
    };

    /// The story of why not, or nothing.
    [[nodiscard]] std::string open(Fit const& wanted)
    {
        auto const& name = wanted.outlet == Outlet::earpiece ? m_settings.earpiece : m_settings.loudspeaker;
        // Not SDL_InitSubSystem, whose counts belong to the glass thread; SDL_AudioInit touches nothing but audio.
        if (SDL_AudioInit(nullptr) != 0)
            return fmt::format("no sound: {}", SDL_GetError());
        m_started = true;
        SDL_AudioSpec spec {};
        spec.freq = wanted.rate;
        spec.format = AUDIO_S16SYS;
        spec.channels = 1;
        spec.samples = samples_at_once;
        spec.callback = [](void* self, std::uint8_t* bytes, int count) {
            static_cast<Device*>(self)->fetch({ reinterpret_cast<std::int16_t*>(bytes), static_cast<std::size_t>(count) / sizeof(std::int16_t) });
        };
        spec.userdata = this;
        m_id = SDL_OpenAudioDevice(name.empty() ? nullptr : name.c_str(), 0, &spec, nullptr, 0);
        if (m_id == 0)
            return fmt::format("no sound device{}{}: {}", name.empty() ? "" : " ", name, SDL_GetError());
        {
            std::lock_guard const guard(m_mutex);
            m_fit = wanted;
            m_silences = silences_to_forget; // it holds nothing yet
        }
        SDL_PauseAudioDevice(m_id, 0);
        return {};
    }

    void tell(SoundNews news)
    {
        {
            std::lock_guard const guard(m_mutex);
            if (!m_playing || m_playing->ticket != news.ticket)
                return;
            m_playing.reset();
        }
        m_news.post(std::move(news));
    }

    /// On SDL's thread: the next samples of what plays, or silence.
    void fetch(std::span<std::int16_t> out)
    {
        std::optional<SoundNews> news;
        {
            std::lock_guard const guard(m_mutex);
            auto const filled = m_playing && m_fit == Fit { m_playing->outlet, m_playing->sound.rate } ? fill(out, news) : 0;
            std::ranges::fill(out.subspan(filled), std::int16_t { 0 });
            m_silences = filled > 0 ? 0 : std::min(m_silences + 1, silences_to_forget);
        }
        m_fetched.notify_one();
        if (news)
            m_news.post(*std::move(news));
    }

    [[nodiscard]] std::size_t fill(std::span<std::int16_t> out, std::optional<SoundNews>& news)
    {
        auto& samples = m_playing->sound.samples;
        if (SDL_GetAudioDeviceStatus(m_id) == SDL_AUDIO_STOPPED) {
            m_fit.reset(); // SDL goes on fetching for a device that is gone
            if (m_looked_for != m_playing->ticket)
                return 0; // open() is on its way
            news = { m_playing->ticket, SoundNews::What::unheard, "the sound device went away" };
        } else if (m_playing->at == samples.size()) {
            // Told one buffer late: only now has the device taken the last one.
            news = { m_playing->ticket, SoundNews::What::ended, {} };
        } else {
            auto const count = std::min(out.size(), samples.size() - m_playing->at);
            if (m_playing->at == 0)
                m_heard_gain = m_gain;
            auto const change = (m_gain - m_heard_gain) / static_cast<float>(count); // a jump would click
            for (std::size_t i = 0; i < count; ++i) {
                m_heard_gain += change;
                out[i] = static_cast<std::int16_t>(std::lround(static_cast<float>(samples[m_playing->at + i]) * std::clamp(m_heard_gain, 0.0F, 1.0F)));
            }
            m_heard_gain = m_gain;
            m_playing->at += count;
            return count;
        }
        m_playing.reset();
        return 0;
    }

    Settings const m_settings;
    Mailbox<SoundNews> m_news;

    std::mutex m_mutex;
    std::condition_variable m_fetched;
    std::optional<Playing> m_playing;
    std::optional<Fit> m_fit; ///< of the open device
    std::uint64_t m_looked_for = 0; ///< the last ticket for which open() looked for a device
    float m_gain = Volume().gain();
    float m_heard_gain = Volume().gain(); ///< of the last sample that was fetched
    int m_silences = 0;                   ///< buffers since the last sample, counted up to `silences_to_forget`

    // Written on the thread "sound" alone, and read by fetch() only while there is a fit.
    SDL_AudioDeviceID m_id = 0;
    bool m_started = false;
};

SoundOut::SoundOut(Settings settings, std::function<void()> wake) : m_device(std::make_unique<Device>(std::move(settings), std::move(wake))) { }

SoundOut::~SoundOut()
{
    rest();
    m_worker.reset(); // waits for the device to be closed
}

void SoundOut::work(std::function<void()> task)
{
    if (!m_worker)
        m_worker.emplace("sound");
    m_worker->post(std::move(task));
}

std::uint64_t SoundOut::play(Sound sound, Outlet outlet)
{
    verify(sound.rate > 0, "a sound has a rate");
    m_expected = ++m_ticket;
    m_device->play(std::move(sound), outlet, m_ticket);
    work([device = m_device.get()] { device->open(); });
    return m_ticket;
}

void SoundOut::stop()
{
    m_expected = 0;
    m_device->stop();
}

void SoundOut::set_volume(Volume volume) { m_device->set_volume(volume); }

void SoundOut::rest()
{
    stop();
    if (m_worker)
        work([device = m_device.get()] { device->close(); });
}

std::optional<SoundNews> SoundOut::take()
{
    // News may cross with a stop() or another play().
    while (auto news = m_device->take()) {
        if (news->ticket == m_expected)
            return news;
    }
    return std::nullopt;
}

}
