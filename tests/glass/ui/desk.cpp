#include "tests/glass/ui/desk.h"

#include "tests/glass/ui/room.h"

#include <filesystem>

namespace kiosk::ui::testing {

Keyboards const& shipped_keyboards()
{
    static auto const keyboards = Keyboards::load(std::filesystem::path(SHUBBAK_SOURCE) / "assets", shipped_messages()).keyboards;
    return keyboards;
}

Desk::Desk(std::vector<std::string> keyboards, EntryRules rules)
    : typist(shipped_keyboards()), typing { .entry = Entry(rules), .keyboards = std::move(keyboards) }
{
    style.hint = "Use the keys below";
}

void Desk::draw(Canvas& canvas)
{
    canvas.page("desk");
    std::optional<Stroke> stroke;
    canvas.header([&] { canvas.text("Al Waha", { .weight = Weight::bold }); });
    canvas.body([&] {
        canvas.title("What is your name?");
        canvas.text("We print it on the certificate.", { .colour = Token::ink2 });
        if (auto const struck = canvas.text_field("desk.name", "Name", typing, style))
            stroke = struck;
    });
    canvas.footer([&] {
        if (auto const struck = canvas.keyboard("desk.name", typing))
            stroke = struck;
        canvas.row([&] {
            (void)canvas.button("back", "Back", { .icon = "arrow-left", .icon_turns = true });
            if (canvas.button("next", "Next", { .look = Look::primary, .icon = "arrow-right", .icon_last = true, .icon_turns = true }))
                ++nexts;
        }, { .along = Along::apart });
    });
    if (stroke)
        last = typist.apply(typing, *stroke);
}

}
