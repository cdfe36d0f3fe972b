#include "kiosk/service/devices/strand.h"

#include <pthread.h>

namespace kiosk::devices {

Strand::Strand(std::string name, Tended& tended, Clock const& clock)
    : m_tended(tended)
    , m_clock(clock)
    , m_thread([this, name = std::move(name)] {
        pthread_setname_np(pthread_self(), name.substr(0, 15).c_str());
        for (;;) {
            auto const due = m_tended.next_look();
            if (auto task = m_tasks.wait_until(due, m_clock))
                (*task)();
            else if (m_tasks.closed())
                break;
            if (due.passed(m_clock))
                m_tended.look();
        }
        m_tended.leave();
    })
{
}

Strand::~Strand()
{
    stop();
}

void Strand::stop()
{
    m_tasks.close();
    if (m_thread.joinable())
        m_thread.join();
}

}
