#include "kiosk/glass/speech/speaker.h"

#include "tests/doubles/memory.h"
#include "tests/doubles/recording_player.h"
#include "tests/doubles/scripted_program.h"
#include "tests/doubles/sounds.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace kiosk;
using namespace kiosk::speech;
using namespace std::chrono_literals;
using doubles::ScriptedProgram;

namespace {

/// Writes what it was told as samples: the text, and the pace.
constexpr std::string_view parrot = "cat $here/wav; cat; printf ' %s' $8";
/// The same, but hangs at "hang", crashes at "crash" and writes rubbish at "rubbish".
constexpr std::string_view moody = R"(text=$(cat)
case "$text" in
    hang) sleep 1000;;
    crash) kill -SEGV $$;;
    rubbish) head -c 1000 /dev/zero; exit;;
esac
cat $here/wav; printf '%s %s' "$text" $8)";

Sentence sentence(std::string_view text, Privacy privacy = Privacy::open) { return { Language::english, SecretText(text), privacy }; }

Utterance utterance(std::initializer_list<std::string_view> texts)
{
    Utterance all;
    for (auto const text : texts)
        all.push_back(sentence(text));
    return all;
}

/// A speaker whose voice is a script, and whose player is a memory.
struct Room {
    explicit Room(std::string_view script = parrot, Duration patience = 20s) : program(script), speaker(settings(patience), player, clock, [this] { calls.post(1); })
    {
        auto header = doubles::wav_of({});
        std::fill(header.begin() + 40, header.begin() + 44, std::uint8_t { 0x7F });
        program.put("wav", header);
    }

    [[nodiscard]] Speaker::Settings settings(Duration patience) const
    {
        return { { program.path() }, patience, { "", "private", "" } };
    }

    /// Looks after the speaker until `done`.
    template <typename Done>
    void until(Done done)
    {
        for (;;) {
            while (auto report = speaker.attend())
                reports.push_back(*std::move(report));
            if (done())
                return;
            REQUIRE(calls.wait_for(20s));
        }
    }
    void until_playing() { until([&] { return player.playing(); }); }
    void until_reported(std::size_t count) { until([&] { return reports.size() >= count; }); }

    /// Lets every sound come to its end until all is said.
    void let_speak()
    {
        until([&] {
            if (player.playing()) {
                player.end();
                calls.post(1);
            }
            return !speaker.speaking();
        });
    }

    /// What was played, each sound as the text that it was made from.
    [[nodiscard]] std::vector<std::string> heard() const
    {
        std::vector<std::string> all;
        for (auto const& played : player.played())
            all.emplace_back(reinterpret_cast<char const*>(played.sound.samples.data()), played.sound.samples.size() * 2);
        for (auto& text : all) { // a letter that made no whole sample is lost
            while (text.ends_with(' '))
                text.pop_back();
        }
        return all;
    }

    SystemClock clock;
    ScriptedProgram program;
    Mailbox<int> calls;
    doubles::RecordingPlayer player;
    Speaker speaker;
    std::vector<Report> reports;
};

using Texts = std::vector<std::string>;

}

TEST_CASE("sentences are said one after the other, and the end is told once", "[speech]")
{
    Room room;
    CHECK_FALSE(room.speaker.speaking());
    room.speaker.say(utterance({ "one ", "two " }));
    room.speaker.say_next(utterance({ "three" }));
    CHECK(room.speaker.speaking());
    room.let_speak();
    CHECK(room.heard() == Texts { "one  122", "two  122", "three 12" });
    REQUIRE(room.reports.size() == 1);
    CHECK(room.reports[0].what == Report::What::ended);
    CHECK_FALSE(room.reports[0].error);
}

TEST_CASE("the next sentence is made while one plays, and waits for its end", "[speech]")
{
    Room room;
    room.speaker.say(utterance({ "one ", "two " }));
    room.until_playing();
    // The second is ready: the speaker is woken once more, and nothing more is played.
    REQUIRE(room.calls.wait_for(20s));
    CHECK_FALSE(room.speaker.attend());
    CHECK(room.heard().size() == 1);
    room.player.end();
    CHECK_FALSE(room.speaker.attend());
    CHECK(room.heard() == Texts { "one  122", "two  122" });
    CHECK(room.player.playing());
}

