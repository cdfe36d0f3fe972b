// Every screen after every other: what is drawn over the one before is, to the last pixel, the screen drawn alone.

#include "kiosk/base/core/bitmap.h"
#include "kiosk/glass/platform/event.h"
#include "kiosk/glass/ui/node.h"
#include "kiosk/glass/ui/presenter.h"
#include "tests/glass/screens/gallery.h"
#include "tests/glass/screens/showroom.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <random>

using namespace kiosk;
using namespace kiosk::screens;
using namespace kiosk::screens::gallery;
using Phase = platform::Finger::Phase;

TEST_CASE("what has changed, drawn over the screen before, is the screen drawn alone", "[screens][damage][D1]")
{
    auto const showroom = Showroom::open({ "small portrait", 540, 960, 336 });
    REQUIRE(showroom);
    auto& room = **showroom;
    auto const all = exhibits();
    std::mt19937 random(20261122);
    auto const one_of = [&](auto const& things) { return things[random() % std::size(things)]; };
    auto const any_form = [&] {
        using namespace ui;
        return Form { .language = one_of(all_languages),
            .text_size = one_of(std::array { TextSize::small, TextSize::standard, TextSize::large, TextSize::largest }),
            .contrast = one_of(std::array { Contrast::usual, Contrast::high, Contrast::dark, Contrast::low }),
            .pace = one_of(std::array { Pace::usual, Pace::easy }),
            .reach = one_of(std::array { ui::Reach::whole, ui::Reach::low }) };
    };
    int pressed = 0;
    auto* presenter = &room.show(all.front(), Language::english, TextSize::standard);
    for (int step = 0; step < 150; ++step) {
        auto const exhibit = one_of(all);
        switch (random() % 4) {
        case 0: // another screen in another form
            room.change(exhibit, any_form());
            break;
        case 1: // the same in another form
            room.change(any_form());
            break;
        case 2: // a key of the keypad: the focus moves
            presenter->handle(platform::KeyPress { random() % 2 == 0 ? platform::Key::next : platform::Key::down });
            break;
        default: { // a finger goes down, and the next step may lift it somewhere else
            std::vector<ui::Node> targets;
            std::ranges::copy_if(presenter->nodes(), std::back_inserter(targets), &ui::Node::touchable);
            if (targets.empty())
                break;
            auto const area = one_of(targets).area;
            presenter->handle(platform::Finger { Phase::up, 1, -1, -1 });
            presenter->handle(platform::Finger { Phase::down, 1, static_cast<float>(area.left + area.right) / 2, static_cast<float>(area.top + area.bottom) / 2 });
            ++pressed;
        }
        }
        room.draw();
        auto const mended = presenter->picture();
        presenter->handle(platform::Exposed {});
        room.draw();
        INFO("step " << step << ", " << exhibit.name);
        REQUIRE(presenter->picture() == mended);
    }
    CHECK(pressed > 20);
}
