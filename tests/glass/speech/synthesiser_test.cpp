#include "kiosk/glass/speech/synthesiser.h"

#include "tests/doubles/memory.h"
#include "tests/doubles/scripted_program.h"
#include "tests/doubles/sounds.h"

#include <catch2/catch.hpp>

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <thread>

using namespace kiosk;
using namespace kiosk::speech;
using namespace std::chrono_literals;
using doubles::ScriptedProgram;

namespace {

SystemClock const machine_clock;

/// Long enough for any machine, and far below what the scripts would wait by themselves.
Deadline soon() { return Deadline::after(machine_clock, 20s); }

/// The program as espeak-ng.
Result<std::optional<Sound>> spoken(std::string const& program, std::string_view text = "hello", Deadline deadline = soon(), Rate rate = {})
{
    return Synthesiser({ program }, machine_clock).speak(Language::english, text, rate, deadline, Interruption());
}

/// A WAVE file of no samples yet, from a pipe.
std::vector<std::uint8_t> header()
{
    auto bytes = doubles::wav_of({});
    std::fill(bytes.begin() + 40, bytes.begin() + 44, std::uint8_t { 0x7F });
    return bytes;
}

/// The bytes of the samples as letters.
std::string letters_of(Sound const& sound)
{
    return { reinterpret_cast<char const*>(sound.samples.data()), sound.samples.size() * 2 };
}

/// A pipe with a name that scripts hold open: closed when the last of them is gone.
class Lifeline {
public:
    explicit Lifeline(ScriptedProgram const& program)
    {
        auto const path = program / "life";
        REQUIRE(::mkfifo(path.c_str(), 0600) == 0);
        m_end = Descriptor(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
    }
    /// Waits until a script has written to it.
    void wait_for_life() const { CHECK(happens(POLLIN)); }
    /// Waits until nobody holds it.
    void wait_for_death()
    {
        char letter[16];
        while (::read(m_end.number(), letter, sizeof letter) > 0) { }
        CHECK(happens(POLLHUP));
    }

private:
    [[nodiscard]] bool happens(short what) const
    {
        pollfd place { m_end.number(), what, 0 };
        return ::poll(&place, 1, 20'000) == 1 && (place.revents & what) != 0;
    }
    Descriptor m_end;
};

}

TEST_CASE("what the program writes is the sound", "[speech]")
{
    ScriptedProgram const program("cat > /dev/null; cat $here/wav");
    auto const hum = doubles::hum(300, 22050);
    program.put("wav", doubles::wav_of(hum));
    auto const sound = spoken(program.path());
    REQUIRE(sound);
    CHECK(sound->value() == hum);
}

TEST_CASE("the text goes in by standard input, the rest by the command line, and nothing by the environment", "[speech]")
{
    ScriptedProgram const program("cat $here/wav; cat; echo; echo \"$@\"; env | sort | grep -v ^PWD= | grep -v ^_=");
    program.put("wav", header());
    ::setenv("SHUBBAK_TEST_SECRET", "secret", 1);
    auto const said = letters_of(spoken(program.path(), "Step \u20662\u2069!").value().value());
    CHECK(said.starts_with("Step 2!\n--stdin --stdout -b 1 -v gmw/en -s 122\nLC_ALL=C.UTF-8\nPATH=/usr/bin:/bin\nPULSE_COOKIE=/dev/null\nPULSE_SERVER=unix:/dev/nul"));
    auto const fast = letters_of(spoken(program.path(), "a", soon(), Rate::fastest()).value().value());
    CHECK(fast.find("-s 244\n") != fast.npos);
    auto const korean = letters_of(Synthesiser({ program.path() }, machine_clock).speak(Language::korean, "가", {}, soon(), Interruption()).value().value());
    CHECK(korean.find("가\n--stdin --stdout -b 1 -v ko -s") == 0);
}

TEST_CASE("speech below the synthesiser's slowest is stretched", "[speech]")
{
    ScriptedProgram const program("cat > /dev/null; test \"$7\" = -s && test $8 = 90 && cat $here/wav");
    program.put("wav", doubles::wav_of(doubles::hum(300, 22050)));
    auto const sound = spoken(program.path(), "hello", soon(), Rate::slowest());
    REQUIRE(sound);
    CHECK(doubles::seconds_of(sound->value()) == Approx(90.0 / 81).epsilon(0.001));
}

TEST_CASE("a sentence without letters needs no program", "[speech]")
{
    auto const sound = spoken("no-such-program", " \u2068\u2069 ");
    REQUIRE(sound);
    CHECK(sound->value().empty());
}

TEST_CASE("a missing program says which package is missing", "[speech][Y2]")
{
    auto const sound = spoken("no-such-program");
    REQUIRE_FALSE(sound);
    CHECK(sound.error().kind == Failure::absent);
    CHECK(sound.error().story == "expected the program no-such-program, saw none; install the package espeak-ng");
    auto const file = spoken("/etc/passwd");
    REQUIRE_FALSE(file);
    CHECK(file.error().kind == Failure::refused);
}

TEST_CASE("a program that hangs is ended at the deadline, with its children", "[speech][Y1]")
{
    ScriptedProgram const program("exec 9> $here/life; echo >&9; (sleep 1000) & cat $here/wav; sleep 1000");
    program.put("wav", header());
    Lifeline life(program);
    auto const sound = spoken(program.path(), "hello", Deadline::after(machine_clock, 300ms));
    REQUIRE_FALSE(sound);
    CHECK(sound.error().kind == Failure::exhausted);
    CHECK(sound.error().story == "while running " + program.path() + ": no sound by the deadline; the program was ended");
    life.wait_for_death();
}

TEST_CASE("a program that is interrupted says nothing, and is gone", "[speech][Y1]")
{
    ScriptedProgram const program("exec 9> $here/life; echo >&9; sleep 1000");
    Lifeline life(program);
    Interruption const interruption;
    std::thread other([&] {
        life.wait_for_life();
        interruption.interrupt();
    });
    auto const sound = Synthesiser({ program.path() }, machine_clock).speak(Language::english, "hello", {}, soon(), interruption);
    other.join();
    REQUIRE(sound);
    CHECK_FALSE(sound->has_value());
    life.wait_for_death();
    // What is interrupted before it begins does not begin.
    CHECK_FALSE(Synthesiser({ "no-such-program" }, machine_clock).speak(Language::english, "hello", {}, soon(), interruption).value());
}

TEST_CASE("what a child of the program holds open is not waited for", "[speech][Y1]")
{
    ScriptedProgram const program("exec 9> $here/life; cat > /dev/null; (sleep 1000) & exec cat $here/wav");
    // More than one read of it, and now and then the end is seen before the last of them.
    program.put("wav", doubles::wav_of(doubles::hum(300, 80'000)));
    Lifeline life(program);
    for (int time = 0; time < 20; ++time) {
        auto const sound = spoken(program.path());
        REQUIRE(sound);
        REQUIRE(sound->value().samples.size() == 80'000);
    }
    life.wait_for_death();
}

TEST_CASE("a program that crashes, fails or writes rubbish is an error with its reason", "[speech][Y2]")
{
    auto const story_of = [](std::string_view script) {
        ScriptedProgram const program(script);
        auto const sound = spoken(program.path());
        REQUIRE_FALSE(sound);
        auto const& story = sound.error().story;
        return story.substr(story.find(program.path()) + program.path().size());
    };
    CHECK(story_of("kill -SEGV $$") == " was ended by signal 11");
    CHECK(story_of("exit 3") == " ended with exit code 3");
    CHECK(story_of("head -c 5000 /dev/zero") == ": expected a WAVE file, saw 5000 bytes of something else");
    CHECK(story_of("true") == ": expected a WAVE file, saw 0 bytes of something else");
    CHECK(story_of("yes") == ": more than five minutes of sound for one sentence");
}

TEST_CASE("a program that does not listen costs its sentence and nothing else", "[speech][Y2]")
{
    ScriptedProgram const program("exec 0<&-; cat $here/wav");
    program.put("wav", doubles::wav_of(doubles::hum(300, 1000)));
    // More than a socket holds: writing it to somebody who has gone would be SIGPIPE.
    auto const sound = spoken(program.path(), std::string(1'000'000, 'a'));
    REQUIRE(sound);
    CHECK(sound->value().samples.size() == 1000);
}

TEST_CASE("the program leaves no core dump, and does not run for ever", "[speech]")
{
    ScriptedProgram const program("cat $here/wav; cat; ulimit -c; ulimit -t");
    program.put("wav", header());
    CHECK(letters_of(spoken(program.path(), "a\n").value().value()).starts_with("a 0\n10"));
}

TEST_CASE("neither text nor sound is left in memory", "[speech][Y3]")
{
    doubles::Planted const text(3), samples(4);
    {
        auto const planted = samples.text();
        ScriptedProgram const program("cat > /dev/null; cat $here/wav");
        auto wav = header();
        wav.insert(wav.end(), planted.view().begin(), planted.view().end());
        program.put("wav", wav);
        kiosk::wipe(std::span(wav));
        auto const sound = spoken(program.path(), text.text().view());
        REQUIRE(sound);
        CHECK(samples.times_in_memory(1) > 0);
    }
    doubles::scrub_stack();
    CHECK(text.times_in_memory(1) == 0);
    CHECK(text.times_in_memory(4) == 0);
    CHECK(samples.times_in_memory(1) == 0);
}
