#include "kiosk/app/audit/clause.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace kiosk::audit {

namespace {

/// How far a value is from a limit, as a part of it: comparable between measures. Below 0 is broken.
double headroom(Asked const& asked, double value)
{
    auto const& scale = scale_of(asked.measure);
    auto const limit = asked.limit.value_or(scale.floor);
    auto const room = scale.sense == Sense::at_least ? value - limit + scale.slack : limit + scale.slack - value;
    return room / std::max(1.0, std::abs(limit));
}

Ruling rule(Clause const& clause, Tally const& tally)
{
    Ruling ruling { &clause, clause.otherwise, {}, 0, {}, std::string(clause.reason) };
    if (clause.asked.empty())
        return ruling;
    ruling.standing = Standing::pass;
    double least = 0;
    for (auto const& asked : clause.asked) {
        auto const& sum = tally.of(asked.measure);
        if (!sum.worst) {
            // What was never looked at holds nothing.
            ruling = { &clause, Standing::fail, asked.measure, 0, {}, fmt::format("nothing was read of {}", scale_of(asked.measure).name) };
            return ruling;
        }
        auto const room = headroom(asked, sum.worst->value);
        if (room < 0)
            ruling.standing = Standing::fail;
        if (!ruling.worst || room < least) {
            least = room;
            ruling.measure = asked.measure;
            ruling.limit = asked.limit.value_or(scale_of(asked.measure).floor);
            ruling.worst = sum.worst;
        }
    }
    return ruling;
}

}

std::string_view to_string(Standing standing)
{
    switch (standing) {
    case Standing::pass: return "pass";
    case Standing::fail: return "fail";
    case Standing::not_applicable: return "not applicable";
    case Standing::elsewhere: return "held elsewhere";
    }
    verify(false, "a clause stands in one of four ways");
    return {};
}

std::vector<Ruling> rule(Tally const& tally)
{
    std::vector<Ruling> rulings;
    for (auto const& clause : clauses())
        rulings.push_back(rule(clause, tally));
    return rulings;
}

}
