#include "kiosk/glass/ui/layout.h"
#include "kiosk/glass/ui/reach.h"
#include "tests/glass/ui/desk.h"
#include "tests/glass/ui/room.h"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <vector>

using namespace kiosk;
using namespace kiosk::ui;
using namespace kiosk::ui::testing;
using Phase = platform::Finger::Phase;

namespace {

/// A room with a desk in it.
struct Office {
    Room room;
    Desk desk;

    explicit Office(std::vector<std::string> keyboards = { "arabic", "latin", "hangul" }, int width = 1080, int height = 1920, float width_mm = 336)
        : room(width, height, width_mm), desk(std::move(keyboards))
    {
        show();
    }
    void show()
    {
        room.show([this](Canvas& canvas) { desk.draw(canvas); });
    }
    void switch_on(platform::Key key)
    {
        room.presenter->handle(platform::KeyPress { key });
        room.frame();
    }
    [[nodiscard]] std::string focused() const
    {
        auto const nodes = room.presenter->nodes();
        auto const found = std::ranges::find_if(nodes, &Node::focused);
        return found == nodes.end() ? std::string() : found->id;
    }
    /// Types by touching node after node, as a journey does.
    void type(std::string_view text)
    {
        auto const nodes = room.presenter->keys_for("desk.name", text);
        REQUIRE(nodes);
        for (auto const& node : *nodes)
            room.touch(node);
    }
    void hold(std::string_view id)
    {
        auto const where = room.area(id);
        room.finger(Phase::down, middle_x(where), middle_y(where));
        REQUIRE(room.presenter->next_alarm());
        room.clock.advance(TouchManners {}.long_press);
        room.presenter->pass_time();
        room.frame();
    }
    [[nodiscard]] std::string text() const { return std::string(desk.typing.entry.text()); }
};

struct Panel {
    int width, height;
    float width_mm;
};
constexpr Panel portrait { 1080, 1920, 336 };
constexpr Panel landscape { 1920, 1080, 708 };
constexpr Panel small_portrait { 1080, 1920, 268 };

/// Every level of every keyboard, in every language and text size, on every panel.
template <typename Check>
void every_keyboard(Check check)
{
    for (auto const& panel : { portrait, landscape, small_portrait }) {
        Room room(panel.width, panel.height, panel.width_mm);
        for (auto const& keyboard : shipped_keyboards().all()) {
            for (std::size_t level = 0; level < keyboard.levels.size(); ++level) {
                for (auto const language : all_languages) {
                    for (auto const size : { TextSize::small, TextSize::standard, TextSize::large, TextSize::largest }) {
                        Desk desk({ keyboard.id, keyboard.id == "latin" ? "arabic" : "latin" });
                        desk.typing.level = level;
                        room.presenter->set_form({ .language = language, .text_size = size });
                        room.show([&](Canvas& canvas) { desk.draw(canvas); });
                        INFO(fmt::format("{} level {} {} size {} on {} x {} px, {} mm", keyboard.id, level, code_of(language), static_cast<int>(size), panel.width, panel.height, panel.width_mm));
                        check(room, panel);
                    }
                }
            }
        }
    }
}

std::vector<Node> keys_of(Presenter const& presenter)
{
    std::vector<Node> keys;
    for (auto const& node : presenter.nodes()) {
        if (node.role == Role::key)
            keys.push_back(node);
    }
    return keys;
}

}

TEST_CASE("every key is large enough, far enough from the next, and on the panel", "[ui][keys]")
{
    every_keyboard([](Room const& room, Panel const& panel) {
        float const pixels_per_mm = static_cast<float>(panel.width) / panel.width_mm;
        auto const keys = keys_of(*room.presenter);
        REQUIRE(keys.size() >= 12);
        std::string faults;
        auto const side = static_cast<int>(Measures::key.value * pixels_per_mm) - 1;
        auto const gap = static_cast<int>(Measures::key_gap.value * pixels_per_mm) - 1;
        for (auto const& key : keys) {
            if (key.area.width() < side || key.area.height() < side)
                faults += fmt::format("{} is {} x {} of {}; ", key.id, key.area.width(), key.area.height(), side);
            if (key.area.left < 0 || key.area.top < 0 || key.area.right > panel.width || key.area.bottom > panel.height || !key.in_sight)
                faults += fmt::format("{} is not on the panel; ", key.id);
            for (auto const& other : keys) {
                if (&other == &key)
                    continue;
                int const across = std::max(other.area.left - key.area.right, key.area.left - other.area.right);
                int const down = std::max(other.area.top - key.area.bottom, key.area.top - other.area.bottom);
                if (std::max(across, down) < gap)
                    faults += fmt::format("{} and {} are {} apart; ", key.id, other.id, std::max(across, down));
            }
        }
        INFO(faults);
        CHECK(faults.empty());
    });
}

