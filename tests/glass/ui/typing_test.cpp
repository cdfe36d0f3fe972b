#include "kiosk/glass/ui/typing.h"
#include "tests/glass/ui/desk.h"

#include <catch2/catch.hpp>

#include <optional>
#include <string>

using namespace kiosk;
using namespace kiosk::ui;

namespace {

Keyboards const& shipped() { return testing::shipped_keyboards(); }

Typing name_field(std::vector<std::string> ids = { "arabic", "latin", "hangul" }) { return { .keyboards = std::move(ids) }; }

Struck press(Typist& typist, Typing& typing, std::string key) { return typist.apply(typing, { .key = std::move(key) }); }

/// The text after the strokes that type it, and how many they were.
std::optional<std::pair<std::string, std::size_t>> typed(Typing typing, std::string_view text)
{
    Typist typist(shipped());
    auto const strokes = typist.strokes(typing, text);
    if (!strokes)
        return std::nullopt;
    for (auto const& stroke : *strokes)
        (void)typist.apply(typing, stroke);
    return std::pair(std::string(typing.entry.text()), strokes->size());
}

}

TEST_CASE("a capital is for one letter, two presses are for many", "[ui][typing]")
{
    Typist typist(shipped());
    auto typing = name_field({ "latin" });
    CHECK(press(typist, typing, "shift") == Struck::moved);
    CHECK(press(typist, typing, "s") == Struck::changed);
    CHECK(press(typist, typing, "a") == Struck::changed);
    press(typist, typing, "shift");
    press(typist, typing, "shift");
    press(typist, typing, "l");
    press(typist, typing, "m");
    press(typist, typing, "shift");
    press(typist, typing, "a");
    CHECK(typing.entry.text() == "SaLMa");
}

TEST_CASE("the key for more forms opens them without a long press", "[ui][typing]")
{
    Typist typist(shipped());
    auto typing = name_field();
    CHECK(press(typist, typing, "variants") == Struck::moved);
    CHECK(press(typist, typing, "ا") == Struck::moved);
    CHECK(typing.open == "ا");
    CHECK(typist.apply(typing, { .kind = Stroke::Kind::variant, .variant = 1 }) == Struck::changed);
    CHECK(typing.entry.text() == "إ");
    CHECK((typing.open.empty() && !typing.wants_variants));
    // A long press does the same, and can be taken back.
    CHECK(typist.apply(typing, { .kind = Stroke::Kind::variants, .key = "ا" }) == Struck::moved);
    CHECK(typist.apply(typing, { .kind = Stroke::Kind::close }) == Struck::moved);
    CHECK(typist.apply(typing, { .kind = Stroke::Kind::variants, .key = "ر" }) == Struck::nothing);
    CHECK(typing.open.empty());
}

TEST_CASE("the next keyboard begins with its letters and ends the syllable", "[ui][typing]")
{
    Typist typist(shipped());
    auto typing = name_field({ "hangul", "latin" });
    press(typist, typing, "ㄱ");
    press(typist, typing, "ㅏ");
    press(typist, typing, "signs");
    CHECK(press(typist, typing, "next") == Struck::moved);
    CHECK((typing.level == 0 && typing.entry.composing().empty()));
    CHECK(shown_keyboard(shipped(), typing)->id == "latin");
    CHECK(next_keyboard(shipped(), typing)->id == "hangul");
    press(typist, typing, "next");
    press(typist, typing, "ㄴ");
    CHECK(typing.entry.text() == "가ㄴ");
}

TEST_CASE("keys that are not there do nothing", "[ui][typing]")
{
    Typist typist(shipped());
    auto typing = name_field({ "digits" });
    CHECK(press(typist, typing, "q") == Struck::nothing);
    CHECK(typist.apply(typing, { .kind = Stroke::Kind::variant, .variant = 7 }) == Struck::nothing);
    CHECK(typist.apply(typing, { .kind = Stroke::Kind::close }) == Struck::nothing);
    auto nowhere = name_field({ "klingon" });
    CHECK(press(typist, nowhere, "q") == Struck::nothing);
    CHECK(shown_keyboard(shipped(), nowhere) == nullptr);
    CHECK(next_keyboard(shipped(), typing) == nullptr);
}

