#include "kiosk/glass/platform/sound_out.h"

#include "kiosk/base/core/file.h"
#include "tests/doubles/folder.h"
#include "tests/doubles/memory.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <thread>

using namespace kiosk;
using namespace kiosk::platform;
using namespace std::chrono_literals;

namespace {

/// SDL's own device that writes what it would play into a file, a buffer a millisecond.
class DiskDevice {
public:
    DiskDevice() : DiskDevice("heard") { }
    explicit DiskDevice(std::filesystem::path const& name) : m_file(name.is_absolute() ? name : m_folder / name)
    {
        ::setenv("SDL_AUDIODRIVER", "disk", 1);
        ::setenv("SDL_DISKAUDIOFILE", m_file.c_str(), 1);
        ::setenv("SDL_DISKAUDIODELAY", "1", 1);
    }
    ~DiskDevice() { ::setenv("SDL_AUDIODRIVER", "dummy", 1); }
    DiskDevice(DiskDevice const&) = delete;
    DiskDevice& operator=(DiskDevice const&) = delete;

    [[nodiscard]] std::filesystem::path const& folder() const { return m_folder.path(); }

    /// Until so many bytes more than now have gone out.
    void wait_for_more(std::uintmax_t bytes) const
    {
        std::error_code absent;
        auto const written = [&] {
            auto const size = std::filesystem::file_size(m_file, absent);
            return absent ? 0 : size;
        };
        for (auto const enough = written() + bytes; written() < enough;)
            std::this_thread::yield();
    }

    /// All samples that went out, silence before and behind cut off.
    [[nodiscard]] std::vector<std::int16_t> heard() const
    {
        auto const bytes = read_file(m_file).value_or("");
        std::vector<std::int16_t> samples(bytes.size() / 2);
        std::memcpy(samples.data(), bytes.data(), samples.size() * 2);
        auto const loud = [](std::int16_t sample) { return sample != 0; };
        samples.erase(samples.begin(), std::ranges::find_if(samples, loud));
        while (!samples.empty() && samples.back() == 0)
            samples.pop_back();
        return samples;
    }

private:
    doubles::Folder m_folder;
    std::filesystem::path m_file;
};

/// A reader that sleeps until it is woken.
class Sleeper {
public:
    [[nodiscard]] std::function<void()> wake()
    {
        return [this] { m_calls.post(1); };
    }
    /// The next news; ends the test if there is none for long.
    [[nodiscard]] SoundNews news(SoundOut& out)
    {
        for (;;) {
            if (auto news = out.take())
                return *news;
            REQUIRE(m_calls.wait_for(10s));
        }
    }

private:
    Mailbox<int> m_calls;
};

Sound tone(std::size_t samples, std::int16_t height = 1000)
{
    Sound sound;
    sound.samples.assign(samples, height);
    return sound;
}

}

TEST_CASE("a sound goes out whole, and its end is told", "[platform][S2]")
{
    DiskDevice const device;
    Sleeper sleeper;
    {
        SoundOut out({}, sleeper.wake());
        out.set_volume(Volume::loudest());
        auto const ticket = out.play(tone(5000), Outlet::loudspeaker);
        auto const news = sleeper.news(out);
        CHECK(news.ticket == ticket);
        CHECK(news.what == SoundNews::What::ended);
        CHECK_FALSE(out.take());
    }
    auto const heard = device.heard();
    CHECK(heard.size() == 5000);
    CHECK(heard.back() == 1000);
}

