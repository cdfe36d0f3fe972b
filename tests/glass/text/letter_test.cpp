#include "kiosk/glass/text/letter.h"

#include <catch2/catch.hpp>
#include <unicode/uchar.h>

using namespace kiosk::text;

TEST_CASE("a letter is looked up once for all that is asked of it", "[text]")
{
    LetterTable letters;

    CHECK(letters.of(U'ش').script == HB_SCRIPT_ARABIC);
    CHECK(letters.of(U'ش').bidi == U_RIGHT_TO_LEFT_ARABIC);
    CHECK(letters.of(U'한').script == HB_SCRIPT_HANGUL);
    CHECK(letters.of(U'한').line == U_LB_H3);
    CHECK(letters.of(U'한').cluster == U_GCB_LVT);
    CHECK(letters.of(U'한').is(Letter::hangul));
    CHECK(letters.of(U'x').word == U_WB_ALETTER);
    CHECK(letters.of(U'x').is(Letter::in_word));
    CHECK(letters.of(U'(').is(Letter::opens));
    CHECK(letters.of(U')').is(Letter::closes));
    CHECK(letters.of(U' ').is(Letter::hangs));
    CHECK_FALSE(letters.of(U' ').is(Letter::removed));
    CHECK(letters.of(0x202a).is(Letter::removed));
    CHECK(letters.of(0x2066).is(Letter::hangs));
    CHECK(letters.of(0x1f600).is(Letter::pictographic));
    CHECK(letters.of('\n').is(Letter::control));
}

TEST_CASE("classes that wait for more knowledge are resolved as UAX #14 says", "[text]")
{
    LetterTable letters;

    CHECK(letters.of(0x00a7).line == U_LB_ALPHABETIC);     // ambiguous
    CHECK(letters.of(0x0e01).line == U_LB_ALPHABETIC);     // Thai letter
    CHECK(letters.of(0x0e31).line == U_LB_COMBINING_MARK); // Thai vowel sign
    CHECK(letters.of(0x3041).line == U_LB_NONSTARTER);     // small kana
    CHECK(letters.of(0xd800).line == U_LB_ALPHABETIC);
}

TEST_CASE("what is no code point is answered like an unassigned one", "[text]")
{
    LetterTable letters;

    CHECK(letters.of(0x110000).is(Letter::unassigned));
    CHECK(letters.of(0xffffffff).bidi == U_LEFT_TO_RIGHT);
}

TEST_CASE("both halves of a bracket name the opening one", "[text]")
{
    CHECK(opening_bracket(U')') == U'(');
    CHECK(opening_bracket(U'(') == U'(');
    CHECK(opening_bracket(0x232a) == 0x3008);
    CHECK(opening_bracket(0x2329) == 0x3008);
    CHECK(opening_bracket(0x3009) == 0x3008);
    CHECK(opening_bracket(U'x') == U'x');
}
