#pragma once
/// A visit that is told one event after the other, for the tests of visits.

#include "kiosk/service/visit/visit.h"

#include "tests/doubles/town.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace kiosk::visit {

/// A visit that is told one event after the other; remembers everything it asked for.
struct Walk {
    catalogue::Catalogue catalogue = doubles::town();
    Manners manners {};
    State state {};
    std::vector<Effect> effects {};
    Instant now { std::chrono::hours(1) };

    Walk& tell(Event const& event)
    {
        auto outcome = next(std::move(state), event, now, catalogue, manners);
        state = std::move(outcome.state);
        for (auto& effect : outcome.effects)
            effects.push_back(std::move(effect));
        return *this;
    }
    Walk& start(std::string const& service)
    {
        return tell(event::Begin { Language::english }).tell(event::Choose { service }).tell(event::Start {});
    }
    template <typename Wanted>
    int asked_for() const
    {
        return static_cast<int>(std::ranges::count_if(effects, [](Effect const& effect) { return std::holds_alternative<Wanted>(effect); }));
    }
    Walk& to_review_with_card()
    {
        return tell(event::Begin { Language::english }).tell(event::Choose { "copies" }).tell(event::Start {}).tell(event::CardInserted {}).tell(a_card()).tell(event::Next {}).tell(event::Answer { "copies", "two" });
    }
    static event::CardRead a_card() { return { Identity { SecretText("1000000001"), SecretText("Sample Person"), SecretText("شخص مثال"), 1950 } }; }
    static event::CommitDone a_commit() { return { Committed { TransactionId::make(), ReceiptNumber::of(1, 1), SecretText("ABCD3467"), WallTime {} } }; }
};

}
