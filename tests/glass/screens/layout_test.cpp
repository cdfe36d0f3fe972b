#include "kiosk/glass/ui/node.h"
#include "kiosk/glass/ui/presenter.h"
#include "tests/glass/screens/gallery.h"
#include "tests/glass/screens/showroom.h"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <set>

using namespace kiosk;
using namespace kiosk::screens;
using namespace kiosk::screens::gallery;

namespace {

// VVSG 2.0 7.2-I for keys of a keypad; our own design target for all else.
constexpr float key_side_mm = 12.7F;
constexpr float target_side_mm = 16;
constexpr float easy_side_mm = 20;
constexpr float weighty_side_mm = 23;
constexpr float gap_mm = 5.5F; // 6 mm, less what rounding to pixels takes on both sides
constexpr float key_gap_mm = 2.54F;

/// From the panel's top: 1220 mm above the floor where the panel hangs 800 mm above it (EN 301 549 8.3.3); in
/// low-screen mode the panel's middle.
float highest_target_mm(Panel const& panel, ui::Form const& form)
{
    float const height = static_cast<float>(panel.height_px) / panel.density().pixels_per_mm;
    return std::max(height - (1220 - 800), form.reach == ui::Reach::low ? height / 2 : 0);
}

/// Nothing if they touch or overlap; otherwise the larger of the two distances.
float distance_px(platform::Rectangle const& a, platform::Rectangle const& b)
{
    auto const across = std::max(a.left - b.right, b.left - a.right);
    auto const down = std::max(a.top - b.bottom, b.top - a.bottom);
    return static_cast<float>(std::max({ across, down, 0 }));
}

std::string place(ui::Node const& node)
{
    return fmt::format("{} [{} {} {} {}]", node.id, node.area.left, node.area.top, node.area.right, node.area.bottom);
}

/// What is wrong with what is in sight now, in words.
std::vector<std::string> faults(ui::Presenter const& presenter, Panel const& panel, ui::Form const& form)
{
    std::vector<std::string> found;
    auto const mm = [&](float pixels) { return pixels / panel.density().pixels_per_mm; };
    std::vector<ui::Node const*> targets;
    std::vector<ui::Node const*> texts;
    for (auto const& node : presenter.nodes()) {
        if (node.area.left < 0 || node.area.right > panel.width_px || node.area.empty())
            found.push_back("beyond the panel's sides: " + place(node));
        if (!node.in_sight)
            continue;
        if (node.area.top < 0 || node.area.bottom > panel.height_px)
            found.push_back("beyond the panel's top or bottom: " + place(node));
        if (node.touchable)
            targets.push_back(&node);
        if (node.role == ui::Role::text || node.role == ui::Role::heading)
            texts.push_back(&node);
    }
    for (auto const* target : targets) {
        // Sending is not done by the way (standards: pay and confirm 23 mm).
        auto const usual = target->id == "review.confirm" ? weighty_side_mm : form.pace == ui::Pace::easy ? easy_side_mm : target_side_mm;
        auto const least = target->role == ui::Role::key ? key_side_mm : usual;
        // At the largest letters the line of reach gives way to what cannot be seen whole under it; a panel never needs it to.
        bool const gives_way = form.text_size == TextSize::largest && target->part != ui::Part::overlay;
        if (auto const above = highest_target_mm(panel, form) - mm(static_cast<float>(target->area.top)); above > 0.5F && !gives_way)
            found.push_back(fmt::format("{:.1f} mm out of reach: {}", above, place(*target)));
        auto const side = mm(static_cast<float>(std::min(target->area.width(), target->area.height())));
        if (side < least - 0.3F)
            found.push_back(fmt::format("{:.1f} mm small: {}", side, place(*target)));
        for (auto const* other : targets) {
            if (other <= target)
                continue;
            bool const keys = target->role == ui::Role::key && other->role == ui::Role::key;
            if (auto const gap = mm(distance_px(target->area, other->area)); gap < (keys ? key_gap_mm : gap_mm))
                found.push_back(fmt::format("{:.1f} mm apart: {} and {}", gap, place(*target), place(*other)));
        }
        for (auto const* text : texts) {
            if (distance_px(target->area, text->area) <= 0)
                found.push_back(fmt::format("words under a target: {} and {}", place(*target), place(*text)));
        }
    }
    for (auto const* text : texts) {
        for (auto const* other : texts) {
            if (other > text && std::min(text->area.right, other->area.right) > std::max(text->area.left, other->area.left)
                && std::min(text->area.bottom, other->area.bottom) > std::max(text->area.top, other->area.top))
                found.push_back(fmt::format("words over words: {} and {}", place(*text), place(*other)));
        }
    }
    return found;
}

/// Goes down with More until the end; what is never wholly in sight is a fault.
std::vector<std::string> faults_from_top_to_bottom(Showroom& room, ui::Presenter& presenter, Panel const& panel, ui::Form const& form)
{
    std::vector<std::string> found;
    std::set<std::string> seen;
    for (int screenful = 0; screenful < 40; ++screenful) {
        for (auto const& fault : faults(presenter, panel, form))
            found.push_back(fault);
        for (auto const& node : presenter.nodes()) {
            if (node.in_sight)
                seen.insert(node.id);
        }
        // What is shown comes before what is asked.
        std::string more;
        for (auto const* id : { "overlay.more", "body.more", "shown.more" }) {
            if (auto const* button = presenter.node(id); button != nullptr && button->touchable && button->in_sight)
                more = id;
        }
        if (more.empty())
            break;
        room.touch(more);
    }
    // What lies under an overlay cannot be seen, and is not meant to be.
    bool const covered = std::ranges::any_of(presenter.nodes(), [](ui::Node const& node) { return node.part == ui::Part::overlay; });
    for (auto const& node : presenter.nodes()) {
        if (!seen.contains(node.id) && (!covered || node.part == ui::Part::overlay))
            found.push_back("never in sight: " + place(node));
    }
    return found;
}

void walk_through(Panel const& panel, std::vector<ui::Form> const& forms)
{
    auto room = Showroom::open(panel);
    INFO((room ? std::string() : room.error().story));
    REQUIRE(room);
    for (auto const& exhibit : exhibits()) {
        for (auto const& form : forms) {
            auto& presenter = (*room)->show(exhibit, form);
            auto const found = faults_from_top_to_bottom(**room, presenter, panel, form);
            for (auto const& fault : found) {
                UNSCOPED_INFO(fault);
            }
            INFO(exhibit.name << " " << code_of(form.language) << " size " << static_cast<int>(form.text_size) << (form.pace == ui::Pace::easy ? " easy" : "")
                              << (form.reach == ui::Reach::low ? " low " : " ") << panel.name);
            CHECK(found.empty());
        }
    }
}

std::vector<ui::Form> all_sizes()
{
    std::vector<ui::Form> forms;
    for (auto const language : all_languages) {
        for (auto const size : { TextSize::small, TextSize::standard, TextSize::large, TextSize::largest })
            forms.push_back({ .language = language, .text_size = size });
    }
    return forms;
}

}

