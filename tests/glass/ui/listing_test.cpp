#include "kiosk/glass/ui/listing.h"

#include "kiosk/glass/ui/layout.h"
#include "kiosk/glass/ui/lettering.h"
#include "tests/glass/ui/room.h"

#include <catch2/catch.hpp>

using namespace kiosk;
using namespace kiosk::ui;
using namespace kiosk::ui::testing;

namespace {

Finding const finding { .part = "receipt_printer", .ok = false, .where = "usb 1-4.2", .expected = "a printer that answers within two seconds of being asked for its state", .seen = "nothing at all, three times in a row, after it had printed 12 receipts", .remedy = "look at the cable, then switch the printer off and on again" };

Element const& named(Page const& page, std::string_view id) { return page[page.find(id)]; }

}

TEST_CASE("a finding is one line of a list, and the same words for a citizen are whole", "[ui]")
{
    for (auto const language : all_languages) {
        auto const made = laid_out(
            [](Canvas& canvas, Pressed&) {
                canvas.page("technician");
                canvas.body([&] {
                    canvas.listing(Listing(finding), { .id = "one" });
                    canvas.listing(Listing(finding), { .most_lines = 2, .id = "two" });
                    canvas.text(Words(Listing(finding).text(), Language::english), { .type = Type::note, .id = "whole" });
                });
            },
            language, TextSize::standard, 336, 598);
        auto const& one = named(made->page, "one");
        auto const& two = named(made->page, "two");
        auto const& whole = named(made->page, "whole");
        CHECK(one.words.text == whole.words.text);
        CHECK(two.height == Approx(2 * one.height).margin(0.1));
        CHECK(whole.height > 2.5f * one.height);
        CHECK(one.width <= made->page.width);

        text::Typesetter typesetter(shipped_fonts());
        Lettering lettering(typesetter, Measures(TextSize::standard, made->density));
        auto const width = made->density.pixels({ one.width });
        CHECK(lettering.set(one, width).shortened);
        CHECK(lettering.set(two, width).lines.size() == 2);
        CHECK_FALSE(lettering.set(whole, width).shortened);
        CHECK(lettering.least_width(one) < lettering.least_width(whole));
    }
}

TEST_CASE("a listing says what was looked at, and what is wrong only if something is", "[ui]")
{
    CHECK(Listing(Finding { .part = "fonts", .ok = true, .where = "", .expected = "", .seen = "", .remedy = "" }).text() == "fonts");
    auto const text = Listing(finding).text();
    CHECK(text.starts_with("receipt_printer: usb 1-4.2: expected "));
    CHECK(text.ends_with(finding.remedy));
}
