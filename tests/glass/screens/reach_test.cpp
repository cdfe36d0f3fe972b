#include "kiosk/glass/ui/layout.h"
#include "kiosk/glass/ui/presenter.h"
#include "kiosk/glass/ui/reach.h"
#include "tests/glass/screens/gallery.h"
#include "tests/glass/screens/showroom.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <set>
#include <vector>

using namespace kiosk;
using namespace kiosk::screens;
using namespace kiosk::screens::gallery;
using platform::Key;

namespace {

/// All that can be touched now, or once it is scrolled to.
std::set<ui::Index> targets_of(ui::Page const& page)
{
    std::set<ui::Index> targets;
    for (ui::Index index = 0; index < static_cast<ui::Index>(page.elements().size()); ++index) {
        auto const& element = page[index];
        if (element.touchable && (!element.absent || element.clip != ui::none) && ui::on_top(page, index))
            targets.insert(index);
    }
    return targets;
}

/// Where keys lead from `from`, however often they are pressed.
template <typename Step>
std::set<ui::Index> reached_from(ui::Index from, Step steps)
{
    std::set<ui::Index> reached;
    std::vector<ui::Index> open { from };
    while (!open.empty()) {
        auto const at = open.back();
        open.pop_back();
        for (auto const next : steps(at)) {
            if (next != ui::none && reached.insert(next).second)
                open.push_back(next);
        }
    }
    return reached;
}

void walk_without_touch(Panel const& panel, TextSize size)
{
    auto room = Showroom::open(panel);
    REQUIRE(room);
    for (auto const& exhibit : exhibits()) {
        for (auto const language : { Language::arabic, Language::english }) {
            auto& presenter = (*room)->show(exhibit, language, size);
            auto const& page = presenter.laid_out();
            auto const targets = targets_of(page);
            auto const arrows = [&](ui::Index at) {
                std::vector<ui::Index> next;
                for (auto const key : { Key::up, Key::down, Key::left, Key::right })
                    next.push_back(ui::focus_after(page, at, key));
                return next;
            };
            // A group is gone into, and left again behind its last target; a switch in a group goes round in it.
            auto const switches = [&](ui::Index at) -> std::vector<ui::Index> {
                if (at != ui::none && page[at].group)
                    return { ui::scan_after(page, at), ui::first_in(page, at) };
                ui::Index group = at;
                while (group != ui::none && !page[group].group)
                    group = page[group].parent;
                return { group == ui::none ? ui::scan_after(page, at) : ui::next_in(page, group, at) };
            };
            INFO(exhibit.name << " " << code_of(language) << " size " << static_cast<int>(size) << " " << panel.name);
            std::vector<ui::Index> starts { ui::none };
            starts.insert(starts.end(), targets.begin(), targets.end());
            for (auto const start : starts) {
                INFO("from " << (start == ui::none ? std::string("nowhere") : page[start].id));
                auto const by_arrows = reached_from(start, arrows);
                auto const by_switches = reached_from(start, switches);
                for (auto const target : targets) {
                    INFO("to " << page[target].id);
                    // A page with one target has nothing to go to from it.
                    CHECK((by_arrows.contains(target) || target == start));
                    CHECK((by_switches.contains(target) || target == start));
                }
            }
        }
    }
}

/// Presses one key and draws; the one node that has the focus, none if it is not in sight.
ui::Node const* focused(ui::Presenter const& presenter)
{
    ui::Node const* found = nullptr;
    for (auto const& node : presenter.nodes()) {
        if (!node.focused)
            continue;
        if (found != nullptr || !node.in_sight)
            return nullptr;
        found = &node;
    }
    return found;
}

}

TEST_CASE("with five keys or two switches every target is reached from every other", "[screens][reach]")
{
    walk_without_touch(portrait, TextSize::standard);
    walk_without_touch(landscape, TextSize::largest);
}

TEST_CASE("the focus is always in sight, and where it was one switch comes again", "[screens][reach]")
{
    auto room = Showroom::open(landscape);
    REQUIRE(room);
    for (auto const& exhibit : exhibits()) {
        auto& presenter = (*room)->show(exhibit, Language::arabic, TextSize::largest);
        if (targets_of(presenter.laid_out()).empty())
            continue;
        INFO(exhibit.name);
        std::string first;
        bool again = false;
        for (int presses = 0; presses < 120 && !again; ++presses) {
            (*room)->press(Key::next);
            auto const* const now = focused(presenter);
            std::string where;
            for (auto const& node : presenter.nodes()) {
                if (node.focused)
                    where += node.id + (node.in_sight ? " in sight " : " out of sight ") + std::to_string(node.area.top) + "-" + std::to_string(node.area.bottom) + " ";
            }
            INFO("after " << presses + 1 << " presses: " << where);
            REQUIRE(now != nullptr);
            again = now->id == first;
            if (first.empty())
                first = now->id;
        }
        CHECK(again);
    }
}
