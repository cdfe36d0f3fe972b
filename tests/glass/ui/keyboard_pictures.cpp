/// Draws every keyboard in every language, text size and orientation: `keyboard_pictures DIR [FILTER…]` writes
/// DIR/ORIENTATION/LANGUAGE/SIZE/NAME.png. For people to look at.

#include "kiosk/glass/pictures/png.h"
#include "tests/glass/ui/desk.h"
#include "tests/glass/ui/room.h"

#include <fmt/format.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <functional>
#include <span>

using namespace kiosk;
using namespace kiosk::ui;
using namespace kiosk::ui::testing;

namespace {

struct Scene {
    std::string name;
    std::function<void(Desk&)> set = [](Desk&) { };
    std::vector<std::string> keyboards { "arabic", "latin", "hangul" };
    EntryRules rules {};
};

void type(Desk& desk, std::string_view text)
{
    auto const strokes = desk.typist.strokes(desk.typing, text);
    verify(strokes.has_value(), "the picture's text can be typed");
    for (auto const& stroke : *strokes)
        (void)desk.typist.apply(desk.typing, stroke);
}

void press(Desk& desk, std::string key) { (void)desk.typist.apply(desk.typing, { .key = std::move(key) }); }

std::vector<Scene> scenes()
{
    return {
        { "arabic", [](Desk& desk) { type(desk, "سَلْمى عبد الرحمن"); } },
        { "arabic-empty" },
        { "arabic-variants", [](Desk& desk) { type(desk, "سلمى "); (void)desk.typist.apply(desk.typing, { .kind = Stroke::Kind::variants, .key = "ا" }); } },
        { "arabic-tashkeel", [](Desk& desk) { type(desk, "سلم"); press(desk, "variants"); press(desk, "tashkeel"); } },
        { "arabic-wants", [](Desk& desk) { press(desk, "variants"); } },
        { "arabic-signs", [](Desk& desk) { desk.typing.digits = language::Digits::arabic_indic; type(desk, "شارع ١٢"); press(desk, "signs"); } },
        { "latin", [](Desk& desk) { press(desk, "next"); type(desk, "Salma Alhusseini"); } },
        { "latin-shift", [](Desk& desk) { press(desk, "next"); press(desk, "shift"); } },
        { "latin-lock", [](Desk& desk) { press(desk, "next"); press(desk, "shift"); press(desk, "shift"); type(desk, "OSLO"); desk.typist.editor().choose_word(desk.typing.entry, 1); } },
        { "latin-variants", [](Desk& desk) { press(desk, "next"); type(desk, "Zo"); (void)desk.typist.apply(desk.typing, { .kind = Stroke::Kind::variants, .key = "o" }); } },
        { "latin-signs", [](Desk& desk) { press(desk, "next"); press(desk, "signs"); } },
        { "hangul", [](Desk& desk) { type(desk, "남궁서유"); } },
        { "hangul-shift", [](Desk& desk) { type(desk, "남"); press(desk, "shift"); } },
        { "mixed", [](Desk& desk) { type(desk, "سلمى Salma 남"); desk.typist.editor().place(desk.typing.entry, 9); } },
        { "long", [](Desk& desk) { type(desk, "سلمى عبد الرحمن محمود إبراهيم عبد العزيز الحسيني"); } },
        { "complaint", [](Desk& desk) { type(desk, "س"); desk.style.complaint = "Too short: please enter your first name and your family name."; } },
        { "masked", [](Desk& desk) { type(desk, "K7P2"); desk.style.masked = Masked::yes; }, { "code" }, { .letters = EntryRules::Letters::code, .most = 8 } },
        { "code", [](Desk& desk) { type(desk, "AB-1204"); desk.style.flow = Flow::left_to_right; }, { "code" }, { .letters = EntryRules::Letters::code } },
        { "email", [](Desk& desk) { type(desk, "salma@example.org"); desk.style.flow = Flow::left_to_right; }, { "email" }, { .letters = EntryRules::Letters::e_mail } },
        { "phone", [](Desk& desk) { type(desk, "+201012345678"); desk.style.flow = Flow::left_to_right; }, { "phone" }, { .letters = EntryRules::Letters::phone } },
        { "digits", [](Desk& desk) { type(desk, "12"); desk.style.flow = Flow::left_to_right; }, { "digits" }, { .letters = EntryRules::Letters::digits } },
    };
}

constexpr std::array size_names { "small", "standard", "large", "largest" };

bool wanted(std::string const& path, std::span<char*> filters)
{
    for (auto const* filter : filters) {
        if (("/" + path + "/").find("/" + std::string(filter) + "/") == std::string::npos)
            return false;
    }
    return true;
}

}

int main(int count, char** words)
{
    if (count < 2) {
        fmt::print(stderr, "usage: keyboard_pictures DIR [FILTER…]\n");
        return 2;
    }
    struct Panel {
        char const* name;
        int width, height;
        float width_mm;
    };
    for (auto const& panel : { Panel { "portrait", 1080, 1920, 336 }, Panel { "landscape", 1920, 1080, 708 } }) {
        Room room(panel.width, panel.height, panel.width_mm);
        for (auto const& scene : scenes()) {
            for (auto const language : all_languages) {
                for (auto const size : { TextSize::small, TextSize::standard, TextSize::large, TextSize::largest }) {
                    auto const path = fmt::format("{}/{}/{}/{}", panel.name, code_of(language), size_names[static_cast<std::size_t>(size)], scene.name);
                    if (!wanted(path, std::span(words + 2, static_cast<std::size_t>(count - 2))))
                        continue;
                    Desk desk(scene.keyboards, scene.rules);
                    scene.set(desk);
                    room.presenter->forget();
                    room.presenter->set_form({ .language = language, .text_size = size });
                    room.show([&](Canvas& canvas) { desk.draw(canvas); });
                    auto const file = std::filesystem::path(words[1]) / (path + ".png");
                    std::filesystem::create_directories(file.parent_path());
                    std::ofstream(file, std::ios::binary) << pictures::encode_png(room.presenter->picture());
                    fmt::print("{}\n", file.string());
                }
            }
        }
    }
    return 0;
}
