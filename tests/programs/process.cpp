#include "tests/programs/process.h"

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace programs {

namespace {

kiosk::SystemClock const machine_clock;

int code_of(int status)
{
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}

Process Process::start(std::vector<std::string> const& words, std::filesystem::path const& log)
{
    std::vector<char*> arguments;
    for (auto const& word : words)
        arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);

    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    posix_spawn_file_actions_adddup2(&files, STDOUT_FILENO, STDERR_FILENO);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    // No signal is held back in it, whatever this program holds back for itself.
    sigset_t none;
    sigemptyset(&none);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setpgroup(&attributes, 0);
    pid_t id = 0;
    int const error = posix_spawnp(&id, arguments[0], &files, &attributes, arguments.data(), environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&files);
    kiosk::verify(error == 0, "a program of this build can be started");
    return Process(id);
}

std::optional<int> Process::poll()
{
    int status = 0;
    if (m_id <= 0 || ::waitpid(m_id, &status, WNOHANG) != m_id)
        return std::nullopt;
    ::kill(-m_id, SIGKILL); // children that it left behind
    m_id = 0;
    return code_of(status);
}

int Process::wait(kiosk::Deadline deadline)
{
    std::optional<int> code;
    if (!eventually([&] { return (code = poll()).has_value(); }, deadline)) {
        kill_all();
        return 128 + SIGKILL;
    }
    return *code;
}

void Process::kill_all()
{
    end();
}

int Process::stop(kiosk::Deadline deadline)
{
    ::kill(m_id, SIGTERM);
    return wait(deadline);
}

void Process::end()
{
    if (m_id <= 0)
        return;
    ::kill(-m_id, SIGKILL);
    int status = 0;
    while (::waitpid(m_id, &status, 0) < 0 && errno == EINTR) { }
    m_id = 0;
}

bool eventually(std::function<bool()> const& holds, kiosk::Deadline deadline)
{
    // Another process cannot be waited for but by looking; 5 ms is far below what any of these takes.
    while (!holds()) {
        if (deadline.passed(machine_clock))
            return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return true;
}

}
