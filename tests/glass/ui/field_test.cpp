#include "kiosk/glass/ui/line.h"
#include "tests/doubles/memory.h"
#include "tests/glass/ui/desk.h"
#include "tests/glass/ui/room.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace kiosk;
using namespace kiosk::ui;
using namespace kiosk::ui::testing;
using Phase = platform::Finger::Phase;

namespace {

struct Office {
    Room room { 1080, 1920 };
    Desk desk;

    explicit Office(std::string_view text = {}, EntryRules rules = {}, TextFieldStyle const& style = {}) : desk({ "latin" }, rules)
    {
        desk.style = style;
        desk.typing.entry = desk.typist.editor().begin(rules, text);
        room.show([this](Canvas& canvas) { desk.draw(canvas); });
    }
    /// A touch in the field at this share of its width.
    void touch_at(float share)
    {
        auto const area = room.area("desk.name.field");
        float const x = static_cast<float>(area.left) + share * static_cast<float>(area.width());
        room.finger(Phase::down, x, middle_y(area));
        room.finger(Phase::up, x, middle_y(area));
        room.frame();
    }
    [[nodiscard]] std::size_t caret() const { return desk.typing.entry.caret(); }
};

/// The field's line as it is laid out for `entry`, in a box of 100 mm.
struct Set {
    text::Typesetter typesetter { shipped_fonts() };
    Measures measures { TextSize::standard, { 2 } };
    Lettering lettering { typesetter, measures };
    Element element;

    Set(std::string_view text, std::size_t caret, Flow flow = Flow::content, Language reading = Language::english)
    {
        element.kind = Kind::line;
        element.words = Words::personal(text);
        element.type = Type::title;
        element.flow = flow;
        element.reading = reading;
        element.marks = LineMarks { .caret = caret, .active = true };
        element.area = { 100, 50, 300, 110 };
    }
    [[nodiscard]] Line line(std::optional<float> shift = std::nullopt) { return Line(lettering, element, shift); }
};

}

TEST_CASE("a touch in the field places the caret", "[ui][field]")
{
    Office office("Salma");
    office.touch_at(0.9F);
    CHECK(office.caret() == 5);
    office.touch_at(0.01F);
    CHECK(office.caret() == 0);
    CHECK(office.desk.last == Struck::moved);
    office.room.touch("desk.name.key.x");
    CHECK(office.desk.typing.entry.text() == "xSalma");
}

TEST_CASE("in an Arabic name the caret goes to the letter under the finger", "[ui][field]")
{
    Office office("سلمى");
    office.touch_at(0.01F); // left of all letters is behind the last
    CHECK(office.caret() == 8);
    office.touch_at(0.995F);
    CHECK(office.caret() == 0);
}

TEST_CASE("drawing over letters chooses them", "[ui][field]")
{
    Office office("Salma Ali");
    auto const area = office.room.area("desk.name.field");
    auto const presents = office.room.glass->presents();
    office.room.finger(Phase::down, static_cast<float>(area.left) + 4, middle_y(area));
    for (int x = 40; x < 900; x += 40)
        office.room.finger(Phase::move, static_cast<float>(area.left + x), middle_y(area));
    office.room.finger(Phase::up, static_cast<float>(area.right) - 4, middle_y(area));
    office.room.frame();
    CHECK(office.desk.typing.entry.chosen() == Entry::Range { 0, 9 });
    CHECK(office.room.glass->presents() == presents + 1);
    office.room.touch("desk.name.key.z");
    CHECK(office.desk.typing.entry.text() == "z");
}

TEST_CASE("a long press chooses the word", "[ui][field]")
{
    Office office("Salma Ali");
    auto const area = office.room.area("desk.name.field");
    office.room.finger(Phase::down, static_cast<float>(area.left) + 60, middle_y(area));
    REQUIRE(office.room.presenter->next_alarm());
    office.room.clock.advance(TouchManners {}.long_press);
    office.room.presenter->pass_time();
    office.room.finger(Phase::up, static_cast<float>(area.left) + 60, middle_y(area));
    office.room.frame();
    CHECK(office.desk.typing.entry.chosen() == Entry::Range { 0, 5 });
}

TEST_CASE("masked letters are neither shown nor said", "[ui][field]")
{
    Office office("K7P2", { .letters = EntryRules::Letters::code }, { .masked = Masked::yes });
    auto const nothing_said = [&] {
        return std::ranges::none_of(office.room.presenter->nodes(), [](Node const& node) { return node.words.text.find("K7P2") != std::string::npos; });
    };
    CHECK(nothing_said());
    CHECK(office.room.presenter->node("desk.name.field")->words.text.find("hidden letters") != std::string::npos);
    auto const hidden = office.room.presenter->picture();
    office.room.touch("desk.name.show");
    CHECK(nothing_said()); // who hears does not see, and others hear too
    CHECK(office.desk.typing.shown == Typing::Shown::plain);
    auto const shown = office.room.presenter->picture();
    CHECK_FALSE(std::ranges::equal(hidden.pixels(), shown.pixels()));
    office.room.touch("desk.name.show");
    CHECK(std::ranges::equal(hidden.pixels(), office.room.presenter->picture().pixels()));
    // A touch places the caret among the dots.
    office.touch_at(0.01F);
    CHECK(office.caret() == 0);
    office.touch_at(0.9F);
    CHECK(office.caret() == 4);
}

