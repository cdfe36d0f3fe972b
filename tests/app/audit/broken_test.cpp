/// For each measure a page that is broken in just that way: the audit must say so, and must say nothing of the same page
/// when it is sound.

#include "kiosk/app/audit/audit.h"
#include "kiosk/app/audit/clause.h"
#include "kiosk/app/audit/mirror.h"
#include "kiosk/app/audit/reach.h"
#include "kiosk/app/audit/reading.h"
#include "kiosk/glass/text/typesetter.h"
#include "kiosk/glass/ui/canvas.h"
#include "kiosk/glass/ui/lettering.h"
#include "kiosk/glass/ui/page.h"
#include "tests/app/audit/stock.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace kiosk;
using namespace kiosk::audit;
using namespace kiosk::audit::testing;

namespace {

constexpr Aspect plain {};

/// The verdicts of one measure.
bool breaks(Readings const& readings, Measure measure)
{
    return std::ranges::any_of(readings, [&](Reading const& one) { return one.measure == measure && judge(measure, one.value, Held::to_ours) == Verdict::broken; });
}
bool falls_short(Readings const& readings, Measure measure)
{
    return std::ranges::any_of(readings, [&](Reading const& one) { return one.measure == measure && judge(measure, one.value, Held::to_ours) != Verdict::good; });
}
bool reads(Readings const& readings, Measure measure)
{
    return std::ranges::any_of(readings, [&](Reading const& one) { return one.measure == measure; });
}

/// A page on the large portrait panel, with this in its body.
Sight seen(Showroom& room, std::function<void(ui::Canvas&)> const& body, Aspect const& aspect = plain)
{
    room.show(
        [body](ui::Canvas& canvas) {
            canvas.page("test");
            canvas.body([&] { body(canvas); });
        },
        aspect.form());
    return room.sight();
}

void draw_sound(ui::Canvas& canvas)
{
    canvas.title("What would you like to do?");
    canvas.text("Take your time.");
    static_cast<void>(canvas.button("one", "The first thing", { .icon = "check" }));
    static_cast<void>(canvas.button("two", "The other thing"));
    static_cast<void>(canvas.choice("three", "Chosen", ui::Chosen::yes));
    static_cast<void>(canvas.choice("four", "Not chosen", ui::Chosen::no));
}

}

TEST_CASE("a sound page breaks no measure that looks at one page", "[audit]")
{
    auto const room = room_on(panels[0]);
    auto const readings = read(seen(*room, draw_sound), plain);
    for (std::size_t i = 0; i < measure_count; ++i) {
        auto const measure = static_cast<Measure>(i);
        // It has no header, so it has no tools.
        if (measure == Measure::missing_tools)
            continue;
        INFO(scale_of(measure).name);
        CHECK_FALSE(breaks(readings, measure));
    }
    CHECK(reads(readings, Measure::letters));
    CHECK(reads(readings, Measure::target_gap));
    CHECK(reads(readings, Measure::pixels));
    CHECK(reads(readings, Measure::icons));
}

TEST_CASE("a panel that is smaller than the configuration says makes letters and targets too small", "[audit]")
{
    // Laid out for 336 mm, and measured on a panel of 200.
    auto const room = room_on(panels[0]);
    auto panel = panels[0];
    room->show(
        [&](ui::Canvas& canvas) {
            canvas.page("test");
            canvas.body([&] {
                draw_sound(canvas);
                canvas.note("A note");
                static_cast<void>(canvas.keypad("number"));
            });
        },
        Aspect { .text_size = ui::TextSize::small }.form());
    auto sight = room->sight();
    CHECK_FALSE(breaks(read(sight, plain), Measure::letters));
    panel.width_mm = 200;
    auto const factor = 200.0F / 336;
    sight.panel = panel;
    for (auto& text : sight.texts) {
        text.laid_mm *= factor;
        if (text.drawn_mm)
            *text.drawn_mm *= factor;
    }
    auto const readings = read(sight, plain);
    CHECK(breaks(readings, Measure::letters));
    CHECK(breaks(readings, Measure::target_side));
    CHECK(breaks(readings, Measure::key_side));
}

TEST_CASE("letters are measured as they are drawn", "[audit]")
{
    auto const room = room_on(panels[0]);
    auto const sight = seen(*room, [](ui::Canvas& canvas) {
        canvas.text("HEFL");
        canvas.text(ui::Words("ا ا", Language::arabic));
        canvas.text(ui::Words("한국", Language::korean));
        canvas.text("xxx");
    });
    REQUIRE(sight.texts.size() == 4);
    for (std::size_t i = 0; i < 3; ++i) {
        INFO(sight.texts[i].words);
        REQUIRE(sight.texts[i].drawn_mm);
        CHECK(*sight.texts[i].drawn_mm == Approx(7.25F).margin(0.12));
    }
    CHECK_FALSE(sight.texts[3].drawn_mm);
    // Half of the ink taken away from the top: the pixels tell, whatever was laid out.
    auto shorn = seen(*room, [](ui::Canvas& canvas) { canvas.text("HHHH"); });
    CHECK_FALSE(falls_short(read(shorn, plain), Measure::letters_standard));
    shorn.texts[0].drawn_mm = *shorn.texts[0].drawn_mm * 0.6F;
    CHECK(breaks(read(shorn, plain), Measure::letters));
}

