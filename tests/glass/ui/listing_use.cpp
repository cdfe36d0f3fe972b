// How words come on a page, and how they cannot. Compiled as it stands with the tests; CMakeLists.txt of this folder has
// the compiler read it again with one REFUSES_… defined at a time, and expects it to refuse each for the type's sake.
#include "kiosk/glass/text/typesetter.h"
#include "kiosk/glass/ui/canvas.h"

namespace kiosk::ui::testing {

void show_both(Canvas& canvas, Finding const& finding);
void set_both(text::Typesetter& typesetter, text::Fit const& fit);

void show_both(Canvas& canvas, Finding const& finding)
{
    Words const words = canvas.say("home.question");
    Listing const listing(finding);
    canvas.text(words);
    canvas.text(canvas.say("home.question"));
    canvas.listing(listing);
    canvas.listing(Listing(finding), { .most_lines = 2 });
#ifdef REFUSES_SAID_WORDS
    canvas.listing(canvas.say("home.question"));
#endif
#ifdef REFUSES_SAID_WORDS_BY_NAME
    canvas.listing(Listing(canvas.say("home.question")));
#endif
#ifdef REFUSES_WORDS_BY_NAME
    canvas.listing(Listing(words));
#endif
#ifdef REFUSES_LITERAL
    canvas.listing({ "Please take your card" });
#endif
#ifdef REFUSES_LISTING_AS_TEXT
    canvas.text(listing);
#endif
#ifdef REFUSES_MOST_LINES_OF_TEXT
    canvas.text(words, { .most_lines = 1 });
#endif
}

void set_both(text::Typesetter& typesetter, text::Fit const& fit)
{
    text::Style const style { Language::english };
    text::ListingFit const listing { fit, 2 };
    (void)typesetter.set("words", style, fit);
    (void)typesetter.set_listing("words", style, listing);
#ifdef REFUSES_LISTING_FIT
    (void)typesetter.set("words", style, listing);
#endif
#ifdef REFUSES_PLAIN_FIT
    (void)typesetter.set_listing("words", style, fit);
#endif
}

}
