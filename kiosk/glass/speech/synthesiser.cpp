#include "kiosk/glass/speech/synthesiser.h"

#include "kiosk/glass/speech/stretch.h"
#include "kiosk/glass/speech/voice.h"
#include "kiosk/glass/speech/wav.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

extern "C" { // glibc 2.36 leaves it to us
#include <sys/pidfd.h>
}

namespace kiosk::speech {

namespace {

/// Below this espeak-ng 1.51 keeps no pace that it is asked for (it has 84 words at 80, 70 and 60), so the sound is stretched.
constexpr int fewest_words_a_minute = 90;

/// Five minutes of its samples.
constexpr std::size_t most_bytes = 300 * 22'050 * 2;

/// A program under way: ends with this value, with all that it started.
class Child {
public:
    explicit Child(pid_t id) : m_id(id), m_end(::pidfd_open(id, 0)) { }
    ~Child()
    {
        ::kill(-m_id, SIGKILL);
        if (!m_reaped)
            ::waitpid(m_id, nullptr, 0);
    }
    Child(Child const&) = delete;
    Child& operator=(Child const&) = delete;

    /// Set before it gets any text: no core dump holds it, and a loop ends even when the kiosk is gone.
    void hold_back() const
    {
        rlimit const no_core { 0, 0 }, cpu { 10, 10 };
        ::prlimit(m_id, RLIMIT_CORE, &no_core, nullptr);
        ::prlimit(m_id, RLIMIT_CPU, &cpu, nullptr);
    }

    /// Readable when the program has ended.
    [[nodiscard]] int end() const { return m_end.number(); }

    /// Of a program that has ended.
    [[nodiscard]] int status()
    {
        int status = 0;
        ::waitpid(m_id, &status, 0);
        m_reaped = true;
        return status;
    }

private:
    pid_t m_id;
    Descriptor m_end;
    bool m_reaped = false;
};

struct Ends {
    Descriptor text;  ///< ours to write
    Descriptor sound; ///< ours to read
};

Result<pid_t> start(std::string const& program, Language language, int words_a_minute, Ends& ours)
{
    // A socket, because writing into a pipe whose reader has died would send SIGPIPE to the kiosk.
    std::array<int, 2> text {}, sound {};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, text.data()) != 0)
        return failed(Failure::exhausted, fmt::format("no socket for {}: {}", program, std::strerror(errno)));
    ours.text = Descriptor(text[0]);
    Descriptor const its_text(text[1]);
    if (::pipe2(sound.data(), O_CLOEXEC) != 0)
        return failed(Failure::exhausted, fmt::format("no pipe for {}: {}", program, std::strerror(errno)));
    ours.sound = Descriptor(sound[0]);
    Descriptor const its_sound(sound[1]);

    auto const pace = std::to_string(words_a_minute);
    std::string const voice(voice_of(language));
    std::array<char const*, 10> const words { program.c_str(), "--stdin", "--stdout", "-b", "1", "-v", voice.c_str(), "-s", pace.c_str(), nullptr };
    std::array<char const*, 5> const surroundings { "PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", "PULSE_SERVER=unix:/dev/null", "PULSE_COOKIE=/dev/null", nullptr };

    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, its_text.number(), STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&files, its_sound.number(), STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addclosefrom_np(&files, 3);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setpgroup(&attributes, 0);
    pid_t id = 0;
    int const error = posix_spawnp(&id, program.c_str(), &files, &attributes, const_cast<char* const*>(words.data()), const_cast<char* const*>(surroundings.data()));
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&files);
    if (error == ENOENT)
        return failed(Failure::absent, fmt::format("expected the program {}, saw none; install the package espeak-ng", program));
    if (error != 0)
        return failed(Failure::refused, fmt::format("{} does not start: {}", program, std::strerror(error)));
    return id;
}

/// Talks to the program until it has ended. Nothing if interrupted.
class Conversation {
public:
    Conversation(Child& child, Ends ends, Deadline deadline, Clock const& clock, Interruption const& interruption)
        : m_child(child), m_ends(std::move(ends)), m_deadline(deadline), m_clock(clock), m_interruption(interruption)
    {
        ::fcntl(m_ends.sound.number(), F_SETFL, O_NONBLOCK);
        m_sound.reserve(1 << 18);
    }