TEST_CASE("a step of the volume is 6 decibels, also in the middle of a sound", "[platform]")
{
    CHECK(Volume().louder().decibels() - Volume().decibels() == 6);
    CHECK(Volume::loudest().louder() == Volume::loudest());
    CHECK(Volume::softest().softer() == Volume::softest());
    CHECK(Volume::loudest().gain() == 1.0F);
    CHECK(Volume::loudest().softer().gain() == Approx(0.501).epsilon(0.001));

    DiskDevice const device;
    Sleeper sleeper;
    {
        SoundOut out({}, sleeper.wake());
        out.set_volume(Volume::loudest().softer());
        out.play(tone(22050 * 60), Outlet::loudspeaker);
        device.wait_for_more(20'000);
        out.set_volume(Volume::loudest());
        device.wait_for_more(20'000);
    }
    auto const heard = device.heard();
    REQUIRE(heard.size() > 20'000);
    CHECK(heard.front() == 501);
    CHECK(heard.back() == 1000);
    // One buffer leads over from one level to the next, without a click.
    int highest = 0;
    for (std::size_t i = 1; i < heard.size(); ++i)
        highest = std::max(highest, std::abs(heard[i] - heard[i - 1]));
    CHECK(highest <= 2);
}

TEST_CASE("a sound that is stopped leaves no news, and the next one is heard", "[platform][S1][S2]")
{
    DiskDevice const device;
    Sleeper sleeper;
    constexpr std::size_t minute = 22050 * 60;
    {
        SoundOut out({}, sleeper.wake());
        out.set_volume(Volume::loudest());
        out.play(tone(minute, 1), Outlet::loudspeaker);
        out.stop();
        CHECK_FALSE(out.take());
        auto const replaced = out.play(tone(minute, 2), Outlet::loudspeaker);
        auto const last = out.play(tone(2000, 3), Outlet::loudspeaker);
        CHECK(last != replaced);
        auto const news = sleeper.news(out);
        CHECK(news.ticket == last);
        CHECK(news.what == SoundNews::What::ended);
    }
    CHECK(std::ranges::count(device.heard(), std::int16_t { 3 }) == 2000);
}

TEST_CASE("a missing device is told, and found when it has come", "[platform][S3]")
{
    DiskDevice const device("absent/heard");
    Sleeper sleeper;
    {
        SoundOut out({}, sleeper.wake());
        out.set_volume(Volume::loudest());
        auto const first = out.play(tone(1000), Outlet::earpiece);
        auto const news = sleeper.news(out);
        CHECK(news.ticket == first);
        CHECK(news.what == SoundNews::What::unheard);
        CHECK(news.story.find("no sound device") == 0);

        std::filesystem::create_directory(device.folder() / "absent");
        out.play(tone(1000), Outlet::earpiece);
        CHECK(sleeper.news(out).what == SoundNews::What::ended);
    }
    CHECK(device.heard().size() == 1000);
}

TEST_CASE("a device that goes away while it plays is told, and looked for again", "[platform][S3]")
{
    // Nothing can be written here, so SDL gives this device up at the first buffer.
    DiskDevice const gone("/dev/full");
    Sleeper sleeper;
    SoundOut out({}, sleeper.wake());
    out.play(tone(22050 * 60), Outlet::loudspeaker);
    auto const news = sleeper.news(out);
    CHECK(news.what == SoundNews::What::unheard);
    CHECK(news.story == "the sound device went away");

    DiskDevice const back;
    out.set_volume(Volume::loudest());
    out.play(tone(1000), Outlet::loudspeaker);
    CHECK(sleeper.news(out).what == SoundNews::What::ended);
}

TEST_CASE("a sound driver that does not exist is a missing device", "[platform][S3]")
{
    ::setenv("SDL_AUDIODRIVER", "no-such-driver", 1);
    Sleeper sleeper;
    SoundOut out({}, sleeper.wake());
    out.play(tone(1000), Outlet::loudspeaker);
    auto const news = sleeper.news(out);
    CHECK(news.what == SoundNews::What::unheard);
    CHECK(news.story.find("no sound") == 0);
    ::setenv("SDL_AUDIODRIVER", "dummy", 1);
}

TEST_CASE("a named device that is not there is named in the news", "[platform][S3]")
{
    ::setenv("SDL_AUDIODRIVER", "alsa", 1);
    Sleeper sleeper;
    SoundOut out({ .earpiece = "no such ear-piece", .loudspeaker = {} }, sleeper.wake());
    out.play(tone(1000), Outlet::earpiece);
    auto const news = sleeper.news(out);
    CHECK(news.what == SoundNews::What::unheard);
    CHECK(news.story.find("no such ear-piece") != news.story.npos);
    ::setenv("SDL_AUDIODRIVER", "dummy", 1);
}

TEST_CASE("what was rested is let go of, and begins again with the next sound", "[platform]")
{
    DiskDevice const device;
    Sleeper sleeper;
    SoundOut out({}, sleeper.wake());
    for (int visit = 0; visit < 3; ++visit) {
        out.play(tone(1000), visit % 2 == 0 ? Outlet::earpiece : Outlet::loudspeaker);
        CHECK(sleeper.news(out).what == SoundNews::What::ended);
        out.rest();
        CHECK_FALSE(out.take());
    }
}

TEST_CASE("nothing of a sound is left in memory when it was stopped and the device let go", "[platform][S1]")
{
    DiskDevice const device;
    doubles::Planted const planted(7, 400);
    auto const letters = [&] {
        Sound sound;
        auto const text = planted.text();
        // Often enough to be in the device's hands when it is stopped.
        while (sound.samples.size() < 22050) {
            for (std::size_t i = 0; i + 1 < text.size(); i += 2) {
                std::int16_t sample = 0;
                std::memcpy(&sample, text.view().data() + i, sizeof sample);
                sound.samples.push_back(sample);
            }
        }
        return sound;
    };
    Sleeper sleeper;
    {
        SoundOut out({}, sleeper.wake());
        out.set_volume(Volume::loudest()); // as they are
        out.play(tone(2000), Outlet::loudspeaker);
        CHECK(sleeper.news(out).what == SoundNews::What::ended);
        out.play(letters(), Outlet::loudspeaker);
        CHECK(planted.times_in_memory(1) > 0);
        device.wait_for_more(10'000);
        out.rest();
    }
    doubles::scrub_stack();
    CHECK(planted.times_in_memory(1) == 0);
}