TEST_CASE("targets that stand too near are found", "[audit]")
{
    auto const room = room_on(panels[0]);
    auto const near = [&](float gap) {
        return read(seen(*room, [&](ui::Canvas& canvas) {
            canvas.column([&] {
                static_cast<void>(canvas.button("one", "One"));
                static_cast<void>(canvas.button("two", "Two"));
            }, { .gap = { gap } });
        }), plain);
    };
    CHECK(breaks(near(1), Measure::target_gap));
    CHECK(falls_short(near(4), Measure::target_gap));
    CHECK_FALSE(breaks(near(4), Measure::target_gap));
    CHECK_FALSE(falls_short(near(6), Measure::target_gap));
}

TEST_CASE("what confirms is held to 23 mm, and targets of easy mode to 20", "[audit]")
{
    auto const room = room_on(panels[0]);
    auto sight = seen(*room, [](ui::Canvas& canvas) {
        static_cast<void>(canvas.button("review.confirm", "Send"));
        static_cast<void>(canvas.button("other", "Other"));
    });
    auto const shrink = [&](std::size_t target, float to_mm) {
        auto& area = sight.targets[target].area;
        area.bottom = area.top + static_cast<int>(sight.panel.density().pixels({ to_mm }));
    };
    shrink(0, 21);
    shrink(1, 18);
    CHECK(falls_short(read(sight, plain), Measure::decisive_side));
    CHECK_FALSE(falls_short(read(sight, plain), Measure::target_side));
    CHECK(falls_short(read(sight, { .mode = Mode::easy }), Measure::easy_side));
    shrink(0, 12);
    shrink(1, 12);
    CHECK(breaks(read(sight, plain), Measure::decisive_side));
    CHECK(breaks(read(sight, plain), Measure::target_side));
}

TEST_CASE("a colour that cannot be read is found by its tokens and by its pixels", "[audit]")
{
    auto const room = room_on(panels[0]);
    auto const faint = [&](ui::Canvas& canvas) { canvas.text("Hardly to be seen", { .colour = ui::Token::hush }); };
    auto const readings = read(seen(*room, faint), plain);
    CHECK(breaks(readings, Measure::tokens));
    CHECK(breaks(readings, Measure::pixels));

    // Tokens that are right do not help where something was drawn over them.
    auto sight = seen(*room, draw_sound);
    for (auto& pixel : sight.picture.pixels())
        pixel |= 0x808080;
    auto const washed_out = read(sight, plain);
    CHECK_FALSE(breaks(washed_out, Measure::tokens));
    CHECK(breaks(washed_out, Measure::pixels));
    CHECK(breaks(washed_out, Measure::icons));
}

TEST_CASE("the themes of high and low contrast are held to their own numbers", "[audit]")
{
    auto const room = room_on(panels[0]);
    auto const sight = seen(*room, draw_sound);
    CHECK(breaks(read(sight, { .contrast = ui::Contrast::high }), Measure::tokens_high));
    CHECK(breaks(read(sight, { .contrast = ui::Contrast::high }), Measure::pixels_high));
    CHECK(breaks(read(sight, { .contrast = ui::Contrast::low }), Measure::tokens_low_most));
    CHECK_FALSE(breaks(read(sight, { .contrast = ui::Contrast::low }), Measure::tokens_low));
}

TEST_CASE("a target whose end cannot be seen is found", "[audit]")
{
    auto const room = room_on(panels[0]);
    auto sight = seen(*room, draw_sound);
    sight.targets[0].edge = sight.targets[0].ground;
    CHECK(breaks(read(sight, plain), Measure::edges));
}

TEST_CASE("a text that no screenful shows whole is found, and one that leaves its target", "[audit]")
{
    std::string tale;
    for (int i = 0; i < 400; ++i)
        tale += "once upon a time ";
    auto const tally_of = [](std::string const& text) {
        Exhibit const exhibit { "tale", Share::pairs, {}, {} };
        auto const room = room_on(panels[1]);
        Tally tally;
        measure_page(*room, exhibit.name, [&](ui::Canvas& canvas) {
            canvas.page("test");
            canvas.body([&] { canvas.text(text); });
        }, { .text_size = ui::TextSize::largest, .panel = 1 }, tally);
        return tally;
    };
    CHECK(tally_of(tale).of(Measure::never_seen).broken > 0);
    CHECK(tally_of("once upon a time").of(Measure::never_seen).broken == 0);

    auto const room = room_on(panels[0]);
    auto out = seen(*room, draw_sound);
    out.texts[2].ink.right = out.targets[0].area.right + 1;
    CHECK(breaks(read(out, plain), Measure::clipped));
    auto cut = seen(*room, draw_sound);
    cut.texts[0].over = 3;
    CHECK(breaks(read(cut, plain), Measure::clipped));
}

