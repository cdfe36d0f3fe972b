/// A whole visit on the real kiosk, with its card read by the real drivers, and then a search of this process's memory
/// for what the citizen said and the card told. Run by `shubbak-devices run -- visit_memory CONFIGURATION`.
///
/// Unlike `shubbak play` it reads no journey: what is sought must not stand in memory before a kiosk puts it there.

#include "kiosk/app/main/kiosk.h"
#include "kiosk/app/main/theatre.h"
#include "tests/doubles/memory.h"

#include <cstdlib>
#include <fmt/format.h>

using namespace kiosk;

namespace {

/// What the card of the first resident tells (drivers/virtual/card.cpp), and the phone that the citizen enters; of each
/// its end as well, because memory that is let go loses its first bytes to the allocator.
struct Citizen {
    doubles::Sought latin_name { "Layan Darwish Al-Sahil" }, latin_end { "Al-Sahil" };
    doubles::Sought native_name { "ليان درويش الساحل" }, native_end { " الساحل" };
    doubles::Sought number { "3041178265" }, number_end { "178265" };
    doubles::Sought phone { "5550172943" }, phone_end { "172943" };

    [[nodiscard]] std::vector<std::pair<std::string_view, int>> found() const
    {
        return { { "the Latin name", latin_name.times_in_memory() }, { "its end", latin_end.times_in_memory() }, { "the native name", native_name.times_in_memory() },
            { "its end", native_end.times_in_memory() }, { "the number", number.times_in_memory() }, { "its end", number_end.times_in_memory() },
            { "the phone", phone.times_in_memory() }, { "its end", phone_end.times_in_memory() } };
    }
};

void fail(std::string const& story)
{
    fmt::print(stderr, "visit_memory: {}\n", story);
    std::exit(1);
}

class Hand {
public:
    Hand(app::Kiosk& kiosk, app::KioskTheatre& theatre) : m_kiosk(kiosk), m_theatre(theatre) { }

    void touch(std::string const& id)
    {
        auto const node = [&] {
            auto const* found = m_kiosk.presenter().node(id);
            return found != nullptr && found->touchable && found->in_sight ? found : nullptr;
        };
        if (!m_kiosk.run_until([&] { return node() != nullptr; }, std::chrono::seconds(10)))
            fail(fmt::format("expected {} on screen {}", id, m_kiosk.stage().screen()));
        auto const area = node()->area;
        m_theatre.touch(static_cast<float>(area.left + area.right) / 2, static_cast<float>(area.top + area.bottom) / 2);
    }
    void wait_for(std::string_view screen)
    {
        if (!m_kiosk.run_until([&] { return m_kiosk.stage().screen() == screen; }, std::chrono::seconds(20)))
            fail(fmt::format("expected screen {}, saw {}", screen, m_kiosk.stage().screen()));
    }
    void devices(std::string_view words)
    {
        if (auto const done = m_theatre.command_devices(words); !done)
            fail(done.error().story);
    }

private:
    app::Kiosk& m_kiosk;
    app::KioskTheatre& m_theatre;
};

/// A place in a class, with the receipt printed.
void make_visit(Hand& hand, Citizen const& citizen, std::string const& language)
{
    hand.wait_for("rest");
    hand.touch("rest.begin." + language);
    hand.touch("home.service.digital-class");
    hand.touch("service.start");
    hand.touch("step.class.smartphone");
    hand.touch("step.day.monday");
    hand.wait_for("card");
    hand.devices("card insert 1");
    hand.touch("frame.next");
    hand.devices("card remove");
    // Each digit is a constant of its own, so that they stand together only where the kiosk puts them together.
    for (int const digit : { 5, 5, 5, 0, 1, 7, 2, 9, 4, 3 })
        hand.touch(fmt::format("step.phone.key.{}", digit));
    hand.touch("frame.next");
    hand.wait_for("review");
    // In the native script on Arabic pages, in Latin letters on others.
    if ((language == "ar" ? citizen.native_name : citizen.latin_name).times_in_memory() == 0 || citizen.phone.times_in_memory() == 0)
        fail("expected the search to find what the citizen sees on the glass, saw nothing: it would find nothing afterwards either");
    hand.touch("review.confirm");
    hand.wait_for("done");
    hand.touch("done.finish");
    hand.wait_for("rest");
}

}

int main(int count, char** words)
{
    if (count != 2) {
        fmt::print(stderr, "usage: shubbak-devices run -- visit_memory CONFIGURATION\n");
        return 2;
    }
    Citizen const citizen;
    for (auto const& [what, times] : citizen.found()) {
        if (times != 0)
            fail(fmt::format("expected nothing of the citizen in memory before the visit, saw {}", what));
    }
    auto loaded = command::load(words[1], command::process_environment());
    if (!loaded)
        fail(loaded.error().story);
    app::SteerableClock clock;
    SystemClock const machine_clock;
    command::Log log(command::Weight::notice);
    auto const http = net::open_http(clock);
    net::Cable cable(*http);
    auto kiosk = app::Kiosk::open({ loaded->configuration, {}, platform::Glass::Place::headless }, { clock, machine_clock, cable, log });
    if (!kiosk)
        fail(kiosk.error().story);
    auto const* const socket = std::getenv("SHUBBAK_DEVICES");
    app::KioskTheatre theatre(**kiosk, clock, cable, socket != nullptr ? socket : "");
    if (!(*kiosk)->run_until([&] { return (*kiosk)->ready(); }, std::chrono::seconds(20)))
        fail("the kiosk does not get ready");
    Hand hand(**kiosk, theatre);
    for (auto const* language : { "ar", "en", "ko" }) {
        make_visit(hand, citizen, language);
        // The record is on its way to the hub, sealed, and then let go.
        auto const at_the_hub = [&] {
            auto const& seen = (*kiosk)->transaction();
            return seen && (seen->place == journal::Place::received || seen->place == journal::Place::archived);
        };
        if (!(*kiosk)->run_until(at_the_hub, std::chrono::seconds(20)))
            fail("expected the record at the hub");
        bool clean = true;
        for (auto const& [what, times] : citizen.found()) {
            if (times != 0)
                fmt::print(stderr, "visit_memory: after a visit in {}: {} {} times\n", language, what, times);
            clean = clean && times == 0;
        }
        if (!clean)
            return 1;
    }
    return 0;
}