TEST_CASE("in portrait every screen can be read and touched in every language at every text size", "[screens]") { walk_through(portrait, all_sizes()); }

TEST_CASE("in landscape every screen can be read and touched in every language at every text size", "[screens]") { walk_through(landscape, all_sizes()); }

TEST_CASE("easy mode's screens can be read and touched, with larger targets", "[screens]")
{
    std::vector<ui::Form> const forms {
        { .language = Language::arabic, .text_size = TextSize::standard, .pace = ui::Pace::easy },
        { .language = Language::english, .text_size = TextSize::large, .pace = ui::Pace::easy },
        { .language = Language::korean, .text_size = TextSize::largest, .pace = ui::Pace::easy },
    };
    walk_through(portrait, forms);
    walk_through(landscape, forms);
}

TEST_CASE("in low-screen mode all that is touched stands in the lower half", "[screens]")
{
    std::vector<ui::Form> forms {
        { .language = Language::arabic, .text_size = TextSize::small, .reach = ui::Reach::low },
        { .language = Language::english, .text_size = TextSize::standard, .reach = ui::Reach::low },
        { .language = Language::korean, .text_size = TextSize::large, .reach = ui::Reach::low },
    };
    walk_through(landscape, forms); // which ends at 9 mm capitals there
    forms.push_back({ .language = Language::english, .text_size = TextSize::largest, .reach = ui::Reach::low });
    walk_through(portrait, forms);
}