TEST_CASE("a word that is wider than its box is found", "[audit]")
{
    auto const room = room_on(panels[0]);
    auto const sight = seen(*room, [](ui::Canvas& canvas) { canvas.text(std::string(200, 'n')); }, { .text_size = ui::TextSize::largest });
    CHECK(breaks(read(sight, plain), Measure::cut_words));
}

TEST_CASE("things that lie over one another or beyond the panel are found", "[audit]")
{
    auto const room = room_on(panels[0]);
    auto const sound = seen(*room, draw_sound);
    auto over = sound;
    over.targets[1].area.top = over.targets[0].area.top + 5;
    CHECK(breaks(read(over, plain), Measure::overlapping));
    auto words = sound;
    words.texts[1].ink = words.texts[0].ink;
    CHECK(breaks(read(words, plain), Measure::overlapping));
    auto beyond = sound;
    beyond.targets[0].area.right = beyond.panel.width_px + 1;
    CHECK(breaks(read(beyond, plain), Measure::off_panel));
}

TEST_CASE("a letter that no face has is found", "[audit]")
{
    auto const room = room_on(panels[0]);
    CHECK(breaks(read(seen(*room, [](ui::Canvas& canvas) { canvas.text("Salt \U0001F9C2"); }), plain), Measure::missing_glyphs));
}

TEST_CASE("a screen that puts things in another order by itself is no mirror image", "[audit]")
{
    auto const room = room_on(panels[0], Wording::turned);
    auto const draw = [](ui::Canvas& canvas, bool by_itself) {
        canvas.page("test");
        canvas.body([&] {
            canvas.row([&] {
                bool const swap = by_itself && canvas.language() == Language::arabic;
                static_cast<void>(canvas.button(swap ? "next" : "back", swap ? "Onward" : "Back"));
                static_cast<void>(canvas.button(swap ? "back" : "next", swap ? "Back" : "Onward"));
            });
            static_cast<void>(canvas.keypad("number"));
        });
    };
    auto const compare = [&](bool by_itself) {
        text::Typesetter typesetter(room->fonts());
        auto const standing = [&](Language language) {
            return placed_things(*room, [&](ui::Canvas& canvas) { draw(canvas, by_itself); }, ui::Form { .language = language }, typesetter);
        };
        auto const english = standing(Language::english);
        Readings readings;
        read_mirror(english, standing(Language::arabic), panels[0].width_px, readings);
        return readings;
    };
    CHECK_FALSE(breaks(compare(false), Measure::off_mirror));
    CHECK_FALSE(breaks(compare(false), Measure::out_of_order));
    CHECK(breaks(compare(true), Measure::off_mirror));
    CHECK(breaks(compare(true), Measure::out_of_order));
}

TEST_CASE("one pixel beside the mirror image is found", "[audit]")
{
    std::vector<Placed> const english { { .id = "a", .area = { 10, 0, 30, 10 } }, { .id = "b", .area = { 0, 20, 100, 40 } }, { .id = "c", .area = { 0, 20, 20, 40 }, .moves_with = 1 } };
    std::vector<Placed> turned { { .id = "a", .area = { 70, 0, 90, 10 } }, { .id = "b", .area = { 0, 20, 100, 40 } }, { .id = "c", .area = { 0, 20, 20, 40 }, .moves_with = 1 } };
    Readings right;
    read_mirror(english, turned, 100, right);
    CHECK_FALSE(breaks(right, Measure::off_mirror));
    ++turned[0].area.left;
    Readings wrong;
    read_mirror(english, turned, 100, wrong);
    CHECK(breaks(wrong, Measure::off_mirror));
}

TEST_CASE("a target that keys do not come to is found", "[audit]")
{
    auto const room = room_on(panels[0]);
    static_cast<void>(seen(*room, draw_sound));
    auto page = room->presenter().laid_out();
    Readings sound;
    read_reach(page, sound);
    CHECK_FALSE(breaks(sound, Measure::keys_unreached));
    CHECK_FALSE(breaks(sound, Measure::switches_unreached));
    // Keys: a ring of its own cannot be made on a page, so one is taken out of what they may come to.
    Readings deaf;
    read_reach(page, deaf, [](ui::Page const& of, ui::Index from, platform::Key key) {
        auto const to = ui::focus_after(of, from, key);
        return to == of.find("two") ? from : to;
    });
    CHECK(breaks(deaf, Measure::keys_unreached));
}