TEST_CASE("the city's digits are typed where the keyboard asks for them", "[ui][typing]")
{
    Typist typist(shipped());
    auto typing = name_field();
    typing.digits = language::Digits::arabic_indic;
    press(typist, typing, "1");
    press(typist, typing, "0");
    CHECK(typing.entry.text() == "١٠");
    press(typist, typing, "next");
    press(typist, typing, "5");
    CHECK(typing.entry.text() == "١٠5");
    // A phone number is European whatever the city writes.
    Typing phone { .entry = Entry({ .letters = EntryRules::Letters::phone }), .keyboards = { "arabic" }, .digits = language::Digits::arabic_indic };
    press(typist, phone, "7");
    CHECK(phone.entry.text() == "7");
}

TEST_CASE("the arrows move the caret to where they point", "[ui][typing]")
{
    Typist typist(shipped());
    auto typing = name_field();
    for (auto const* key : { "س", "ل", "signs", "right" })
        press(typist, typing, key);
    CHECK(typing.entry.caret() == 2); // to the right is back in Arabic
    press(typist, typing, "left");
    CHECK(typing.entry.caret() == 4);
}

TEST_CASE("the field takes a caret, a choice and a whole word", "[ui][typing]")
{
    Typist typist(shipped());
    auto typing = name_field();
    typing.entry = typist.editor().begin({}, "سلمى عبد");
    CHECK(typist.apply(typing, { .kind = Stroke::Kind::place, .at = 4 }) == Struck::moved);
    CHECK(typing.entry.caret() == 4);
    (void)typist.apply(typing, { .kind = Stroke::Kind::place, .at = 8, .from = 2 });
    CHECK(typing.entry.chosen() == Entry::Range { 2, 8 });
    (void)typist.apply(typing, { .kind = Stroke::Kind::choose_word, .at = 10 });
    CHECK(typing.entry.chosen() == Entry::Range { 9, 15 });
    CHECK(typist.apply(typing, { .kind = Stroke::Kind::clear }) == Struck::changed);
    CHECK(typing.entry.empty());
    CHECK(press(typist, typing, "done") == Struck::done);
}

TEST_CASE("for any text that the keyboards can type, the keys are found", "[ui][typing]")
{
    for (auto const* text : { "سلمى عبد الرحمن", "لا إله", "آمَنَّا", "Salma Alhusseini", "Jean-Luc O'Neill", "Éloïse Müller", "남궁서윤", "값어치", "홍길동 Hong", "شارع 12، العين",
             "ㅋㅋㅋ", "뷁 쀍", "100% (a+b)=c", "과외 웨이터", "앉아 안자" }) {
        INFO(text);
        auto const result = typed(name_field(), text);
        REQUIRE(result);
        CHECK(result->first == text);
    }
    CHECK(typed(name_field({ "latin" }), "SA")->second == 4);
    CHECK(typed(name_field(), "لا")->second == 1);
    CHECK_FALSE(typed(name_field({ "latin" }), "سلمى"));
    CHECK_FALSE(typed(name_field(), "漢字"));
    CHECK_FALSE(typed(name_field({ "hangul" }), "ㄱㅏ")); // the keys make a syllable of it
    Typing short_one { .entry = Entry({ .most = 2 }), .keyboards = { "latin" } };
    CHECK_FALSE(typed(short_one, "abc"));
    Typing code { .entry = Entry({ .letters = EntryRules::Letters::code }), .keyboards = { "code" } };
    CHECK(typed(code, "ab-12")->first == "AB-12");
}

TEST_CASE("the keys are found from wherever they stand", "[ui][typing]")
{
    Typist typist(shipped());
    auto typing = name_field();
    press(typist, typing, "next");
    press(typist, typing, "shift");
    auto const result = typed(typing, "aé1");
    REQUIRE(result);
    CHECK(result->first == "aé1");
    press(typist, typing, "signs");
    CHECK(typed(typing, "س")->first == "س");
}

TEST_CASE("strokes have nodes", "[ui][typing]")
{
    auto typing = name_field();
    CHECK(node_of(shipped(), typing, { .key = "ض" }) == "key.ض");
    CHECK(node_of(shipped(), typing, { .kind = Stroke::Kind::variant, .variant = 0 }).empty());
    typing.open = "ا";
    CHECK(node_of(shipped(), typing, { .kind = Stroke::Kind::variant, .variant = 0 }) == "variant.أ");
}