TEST_CASE("no letter on a key is cut", "[ui][keys][Y2]")
{
    for (auto const& panel : { portrait, landscape, small_portrait }) {
        for (auto const& keyboard : shipped_keyboards().all()) {
            for (auto const language : all_languages) {
                for (auto const size : { TextSize::small, TextSize::standard, TextSize::large, TextSize::largest }) {
                    Density const density { static_cast<float>(panel.width) / panel.width_mm };
                    Measures const measures(size, density);
                    Page page;
                    page.width = panel.width_mm;
                    page.height = static_cast<float>(panel.height) / density.pixels_per_mm;
                    Desk desk({ keyboard.id, "latin" });
                    desk.typing.open = keyboard.id == "arabic" ? "tashkeel" : "a";
                    Canvas canvas(page, measures, { .language = language }, shipped_messages(), {}, &shipped_keyboards());
                    desk.draw(canvas);
                    text::Typesetter typesetter(shipped_fonts());
                    Lettering lettering(typesetter, measures);
                    Offsets offsets;
                    lay_out(page, lettering, offsets, language);
                    INFO(keyboard.id << " " << code_of(language) << " size " << static_cast<int>(size) << " on " << panel.width_mm << " mm");
                    std::string faults;
                    for (auto const& element : page.elements()) {
                        if (element.kind != Kind::text || element.absent || element.words.empty())
                            continue;
                        auto const& set = lettering.set(element, density.pixels({ element.width }));
                        if (set.overfull || set.height > density.pixels({ element.height }) + 0.5F || set.width > density.pixels({ element.width }) + 0.5F)
                            faults += element.words.text + "; ";
                    }
                    INFO(faults);
                    CHECK(faults.empty());
                }
            }
        }
    }
}

TEST_CASE("keyboards never mirror", "[ui][keys][U4]")
{
    Room room(1080, 1920);
    for (auto const language : all_languages) {
        Desk desk({ "digits" });
        room.presenter->set_form({ .language = language });
        room.show([&](Canvas& canvas) { desk.draw(canvas); });
        CHECK(room.area("desk.name.key.1").left < room.area("desk.name.key.2").left);
        Desk letters({ "arabic" });
        room.show([&](Canvas& canvas) { letters.draw(canvas); });
        CHECK(room.area("desk.name.key.ض").left < room.area("desk.name.key.ص").left);
    }
}

TEST_CASE("keys type into the field", "[ui][keys]")
{
    Office office;
    office.type("سلمى Salma 남");
    CHECK(office.text() == "سلمى Salma 남");
    auto const* field = office.room.presenter->node("desk.name.field");
    REQUIRE(field != nullptr);
    CHECK(field->words.text.find("سلمى Salma 남") != std::string::npos);
    CHECK(field->words.privacy == Privacy::personal);
    office.room.touch("desk.name.clear");
    CHECK(office.text().empty());
    CHECK(office.room.presenter->node("desk.name.clear") == nullptr);
}

TEST_CASE("what cannot be typed here has no keys", "[ui][keys]")
{
    Office office({ "digits" });
    CHECK(office.room.presenter->keys_for("desk.name", "a").error().kind == Failure::refused);
    CHECK(office.room.presenter->keys_for("desk.other", "1").error().kind == Failure::absent);
    CHECK(office.room.presenter->keys_for("desk.name", "12").value() == std::vector<std::string> { "desk.name.key.1", "desk.name.key.2" });
}

TEST_CASE("a long press opens the variants above their key, and the finger may slide to one", "[ui][keys]")
{
    Office office;
    office.hold("desk.name.key.ا");
    CHECK(office.text().empty());
    auto const anchor = office.room.area("desk.name.key.ا");
    auto const hamza = office.room.area("desk.name.variant.إ");
    CHECK(hamza.bottom < anchor.top);
    office.room.finger(Phase::move, middle_x(hamza), middle_y(hamza));
    office.room.finger(Phase::up, middle_x(hamza), middle_y(hamza));
    office.room.frame();
    CHECK(office.text() == "إ");
    CHECK(office.room.presenter->node("desk.name.variant.إ") == nullptr);
}

