#include "kiosk/app/audit/voiced.h"

namespace kiosk::audit {

void read_voiced(Showroom& room, Aspect const&, Readings& into)
{
    std::vector<Reading> unsaid;
    for (auto const& node : room.presenter().nodes()) {
        if (node.words.empty() && node.role != ui::Role::group)
            unsaid.push_back({ Measure::unsaid, 0, node.id, node.area });
    }
    if (unsaid.empty())
        into.push_back({ Measure::unsaid, 0 });
    for (auto& fault : unsaid) {
        fault.value = static_cast<double>(unsaid.size());
        into.push_back(std::move(fault));
    }
}

}
