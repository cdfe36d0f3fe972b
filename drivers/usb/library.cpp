#include "drivers/usb/library.h"

#include <algorithm>
#include <utility>

namespace drivers::usb {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

void Library::later(milliseconds pause, std::function<void()> task)
{
    m_tasks.emplace(steady_clock::now() + pause, std::move(task));
}

milliseconds Library::do_what_is_due()
{
    while (!m_tasks.empty() && m_tasks.begin()->first <= steady_clock::now()) {
        auto const task = std::move(m_tasks.begin()->second);
        m_tasks.erase(m_tasks.begin());
        task();
    }
    constexpr milliseconds until_something_happens = std::chrono::hours(1);
    if (m_tasks.empty())
        return until_something_happens;
    return std::max(milliseconds(1), std::chrono::ceil<milliseconds>(m_tasks.begin()->first - steady_clock::now()));
}

}