TEST_CASE("variants stay open when the finger lifts, and a touch beside them closes them", "[ui][keys]")
{
    Office office;
    office.hold("desk.name.key.ا");
    auto const anchor = office.room.area("desk.name.key.ا");
    office.room.finger(Phase::up, middle_x(anchor), middle_y(anchor));
    office.room.frame();
    REQUIRE(office.room.presenter->node("desk.name.variant.أ") != nullptr);
    CHECK_FALSE(office.room.presenter->node("desk.name.key.ض")->touchable);
    office.room.touch("desk.name.key.ض");
    CHECK(office.room.presenter->node("desk.name.variant.أ") == nullptr);
    CHECK(office.text().empty());
    office.hold("desk.name.key.ا");
    office.room.finger(Phase::up, middle_x(anchor), middle_y(anchor));
    office.room.touch("desk.name.variant.أ");
    CHECK(office.text() == "أ");
}

TEST_CASE("variants lie inside of the panel whatever their key is", "[ui][keys]")
{
    for (auto const& panel : { portrait, landscape, small_portrait }) {
        for (auto const* id : { "arabic", "latin", "hangul", "email" }) {
            Office office({ id }, panel.width, panel.height, panel.width_mm);
            for (auto const size : { TextSize::small, TextSize::largest }) {
                office.room.presenter->set_form({ .language = Language::arabic, .text_size = size });
                for (auto const& row : shipped_keyboards().find(id)->levels[0].rows) {
                    for (auto const& key : row) {
                        if (key.variants.empty())
                            continue;
                        office.desk.typing.open = key.id;
                        office.show();
                        INFO(id << " " << key.id << " on " << panel.width_mm << " mm");
                        int open = 0;
                        for (auto const& node : office.room.presenter->nodes()) {
                            if (!node.id.starts_with("desk.name.variant"))
                                continue;
                            ++open;
                            CHECK((node.area.left >= 0 && node.area.top >= 0 && node.area.right <= panel.width && node.area.bottom <= panel.height && node.touchable));
                        }
                        CHECK(open == static_cast<int>(key.variants.size()) + 1);
                    }
                }
            }
        }
    }
}

TEST_CASE("a short press on a key with variants types its letter", "[ui][keys]")
{
    Office office;
    office.room.touch("desk.name.key.ا");
    CHECK(office.text() == "ا");
    CHECK_FALSE(office.room.presenter->next_alarm());
}

TEST_CASE("two switches reach every key, and type", "[ui][keys][reach]")
{
    Office office({ "latin", "hangul" });
    // The first stop is what the page is about; rows count as one.
    std::vector<std::string> stops;
    for (int i = 0; i < 9; ++i) {
        office.switch_on(platform::Key::next);
        stops.push_back(office.focused());
    }
    CHECK(stops == std::vector<std::string> { "desk.name.field", "desk.name.row.0", "desk.name.row.1", "desk.name.row.2", "desk.name.row.3", "desk.name.row.4", "back", "next", "desk.name.field" });

    auto const go_to = [&](std::string_view id) {
        for (int i = 0; i < 20 && office.focused() != id; ++i)
            office.switch_on(platform::Key::next);
        REQUIRE(office.focused() == id);
    };
    go_to("desk.name.row.2");
    office.switch_on(platform::Key::select);
    CHECK(office.focused() == "desk.name.key.a");
    std::set<std::string> reached;
    for (int i = 0; i < 9; ++i) {
        reached.insert(office.focused());
        office.switch_on(platform::Key::next);
    }
    CHECK(reached.size() == 9);
    CHECK(office.focused() == "desk.name.row.2"); // after the last the row again, so that nobody is caught
    office.switch_on(platform::Key::select);
    office.switch_on(platform::Key::next);
    office.switch_on(platform::Key::select);
    CHECK(office.text() == "s");
    CHECK(office.focused() == "desk.name.row.2");

    // Variants without a long press.
    go_to("desk.name.row.4");
    office.switch_on(platform::Key::select);
    go_to("desk.name.key.variants");
    office.switch_on(platform::Key::select);
    go_to("desk.name.row.2");
    office.switch_on(platform::Key::select);
    office.switch_on(platform::Key::select);
    CHECK(office.focused() == "desk.name.variant.á");
    office.switch_on(platform::Key::next);
    office.switch_on(platform::Key::select);
    CHECK(office.text() == "sà");
    CHECK(office.focused() == "desk.name.key.a");

    // Another level, and back.
    go_to("desk.name.row.4");
    office.switch_on(platform::Key::select);
    office.switch_on(platform::Key::select);
    CHECK(office.desk.typing.level == 1);
    CHECK(office.focused() == "desk.name.row.4");
    office.switch_on(platform::Key::select);
    CHECK(office.focused() == "desk.name.key.letters");
    office.switch_on(platform::Key::select);
    CHECK(office.desk.typing.level == 0);
    go_to("next");
    office.switch_on(platform::Key::select);
    CHECK(office.desk.nexts == 1);
}

