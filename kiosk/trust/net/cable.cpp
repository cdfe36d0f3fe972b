#include "kiosk/trust/net/cable.h"

namespace kiosk::net {

Result<Response> Cable::perform(Request const& request, Deadline deadline)
{
    if (m_pulled)
        return failed(Failure::unreachable, "the network cable is pulled");
    auto answer = m_behind.perform(request, deadline);
    if (m_pulled)
        return failed(Failure::unreachable, "the network cable was pulled before the answer came");
    return answer;
}

}