TEST_CASE("stop silences at once, and nothing of it is heard later", "[speech][K1]")
{
    Room room(moody);
    room.speaker.say(utterance({ "one ", "hang" }));
    room.until_playing();
    room.speaker.stop();
    CHECK(room.player.stops() == 1);
    CHECK_FALSE(room.player.playing());
    CHECK_FALSE(room.speaker.speaking());
    room.speaker.say(utterance({ "two " }));
    room.let_speak();
    CHECK(room.heard() == Texts { "one  122", "two  122" });
    CHECK(room.reports.size() == 1);
}

TEST_CASE("a burst of things to say ends with the last one alone", "[speech][K1]")
{
    Room room;
    for (int i = 0; i < 50; ++i)
        room.speaker.say(utterance({ "moved", "on" }));
    room.speaker.say(utterance({ "here" }));
    room.let_speak();
    CHECK(room.heard() == Texts { "here 122" });
}

TEST_CASE("the last utterance can be repeated, also when it was stopped", "[speech]")
{
    Room room;
    room.speaker.repeat();
    CHECK_FALSE(room.speaker.speaking());
    room.speaker.say(utterance({ "one ", "two " }));
    room.let_speak();
    room.speaker.repeat();
    room.until_playing();
    room.speaker.stop();
    room.speaker.repeat();
    room.let_speak();
    CHECK(room.heard() == Texts { "one  122", "two  122", "one  122", "one  122", "two  122" });
}

TEST_CASE("a sentence begins anew at another rate", "[speech]")
{
    Room room;
    room.speaker.say(utterance({ "one ", "two ", "six " }));
    room.until_playing();
    room.speaker.set_rate(Rate::fastest());
    CHECK(room.player.stops() == 1);
    room.let_speak();
    CHECK(room.heard() == Texts { "one  122", "one  244", "two  244", "six  244" });
    room.speaker.set_rate(Rate::fastest());
    CHECK_FALSE(room.speaker.speaking());
}

TEST_CASE("the volume changes within a sentence", "[speech]")
{
    Room room;
    room.speaker.say(utterance({ "one " }));
    room.until_playing();
    room.speaker.set_volume(Volume().louder());
    CHECK(room.player.volume() == Volume().louder());
    CHECK(room.player.stops() == 0);
}

TEST_CASE("what is personal is said to the ear-piece alone", "[speech][K3]")
{
    Room room;
    Utterance const receipt { sentence("number"), sentence("secret", Privacy::personal), sentence("thanks") };
    room.speaker.say(receipt);
    room.let_speak();
    CHECK(room.heard() == Texts { "number 122", "private 12", "thanks 122" });

    room.player.forget_played();
    room.speaker.set_outlet(Outlet::earpiece);
    room.speaker.repeat();
    room.let_speak();
    CHECK(room.heard() == Texts { "number 122", "secret 122", "thanks 122" });
    CHECK(room.player.played()[1].outlet == Outlet::earpiece);
}

TEST_CASE("pulling the ear-piece out stops what is personal at once", "[speech][K3]")
{
    Room room;
    room.speaker.set_outlet(Outlet::earpiece);
    room.speaker.say({ sentence("secret", Privacy::personal), sentence("number", Privacy::personal) });
    room.until_playing();
    room.speaker.set_outlet(Outlet::loudspeaker);
    CHECK(room.player.stops() == 1);
    room.let_speak();
    CHECK(room.heard() == Texts { "secret 122", "private 12", "private 12" });
    CHECK(room.player.played().back().outlet == Outlet::loudspeaker);
}

TEST_CASE("a language without words for it says nothing in place of what is personal", "[speech][K3]")
{
    Room room;
    room.speaker.say({ { Language::korean, SecretText("secret"), Privacy::personal }, sentence("thanks") });
    room.let_speak();
    CHECK(room.heard() == Texts { "thanks 122" });
    room.speaker.say({ { Language::korean, SecretText("secret"), Privacy::personal } });
    room.let_speak();
    CHECK(room.reports.size() == 2);
}

