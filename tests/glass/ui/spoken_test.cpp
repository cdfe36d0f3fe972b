#include "kiosk/glass/language/spoken_messages.h"
#include "tests/doubles/memory.h"
#include "tests/glass/ui/room.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace kiosk;
using namespace kiosk::ui;
using namespace kiosk::ui::testing;

namespace {

language::SpokenMessages const& shipped_speech()
{
    static auto const speech = language::SpokenMessages::load(SHUBBAK_SOURCE "/assets", shipped_messages());
    return speech;
}

}

TEST_CASE("things carry what is said of them while speech is on, and only then", "[ui][spoken]")
{
    Room room;
    room.presenter->set_form({ Language::arabic, TextSize::standard });
    Pressed pressed;
    auto const said_of_all = [&] {
        return std::ranges::count_if(room.presenter->nodes(), [](Node const& node) { return !node.words.spoken.empty(); });
    };
    room.show([&](Canvas& canvas) { draw_sample(canvas, pressed); });
    CHECK(said_of_all() == 0);
    room.presenter->set_spoken(&shipped_speech());
    room.frame();
    for (auto const& node : room.presenter->nodes()) {
        INFO(node.id);
        CHECK(node.words.spoken.empty() == node.words.empty());
    }
    room.presenter->set_spoken(nullptr);
    room.frame();
    CHECK(said_of_all() == 0);
}

TEST_CASE("a field is told by its label, its value and what is wrong with it, each apart", "[ui][spoken]")
{
    Room room;
    room.presenter->set_form({ Language::english, TextSize::standard });
    room.presenter->set_spoken(&shipped_speech());
    room.show([&](Canvas& canvas) {
        canvas.page("hello");
        canvas.header([&] { canvas.text("the city"); });
        canvas.body([&] { canvas.field("name", "Name", Words::personal("Layan"), { .complaint = "Too short." }); });
        canvas.footer([&] { (void)canvas.button("go", "Go", { .second = Words("가기", Language::korean), .enabled = Enabled::no }); });
    });
    auto const& field = *room.presenter->node("name");
    CHECK(field.role == Role::field);
    CHECK(field.words.spoken.view() == "Name");
    CHECK(field.value.spoken.view() == "Layan");
    CHECK(field.value.privacy == Privacy::personal);
    CHECK(field.fault.spoken.view() == "Too short.");
    CHECK(field.part == Part::body);
    auto const& button = *room.presenter->node("go");
    CHECK(button.part == Part::footer);
    CHECK_FALSE(button.usable);
    // The same in another language is not said again.
    CHECK(button.words.spoken.view() == "Go");
    CHECK(room.presenter->nodes().front().part == Part::header);
}

TEST_CASE("sentences are joined with what is said of them", "[ui][spoken]")
{
    Words words("One.");
    words.spoken = SecretText("one");
    Words more = Words::personal("Two.");
    more.spoken = SecretText("two");
    words += more;
    CHECK(words.text == "One. Two.");
    CHECK(words.spoken.view() == "one two");
    CHECK(words.privacy == Privacy::personal);
}

TEST_CASE("what is said of a name is forgotten with it", "[ui][spoken][U5]")
{
    Room room;
    room.presenter->set_spoken(&shipped_speech());
    doubles::Planted const name(22'11'26);
    {
        auto const text = name.text();
        room.show([&](Canvas& canvas) {
            canvas.page("hello");
            canvas.body([&] {
                Words title("Hello");
                title += Words::personal(text.view());
                canvas.title(title);
                (void)canvas.button("you", Words::personal(text.view()), { .second = Words::personal(text.view()) });
                canvas.field("name", "Name", Words::personal(text.view()));
            });
        });
    }
    CHECK(name.times_in_memory(1) > 0);
    room.presenter->forget();
    for (std::size_t const step : { 1U, 2U, 4U })
        CHECK(name.times_in_memory(step) == 0);
}

TEST_CASE("the curtain shows nothing of the page, and the page goes on beneath it", "[ui][curtain]")
{
    Room room;
    Pressed pressed;
    bool second = false;
    room.show([&](Canvas& canvas) {
        canvas.page("hello");
        canvas.body([&] {
            canvas.title(second ? "Layan" : "Somebody");
            if (canvas.button("go", "Go"))
                second = true;
        });
    });
    auto const open = room.presenter->picture();
    room.presenter->set_curtain([](Canvas& canvas) {
        canvas.page("curtain");
        canvas.body([&] { canvas.title("Speech guides"); });
    });
    room.frame();
    auto const drawn = room.presenter->picture();
    CHECK_FALSE(std::ranges::equal(open.pixels(), drawn.pixels()));
    // The keys reach the page, and none of it is seen.
    for (auto const key : { platform::Key::down, platform::Key::select }) {
        room.presenter->handle(platform::KeyPress { key });
        room.frame();
    }
    CHECK(second);
    CHECK(room.presenter->page() == "hello");
    CHECK(room.presenter->node("go")->focused);
    CHECK(room.presenter->nodes().front().words.text == "Layan");
    CHECK(std::ranges::equal(room.presenter->picture().pixels(), drawn.pixels()));
    room.presenter->set_curtain({});
    room.frame();
    CHECK_FALSE(std::ranges::equal(room.presenter->picture().pixels(), drawn.pixels()));
}

TEST_CASE("while speech is on, up and down lead through the page as it is read", "[ui][spoken][focus]")
{
    Room room;
    room.presenter->set_spoken(&shipped_speech());
    Pressed pressed;
    room.show([&](Canvas& canvas) { draw_sample(canvas, pressed); });
    std::vector<std::string> usable;
    for (auto const& node : room.presenter->nodes()) {
        if (node.usable)
            usable.push_back(node.id);
    }
    auto const focused = [&] {
        auto const found = std::ranges::find_if(room.presenter->nodes(), &Node::focused);
        return found == room.presenter->nodes().end() ? std::string() : found->id;
    };
    std::vector<std::string> walked;
    for (std::size_t i = 0; i < usable.size(); ++i) {
        room.presenter->handle(platform::KeyPress { platform::Key::down });
        room.frame();
        walked.push_back(focused());
    }
    // It begins with what the page is about, and ends with the tools above it.
    auto const first = std::ranges::find(usable, walked.front());
    REQUIRE(first != usable.end());
    std::ranges::rotate(usable, first);
    CHECK(walked == usable);
    for (auto const key : { platform::Key::left, platform::Key::right }) {
        room.presenter->handle(platform::KeyPress { key });
        room.frame();
        CHECK(focused() == walked.back());
    }
    room.presenter->handle(platform::KeyPress { platform::Key::up });
    room.frame();
    CHECK(focused() == walked[walked.size() - 2]);
}