TEST_CASE("what is wrong stands at the field in words", "[ui][field]")
{
    Office office("a", {}, { .complaint = "Too short." });
    auto const* field = office.room.presenter->node("desk.name.field");
    CHECK(field->words.text.find("Too short.") != std::string::npos);
}

TEST_CASE("what is longer than its box moves so that the caret is in sight", "[ui][field]")
{
    std::string const text = "A name that is far longer than any box that could hold it";
    for (std::size_t caret = 0; caret <= text.size(); ++caret) {
        Set set(text, caret);
        for (auto const before : { std::optional<float>(), std::optional(0.0F), std::optional(40.0F), std::optional(1000.0F) }) {
            auto const line = set.line(before);
            auto const at = line.caret().first;
            CHECK(at.left >= set.element.area.left);
            CHECK(at.right <= set.element.area.right);
            CHECK(line.position_at(static_cast<float>(at.left + at.right) / 2) == caret);
        }
    }
}

TEST_CASE("a line does not move while its caret is in sight", "[ui][field]")
{
    std::string const text = "A name that is far longer than any box that could hold it";
    float const shift = Set(text, 30).line().shift();
    CHECK(shift > 0);
    CHECK(Set(text, 28).line(shift).shift() == Approx(shift));
    CHECK(Set(text, 27).line(shift).shift() == Approx(shift));
    CHECK(Set(text, 0).line(shift).shift() == Approx(0));
}

TEST_CASE("letters stand where their direction starts, digits where the page does", "[ui][field]")
{
    auto const middle = 200.0F;
    CHECK(static_cast<float>(Set("سلمى", 0).line().caret().first.left) > middle);
    CHECK(static_cast<float>(Set("Salma", 0).line().caret().first.left) < middle);
    CHECK(static_cast<float>(Set("Salma", 0, Flow::content, Language::arabic).line().caret().first.left) < middle);
    CHECK(static_cast<float>(Set("12", 2, Flow::left_to_right, Language::arabic).line().caret().first.left) > middle);
    CHECK(static_cast<float>(Set("", 0, Flow::content, Language::arabic).line().caret().first.left) > middle);
}

TEST_CASE("a space at the end moves the caret", "[ui][field]")
{
    auto const at = [](std::string_view text) { return Set(text, text.size()).line().caret().first.left; };
    CHECK(at("ab ") > at("ab"));
    CHECK(at("ab  ") > at("ab "));
    CHECK(at("سل ") < at("سل"));
}

TEST_CASE("what is being composed is underlined", "[ui][field]")
{
    Set set("가나", 6);
    auto const under = set.line().under({ 3, 6 });
    REQUIRE(under.size() == 1);
    auto const behind = set.line().behind({ 0, 3 });
    REQUIRE(behind.size() == 1);
    CHECK(std::abs(under[0].left - behind[0].right) <= 1);
    CHECK(set.line().under({ 2, 2 }).empty());
}

TEST_CASE("a field under the keys is brought into sight", "[ui][field]")
{
    Room room(1920, 1080, 708);
    Desk desk({ "arabic" });
    room.presenter->set_form({ .language = Language::arabic, .text_size = TextSize::largest });
    room.show([&](Canvas& canvas) { desk.draw(canvas); });
    CHECK(room.presenter->node("desk.name.field")->in_sight);
    CHECK(room.presenter->node("desk.name.field")->area.bottom <= room.area("desk.name.row.0").top);
}

TEST_CASE("nothing that was typed by keys stays in memory after the visit", "[ui][field][U5]")
{
    doubles::Planted const name(20'26'11'23);
    Room room(1080, 1920);
    {
        Desk desk({ "code" }, { .letters = EntryRules::Letters::code, .most = 400 });
        room.show([&](Canvas& canvas) { desk.draw(canvas); });
        auto const text = name.text();
        desk.style.complaint = "Too long, as it is.";
        for (std::size_t i = 0; i < text.size(); ++i)
            room.touch(std::string("desk.name.key.") + text.view()[i]);
        CHECK(desk.typing.entry.text() == text.view());
    }
    CHECK(name.times_in_memory(1) > 0);
    room.presenter->forget();
    CHECK(name.times_in_memory(1) == 0);
    CHECK(name.times_in_memory(2) == 0);
    CHECK(name.times_in_memory(4) == 0);
}