TEST_CASE("a focus that nobody sees is found", "[audit]")
{
    auto const room = room_on(panels[0]);
    auto const before = seen(*room, draw_sound);
    room->press(platform::Key::down);
    auto const nodes = room->presenter().nodes();
    auto const focused = std::ranges::find_if(nodes, &ui::Node::focused);
    REQUIRE(focused != nodes.end());
    Readings shown;
    read_focus(before.picture, room->presenter().picture(), focused->area, focused->id, panels[0], shown);
    CHECK_FALSE(breaks(shown, Measure::focus_hidden));
    CHECK_FALSE(falls_short(shown, Measure::focus_ring));
    Readings hidden;
    read_focus(before.picture, before.picture, focused->area, focused->id, panels[0], hidden);
    CHECK(breaks(hidden, Measure::focus_hidden));
    CHECK(breaks(hidden, Measure::focus_ring));
}

TEST_CASE("a target without words is found", "[audit]")
{
    auto const room = room_on(panels[0]);
    auto const readings = read(seen(*room, [](ui::Canvas& canvas) { static_cast<void>(canvas.button("nameless", "", { .icon = "check" })); }), plain);
    CHECK(breaks(readings, Measure::unnamed));
    CHECK(breaks(readings, Measure::lone_icons));
}

TEST_CASE("a choice that is told by its colour alone is found", "[audit]")
{
    auto const room = room_on(panels[0]);
    auto sight = seen(*room, draw_sound);
    CHECK_FALSE(breaks(read(sight, plain), Measure::untold_state));
    auto const chosen = std::ranges::find(sight.targets, "three", &SeenTarget::id) - sight.targets.begin();
    auto const other = std::ranges::find(sight.targets, "four", &SeenTarget::id);
    sight.targets[static_cast<std::size_t>(chosen)].edge_width = other->edge_width;
    std::erase_if(sight.icons, [&](SeenIcon const& icon) { return icon.target == chosen; });
    CHECK(breaks(read(sight, plain), Measure::untold_state));
}

TEST_CASE("a page without the tools of every page is found", "[audit]")
{
    auto const room = room_on(panels[0]);
    CHECK(breaks(read(seen(*room, draw_sound), plain), Measure::missing_tools));
}

TEST_CASE("a control in the upper half is found in low-screen mode, and one that nobody can reach", "[audit]")
{
    auto const room = room_on(panels[0]);
    auto sight = seen(*room, draw_sound);
    Aspect const low { .mode = Mode::low };
    sight.targets[0].area = { 100, 10, 400, 100 };
    CHECK(breaks(read(sight, low), Measure::low_in_upper));
    CHECK_FALSE(reads(read(sight, plain), Measure::low_in_upper));
    CHECK(breaks(read(sight, low), Measure::reach_high));
    sight.panel.bottom_above_floor_mm = 100;
    for (auto& target : sight.targets)
        target.area = { 0, sight.panel.height_px - 60, 100, sight.panel.height_px };
    CHECK(breaks(read(sight, low), Measure::reach_low));
}

TEST_CASE("lines of more than eighty letters, five choices in easy mode, and practice that does not say so are found", "[audit]")
{
    auto const room = room_on(panels[1]);
    auto const long_lines = seen(*room, [](ui::Canvas& canvas) { canvas.text(std::string(300, 'i') + " i i i i i i i"); }, { .text_size = ui::TextSize::small });
    CHECK(breaks(read(long_lines, plain), Measure::line_length));
    auto const five = seen(*room, [](ui::Canvas& canvas) {
        for (auto const* id : { "step.a.1", "step.a.2", "step.a.3", "step.a.4", "step.a.5" })
            static_cast<void>(canvas.choice(id, id, ui::Chosen::no));
    });
    CHECK(breaks(read(five, { .mode = Mode::easy }), Measure::easy_choices));
    CHECK(breaks(read(five, { .mode = Mode::practice }), Measure::unmarked_practice));
    CHECK_FALSE(reads(read(five, plain), Measure::easy_choices));
}

TEST_CASE("a visit that does not wait long enough is found", "[audit]")
{
    Readings hasty;
    read_patience({ .until_warning = std::chrono::seconds(30), .until_warning_unhurried = std::chrono::seconds(30), .until_end = std::chrono::seconds(10) }, hasty);
    CHECK(breaks(hasty, Measure::idle_warning));
    CHECK(breaks(hasty, Measure::idle_answer));
    CHECK(breaks(hasty, Measure::idle_easy));
    Readings patient;
    read_patience({}, patient);
    CHECK_FALSE(falls_short(patient, Measure::idle_warning));
    CHECK_FALSE(falls_short(patient, Measure::idle_answer));
    CHECK_FALSE(falls_short(patient, Measure::idle_easy));
}