TEST_CASE("a synthesiser in a bad mood costs its sentence alone, and is told once", "[speech][K2]")
{
    Room room(moody, 400ms);
    room.speaker.say(utterance({ "one ", "hang", "crash", "rubbish", "two " }));
    room.let_speak();
    CHECK(room.heard() == Texts { "one  122", "two  122" });
    REQUIRE(room.reports.size() == 2);
    CHECK(room.reports[0].what == Report::What::unsaid);
    CHECK(room.reports[0].error->kind == Failure::exhausted);
    CHECK(room.reports[0].error->story.find("one") == std::string::npos);
    CHECK(room.reports[1].what == Report::What::ended);
    // Once something was said, the next fault is news again.
    room.speaker.say(utterance({ "crash" }));
    room.let_speak();
    REQUIRE(room.reports.size() == 4);
    CHECK(room.reports[2].error->kind == Failure::refused);
}

TEST_CASE("a missing synthesiser is told, and speech is over quickly", "[speech][K2]")
{
    SystemClock const clock;
    doubles::RecordingPlayer player;
    Mailbox<int> calls;
    Speaker speaker({ { "no-such-program" }, 20s, {} }, player, clock, [&] { calls.post(1); });
    speaker.say(utterance({ "one", "two", "three" }));
    REQUIRE(calls.wait_for(20s));
    auto const report = speaker.attend();
    REQUIRE(report);
    CHECK(report->what == Report::What::unsaid);
    CHECK(report->error->kind == Failure::absent);
    CHECK(speaker.attend()->what == Report::What::ended);
    CHECK_FALSE(speaker.attend());
    CHECK_FALSE(speaker.speaking());
    CHECK(player.played().empty());
}

TEST_CASE("a sound device that goes away ends the utterance, and is told once", "[speech][K2]")
{
    Room room;
    for (int i = 0; i < 2; ++i) {
        room.speaker.say(utterance({ "one ", "two " }));
        room.until_playing();
        room.player.go_away("no sound device");
        room.calls.post(1);
        room.until([&] { return !room.speaker.speaking(); });
    }
    REQUIRE(room.reports.size() == 3); // unheard, ended, ended
    CHECK(room.reports[0].what == Report::What::unheard);
    CHECK(room.reports[0].error->story == "no sound device");
    CHECK(room.reports[1].what == Report::What::ended);
    CHECK(room.reports[2].what == Report::What::ended);
    room.speaker.repeat();
    room.let_speak();
    CHECK(room.heard().size() == 4);
}

TEST_CASE("after a visit rate and volume are as at first, and nothing can be repeated", "[speech][K4]")
{
    Room room;
    room.speaker.set_rate(Rate::slowest());
    room.speaker.set_volume(Volume::loudest());
    room.speaker.set_outlet(Outlet::earpiece);
    room.speaker.say(utterance({ "one " }));
    room.until_playing();
    room.speaker.forget();
    CHECK_FALSE(room.player.playing());
    CHECK(room.player.rests() == 1);
    CHECK(room.speaker.rate() == Rate());
    CHECK(room.speaker.volume() == Volume());
    CHECK(room.player.volume() == Volume());
    CHECK(room.speaker.outlet() == Outlet::earpiece);
    room.speaker.repeat();
    CHECK_FALSE(room.speaker.speaking());
}

TEST_CASE("after a visit no sentence and no sound is left in memory", "[speech][K4]")
{
    doubles::Planted const said(11), dropped(12);
    Room room;
    {
        room.speaker.set_outlet(Outlet::earpiece);
        Utterance spoken;
        spoken.push_back({ Language::english, said.text(), Privacy::personal });
        room.speaker.say(std::move(spoken));
        room.until_playing();
        Utterance waiting;
        waiting.push_back({ Language::english, dropped.text(), Privacy::personal });
        room.speaker.say_next(waiting);
        room.speaker.say_next(std::move(waiting));
        CHECK(said.times_in_memory(1) > 0);
        CHECK(dropped.times_in_memory(1) > 0);
        room.speaker.forget();
        room.player.forget_played();
        // What was being made meanwhile is on its way to the mailbox.
        room.speaker.say(utterance({ "next" }));
        room.let_speak();
        room.speaker.forget();
        room.player.forget_played();
    }
    doubles::scrub_stack();
    CHECK(said.times_in_memory(1) == 0);
    CHECK(dropped.times_in_memory(1) == 0);
}
