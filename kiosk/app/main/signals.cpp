#include "kiosk/app/main/signals.h"

#include <csignal>
#include <pthread.h>

namespace kiosk::app {

namespace {

sigset_t watched()
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGUSR2); // the destructor's own
    return set;
}

}

Signals::Signals(std::function<void()> on_end)
{
    auto const set = watched();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    m_thread = std::thread([set, on_end = std::move(on_end)] {
        pthread_setname_np(pthread_self(), "signals");
        for (int signal = 0; sigwait(&set, &signal) == 0 && signal != SIGUSR2;)
            on_end();
    });
}

Signals::~Signals()
{
    pthread_kill(m_thread.native_handle(), SIGUSR2);
    m_thread.join();
}

}