    Result<std::optional<SecretBytes>> run(std::string_view text)
    {
        m_text = text;
        bool ended = false;
        while (!ended || m_ends.sound.open()) {
            // A negative number is a place that poll() leaves out.
            std::array<pollfd, 4> places { { { m_interruption.descriptor(), POLLIN, 0 }, { m_ends.text.number(), POLLOUT, 0 },
                { m_ends.sound.number(), POLLIN, 0 }, { ended ? -1 : m_child.end(), POLLIN, 0 } } };
            auto const left = std::chrono::ceil<std::chrono::milliseconds>(m_deadline.left(m_clock)).count();
            // Once it has ended nothing more will come: what waits in the socket is read, and no more than that.
            int const ready = ::poll(places.data(), places.size(), ended ? 0 : static_cast<int>(std::min<std::int64_t>(left, 60'000)));
            if (ready < 0 && errno != EINTR)
                return failed(Failure::exhausted, fmt::format("poll: {}", std::strerror(errno)));
            if (places[0].revents != 0)
                return std::nullopt;
            if (m_deadline.passed(m_clock))
                return failed(Failure::exhausted, "no sound by the deadline; the program was ended");
            if (ready < 0 || (ready == 0 && !ended))
                continue;
            if (places[1].revents != 0)
                write();
            if (places[2].revents != 0)
                TRY(read());
            ended = ended || places[3].revents != 0;
            // What a child of the program still holds open is not waited for.
            if (ended && places[2].revents == 0)
                m_ends.sound.close();
        }
        return std::optional(std::move(m_sound));
    }

private:
    void write()
    {
        auto const sent = ::send(m_ends.text.number(), m_text.data(), m_text.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent >= 0)
            m_text.remove_prefix(static_cast<std::size_t>(sent));
        else if (errno == EAGAIN || errno == EINTR)
            return;
        else
            m_text = {}; // it does not listen; what it says then is looked at all the same
        if (m_text.empty())
            m_ends.text.close();
    }

    Result<void> read()
    {
        auto const before = m_sound.size();
        constexpr std::size_t at_once = 1 << 16;
        m_sound.resize(before + at_once);
        auto const got = ::read(m_ends.sound.number(), m_sound.data() + before, at_once);
        m_sound.resize(before + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
        if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR))
            m_ends.sound.close();
        if (m_sound.size() > most_bytes)
            return failed(Failure::exhausted, "more than five minutes of sound for one sentence");
        return {};
    }

    Child& m_child;
    Ends m_ends;
    Deadline m_deadline;
    Clock const& m_clock;
    Interruption const& m_interruption;
    std::string_view m_text;
    SecretBytes m_sound;
};

}

Interruption::Interruption() : m_event(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{
    verify(m_event.open(), "the kernel has room for one more event");
}

void Interruption::interrupt() const
{
    ::eventfd_write(m_event.number(), 1);
}

Result<std::optional<Sound>> Synthesiser::speak(Language language, std::string_view sentence, Rate rate, Deadline deadline, Interruption const& interruption) const
{
    Sound all;
    for (auto const& part : parts_of(language, sentence)) {
        auto sound = TRY(speak_part(part, rate, deadline, interruption));
        if (!sound)
            return std::nullopt;
        if (all.empty())
            all = *std::move(sound);
        else if (!sound->empty() && sound->rate != all.rate)
            return failed(Failure::malformed, fmt::format("{} has voices of {} and of {} samples a second", m_settings.program, all.rate, sound->rate));
        else
            all.samples.insert(all.samples.end(), sound->samples.begin(), sound->samples.end());
    }
    return all;
}

Result<std::optional<Sound>> Synthesiser::speak_part(Part const& part, Rate rate, Deadline deadline, Interruption const& interruption) const
{
    // Of a row of sentences that were dropped in a burst, none starts a program.
    pollfd cord { interruption.descriptor(), POLLIN, 0 };
    if (::poll(&cord, 1, 0) == 1)
        return std::nullopt;
    auto const script = script_of(part.language, part.text.view());
    if (std::ranges::all_of(script.view(), [](char c) { return c == ' '; }))
        return Sound {};
    auto const pace = std::max(rate.words_a_minute(), fewest_words_a_minute);
    Ends ours;
    Child child(TRY(start(m_settings.program, part.language, pace, ours)));
    if (child.end() < 0)
        return failed(Failure::refused, fmt::format("the kernel does not tell when {} ends: {}", m_settings.program, std::strerror(errno)));
    child.hold_back();
    auto wav = TRY_WHILE(fmt::format("running {}", m_settings.program), Conversation(child, std::move(ours), deadline, m_clock, interruption).run(script.view()));
    if (!wav)
        return std::nullopt;
    int const status = child.status();
    if (WIFSIGNALED(status))
        return failed(Failure::refused, fmt::format("{} was ended by signal {}", m_settings.program, WTERMSIG(status)));
    if (WEXITSTATUS(status) != 0)
        return failed(Failure::refused, fmt::format("{} ended with exit code {}", m_settings.program, WEXITSTATUS(status)));
    auto sound = TRY_WHILE(fmt::format("running {}", m_settings.program), decode_wav(*wav));
    return pace == rate.words_a_minute() ? std::move(sound) : stretched(sound, static_cast<double>(pace) / rate.words_a_minute());
}

}
