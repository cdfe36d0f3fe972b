#include "drivers/virtual/child.h"

#include <fmt/format.h>

#include <fcntl.h>
#include <pthread.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <string_view>

namespace drivers::virtuals {

using kiosk::failed;
using kiosk::Failure;
using kiosk::Result;

namespace {

sigset_t held_signals()
{
    sigset_t set;
    sigemptyset(&set);
    for (int const signal : { SIGINT, SIGTERM, SIGCHLD })
        sigaddset(&set, signal);
    return set;
}

/// The environment of this process with `added` instead of what it says of the same names.
std::vector<std::string> merged(std::vector<std::pair<std::string, std::string>> const& added)
{
    std::vector<std::string> all;
    for (char** entry = environ; *entry; ++entry) {
        std::string_view const text(*entry);
        auto const name = text.substr(0, text.find('='));
        bool replaced = false;
        for (auto const& [key, value] : added)
            replaced = replaced || key == name;
        if (!replaced)
            all.emplace_back(text);
    }
    for (auto const& [key, value] : added)
        all.push_back(key + "=" + value);
    return all;
}

std::vector<char*> pointers(std::vector<std::string>& texts)
{
    std::vector<char*> list;
    for (auto& text : texts)
        list.push_back(text.data());
    list.push_back(nullptr);
    return list;
}

}

void hold_signals()
{
    auto const set = held_signals();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

Result<int> run_child(std::vector<std::string> const& words, std::vector<std::pair<std::string, std::string>> const& environment)
{
    // All memory is taken before the fork: other threads may hold the allocator's lock at that moment.
    auto word_texts = words;
    auto environment_texts = merged(environment);
    auto const arguments = pointers(word_texts);
    auto const variables = pointers(environment_texts);
    auto const signals = held_signals();
    std::array<int, 2> trouble {}; // closes by itself when the child's program starts, or carries errno
    if (pipe2(trouble.data(), O_CLOEXEC) != 0)
        return failed(Failure::exhausted, fmt::format("starting {}: {}", words.front(), std::strerror(errno)));

    auto const parent = getpid();
    auto const child = fork();
    if (child == 0) {
        prctl(PR_SET_PDEATHSIG, SIGTERM);
        if (getppid() != parent)
            _exit(127);
        sigprocmask(SIG_UNBLOCK, &signals, nullptr);
        execvpe(arguments[0], arguments.data(), variables.data());
        int const error = errno;
        auto const told = write(trouble[1], &error, sizeof error);
        _exit(told == sizeof error ? 127 : 126);
    }
    int const fork_error = errno;
    close(trouble[1]);
    if (child < 0) {
        close(trouble[0]);
        return failed(Failure::exhausted, fmt::format("starting {}: {}", words.front(), std::strerror(fork_error)));
    }
    int start_error = 0;
    auto const told = read(trouble[0], &start_error, sizeof start_error);
    close(trouble[0]);

    int status = 0;
    for (;;) {
        auto const ended = waitpid(child, &status, WNOHANG);
        if (ended == child && (WIFEXITED(status) || WIFSIGNALED(status)))
            break;
        siginfo_t arrived {};
        if (sigwaitinfo(&signals, &arrived) < 0)
            continue;
        auto const from_terminal = arrived.si_signo == SIGINT && arrived.si_code == SI_KERNEL;
        if (arrived.si_signo != SIGCHLD && !from_terminal)
            kill(child, arrived.si_signo);
    }
    if (told == sizeof start_error)
        return failed(Failure::absent, fmt::format("starting {}: {}", words.front(), std::strerror(start_error)));
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

}
