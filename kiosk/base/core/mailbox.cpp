#include "kiosk/base/core/mailbox.h"

#include <pthread.h>

namespace kiosk {

Worker::Worker(std::string name)
    : m_thread([this, name = std::move(name)] {
        pthread_setname_np(pthread_self(), name.substr(0, 15).c_str());
        while (auto task = m_tasks.wait())
            (*task)();
    })
{
}

Worker::~Worker()
{
    m_tasks.close();
    m_thread.join();
}

}