TEST_CASE("five keys reach every key of every keyboard", "[ui][keys][reach]")
{
    for (auto const& panel : { portrait, landscape }) {
        for (auto const& keyboard : shipped_keyboards().all()) {
            Density const density { static_cast<float>(panel.width) / panel.width_mm };
            Measures const measures(TextSize::standard, density);
            Page page;
            page.width = panel.width_mm;
            page.height = static_cast<float>(panel.height) / density.pixels_per_mm;
            Desk desk({ keyboard.id, "latin" });
            Canvas canvas(page, measures, { .language = Language::arabic }, shipped_messages(), {}, &shipped_keyboards());
            desk.draw(canvas);
            text::Typesetter typesetter(shipped_fonts());
            Lettering lettering(typesetter, measures);
            Offsets offsets;
            lay_out(page, lettering, offsets, Language::arabic);
            // From the first stop, by whatever arrows lead on.
            std::set<Index> reached { focus_after(page, none, platform::Key::down) };
            std::vector<Index> open(reached.begin(), reached.end());
            while (!open.empty()) {
                auto const at = open.back();
                open.pop_back();
                for (auto const key : { platform::Key::up, platform::Key::down, platform::Key::left, platform::Key::right }) {
                    if (auto const next = focus_after(page, at, key); reached.insert(next).second)
                        open.push_back(next);
                }
            }
            for (auto const& element : page.elements()) {
                INFO(keyboard.id << " " << element.id);
                CHECK((!element.touchable || element.absent || reached.contains(page.index_of(element))));
            }
        }
    }
}

TEST_CASE("the focus stays where the citizen was when the keys change", "[ui][keys][reach]")
{
    Office office;
    for (int i = 0; i < 40 && office.focused() != "desk.name.key.next"; ++i)
        office.switch_on(i % 8 == 7 ? platform::Key::right : platform::Key::down);
    if (office.focused() != "desk.name.key.next") {
        while (office.focused() != "desk.name.key.signs")
            office.switch_on(platform::Key::left);
        office.switch_on(platform::Key::right);
    }
    REQUIRE(office.focused() == "desk.name.key.next");
    office.switch_on(platform::Key::select);
    CHECK(office.desk.typing.keyboard == 1);
    CHECK(office.focused() == "desk.name.key.next");
    while (office.focused() != "desk.name.key.signs")
        office.switch_on(platform::Key::left);
    office.switch_on(platform::Key::select);
    CHECK_FALSE(office.focused().empty());
}

TEST_CASE("the keyboard's own done can be left to the page", "[ui][keys]")
{
    Room room(1080, 1920);
    Desk desk({ "latin" });
    auto const draw = [&](KeyboardStyle::Done done) {
        room.show([&, done](Canvas& canvas) {
            canvas.page("keys");
            canvas.footer([&] { (void)canvas.keyboard("k", desk.typing, { .done = done }); });
        });
    };
    draw(KeyboardStyle::Done::shown);
    auto const narrow = room.area("k.key.space").width();
    CHECK(room.presenter->node("k.key.done") != nullptr);
    draw(KeyboardStyle::Done::absent);
    CHECK(room.presenter->node("k.key.done") == nullptr);
    CHECK(room.area("k.key.space").width() > narrow);
}

TEST_CASE("keys have names that can be heard", "[ui][keys]")
{
    Office office;
    office.room.presenter->set_form({ .language = Language::arabic });
    office.show();
    auto const says = [&](std::string_view id) { return office.room.presenter->node(id)->words.text; };
    CHECK(says("desk.name.key.tashkeel") == "فتحة");
    CHECK(says("desk.name.key.space") == "مسافة");
    CHECK(says("desk.name.key.back") == "حذف");
    CHECK(says("desk.name.key.ض") == "ض");
    CHECK(says("desk.name.key.next").find("ABC") != std::string::npos);
    CHECK(office.room.presenter->node("desk.name.key.ض")->words.language == Language::arabic);
}