TEST_CASE("the journeys' node ids are on their screens", "[screens]")
{
    auto room = Showroom::open(portrait);
    REQUIRE(room);
    auto const all = exhibits();
    auto const ids_of = [&](std::string_view name) {
        auto const exhibit = std::ranges::find(all, name, &Exhibit::name);
        REQUIRE(exhibit != all.end());
        std::set<std::string> ids;
        for (auto const& node : (*room)->show(*exhibit, Language::arabic, TextSize::standard).nodes()) {
            if (node.touchable)
                ids.insert(node.id);
        }
        return ids;
    };
    auto const holds = [&](std::string_view name, std::initializer_list<char const*> expected) {
        auto const ids = ids_of(name);
        for (auto const* id : expected) {
            INFO(name << " " << id);
            CHECK(ids.contains(id));
        }
    };
    holds("rest", { "rest.begin.ar", "rest.begin.en", "rest.begin.ko" });
    for (auto const& id : ids_of("rest-closed"))
        CHECK_FALSE(id.starts_with("rest.begin"));
    holds("home", { "home.service.resident-register", "home.service.digital-class", "home.service.report-light", "language.ar", "language.en", "language.ko", "text_size", "frame.finish" });
    holds("service", { "service.start", "frame.back", "frame.finish" });
    CHECK_FALSE(ids_of("service-no-reader").contains("service.start"));
    CHECK(ids_of("service-no-paper").contains("service.start"));
    holds("card", { "card.other", "frame.back" });
    CHECK_FALSE(ids_of("card-reading").contains("card.other"));
    holds("card-read", { "frame.next" });
    holds("step-tiles", { "step.fault.lamp-out", "step.fault.flickering", "frame.back" });
    holds("step-number", { "step.phone.key.0", "step.phone.key.9", "step.phone.key.back", "step.phone.key.clear", "frame.next" });
    holds("review", { "review.change.class", "review.change.day", "review.change.phone", "review.confirm" });
    CHECK_FALSE(ids_of("review").contains("review.change.card"));
    holds("done", { "done.finish" });
    CHECK(ids_of("idle") == std::set<std::string> { "idle.stay", "idle.finish" });
    holds("trouble-service", { "trouble.other", "frame.finish" });
    CHECK_FALSE(ids_of("trouble-not-kept").contains("trouble.other"));
}

TEST_CASE("no screen says printed unless it is printed", "[screens]")
{
    auto room = Showroom::open(portrait);
    REQUIRE(room);
    auto const all = exhibits();
    auto const says = [&](std::string_view name, std::string_view words) {
        auto const exhibit = std::ranges::find(all, name, &Exhibit::name);
        REQUIRE(exhibit != all.end());
        auto const nodes = (*room)->show(*exhibit, Language::english, TextSize::standard).nodes();
        return std::ranges::any_of(nodes, [&](ui::Node const& node) { return node.words.text.find(words) != std::string::npos; });
    };
    CHECK(says("done", "Your receipt is printed"));
    CHECK_FALSE(says("done-no-paper", "Your receipt is printed"));
    CHECK(says("done-no-paper", "No receipt was printed. The printer is out of paper."));
    CHECK_FALSE(says("done-unknown", "Your receipt is printed"));
    CHECK(says("done-unknown", "We cannot tell"));
    CHECK(says("done", "000\u00A0100\u00A0000"));
}
