#include "kiosk/glass/ui/entry.h"
#include "tests/doubles/memory.h"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace kiosk;
using namespace kiosk::ui;
using Letters = EntryRules::Letters;

namespace {

std::string shown(Entry const& entry)
{
    std::string text(entry.text());
    text.insert(entry.caret(), "|");
    return text;
}

Entry composed(Editor& editor, std::initializer_list<char const*> keys)
{
    Entry entry;
    for (auto const* key : keys)
        CHECK(editor.compose(entry, key) == Edited::yes);
    return entry;
}

}

TEST_CASE("letters are typed where the caret is", "[ui][entry]")
{
    Editor editor;
    auto entry = editor.begin({}, "Slma");
    editor.place(entry, 1);
    CHECK(editor.type(entry, "a") == Edited::yes);
    CHECK(shown(entry) == "Sa|lma");
}

TEST_CASE("typing replaces what is chosen", "[ui][entry]")
{
    Editor editor;
    auto entry = editor.begin({}, "Salma Ali");
    editor.choose_word(entry, 7);
    CHECK(entry.chosen() == Entry::Range { 6, 9 });
    CHECK(editor.type(entry, "O") == Edited::yes);
    CHECK(shown(entry) == "Salma O|");
    editor.choose_all(entry);
    CHECK(editor.rub_out(entry) == Edited::yes);
    CHECK(entry.empty());
}

TEST_CASE("the caret steps over whole letters", "[ui][entry][E2]")
{
    Editor editor;
    auto entry = editor.begin({}, "e\u0301\u0628\u064E\uAC00");
    std::vector<std::size_t> places;
    while (entry.caret() > 0) {
        places.push_back(entry.caret());
        editor.step(entry, Editor::Step::back);
    }
    CHECK(places == std::vector<std::size_t> { 10, 7, 3 });
    editor.place(entry, 2); // between the letter and its accent
    CHECK(entry.caret() == 0);
    editor.step(entry, Editor::Step::on, Extend::yes);
    CHECK(entry.chosen() == Entry::Range { 0, 3 });
    editor.step(entry, Editor::Step::back);
    CHECK((entry.caret() == 0 && entry.chosen().empty()));
}

TEST_CASE("backspace takes an Arabic mark by itself, and then its letter", "[ui][entry][E4]")
{
    Editor editor;
    auto entry = editor.begin({}, "\u0628\u0651\u064E"); // beh, shadda, fatha
    CHECK(editor.rub_out(entry) == Edited::yes);
    CHECK(entry.text() == "\u0628\u0651");
    CHECK(editor.rub_out(entry) == Edited::yes);
    CHECK(entry.text() == "\u0628");
    CHECK(editor.rub_out(entry) == Edited::yes);
    CHECK(entry.empty());
    CHECK(editor.rub_out(entry) == Edited::nothing);
}

TEST_CASE("backspace takes what cannot be taken apart at once", "[ui][entry][E4]")
{
    Editor editor;
    auto entry = editor.begin({}, "a\u00E9");
    CHECK(editor.rub_out(entry) == Edited::yes);
    CHECK(entry.text() == "a");
    auto family = editor.begin({}, "a\U0001F468\u200D\U0001F469");
    CHECK(editor.rub_out(family) == Edited::yes);
    CHECK(family.text() == "a");
}

TEST_CASE("lam and alef of one key are two letters", "[ui][entry][E4]")
{
    Editor editor;
    Entry entry;
    CHECK(editor.type(entry, "لا") == Edited::yes);
    CHECK(editor.count(entry) == 2);
    CHECK(editor.rub_out(entry) == Edited::yes);
    CHECK(entry.text() == "ل");
}

TEST_CASE("jamo become syllables", "[ui][entry][hangul]")
{
    Editor editor;
    auto entry = composed(editor, { "ㄷ", "ㅏ", "ㄹ", "ㄱ" });
    CHECK(entry.text() == "닭");
    CHECK(entry.composing() == Entry::Range { 0, 3 });
    // The vowel takes the last consonant with it.
    CHECK(editor.compose(entry, "ㅏ") == Edited::yes);
    CHECK(entry.text() == "달가");
    CHECK(entry.composing() == Entry::Range { 3, 6 });
    CHECK(shown(entry) == "달가|");
}

TEST_CASE("backspace undoes a syllable that is being composed key by key", "[ui][entry][hangul][E4]")
{
    Editor editor;
    auto entry = composed(editor, { "ㄱ", "ㅗ", "ㅏ", "ㄴ", "ㅎ" });
    std::vector<std::string> seen { std::string(entry.text()) };
    while (editor.rub_out(entry) == Edited::yes)
        seen.emplace_back(entry.text());
    CHECK(seen == std::vector<std::string> { "괂", "관", "과", "고", "ㄱ", "" });
}

TEST_CASE("a syllable that is finished goes at once", "[ui][entry][hangul][E4]")
{
    Editor editor;
    auto entry = composed(editor, { "ㅅ", "ㅓ", "ㅇ", "ㅠ", "ㄴ" });
    CHECK(entry.text() == "서윤");
    for (int i = 0; i < 3; ++i)
        CHECK(editor.rub_out(entry) == Edited::yes);
    CHECK(entry.text() == "서");
    CHECK(entry.composing().empty());
    CHECK(editor.rub_out(entry) == Edited::yes);
    CHECK(entry.empty());
}

TEST_CASE("moving the caret ends the syllable", "[ui][entry][hangul]")
{
    Editor editor;
    auto entry = composed(editor, { "ㄱ", "ㅏ" });
    editor.step(entry, Editor::Step::back);
    CHECK(entry.composing().empty());
    CHECK(editor.compose(entry, "ㄴ") == Edited::yes);
    CHECK(shown(entry) == "ㄴ|가");
    CHECK(editor.compose(entry, "ㅏ") == Edited::yes);
    CHECK(shown(entry) == "나|가");
}

TEST_CASE("a space ends the syllable and stands behind it", "[ui][entry][hangul]")
{
    Editor editor;
    auto entry = composed(editor, { "ㄱ", "ㅏ", " ", "ㄱ", "ㅏ" });
    CHECK(entry.text() == "가 가");
    CHECK(entry.composing() == Entry::Range { 4, 7 });
}

TEST_CASE("all eleven thousand syllables can be typed and undone", "[ui][entry][hangul]")
{
    HangulComposer composer;
    int wrong = 0;
    for (char32_t c = 0xAC00; c <= 0xD7A3; ++c) {
        std::string const syllable { static_cast<char>(0xE0 | (c >> 12)), static_cast<char>(0x80 | ((c >> 6) & 0x3F)), static_cast<char>(0x80 | (c & 0x3F)) };
        std::string keys;
        auto const jamo = HangulComposer::unfolded(syllable);
        for (std::size_t at = 0; at < jamo.size(); at += 3)
            keys += HangulComposer::key_of(jamo.view().substr(at, 3)).value_or('?');
        auto const outcome = composer.compose(keys);
        wrong += outcome.composing.view() == syllable && outcome.finished.empty() && outcome.kept == keys.size() ? 0 : 1;
    }
    CHECK(wrong == 0);
}

TEST_CASE("no letter goes beyond the limit, and a syllable may be finished at it", "[ui][entry][E1][E3]")
{
    Editor editor;
    auto entry = editor.begin({ .most = 2 }, "ab");
    CHECK(editor.type(entry, "c") == Edited::full);
    CHECK(entry.text() == "ab");
    CHECK(editor.type(entry, "\u0301") == Edited::yes); // an accent is no letter more
    auto name = editor.begin({ .most = 1 }, "");
    for (auto const* key : { "ㅂ", "ㅏ", "ㄱ" })
        CHECK(editor.compose(name, key) == Edited::yes);
    CHECK(name.text() == "박");
    CHECK(editor.compose(name, "ㅏ") == Edited::full);
    CHECK(name.text() == "박");
    CHECK(editor.begin({ .most = 3 }, "abcdef").text() == "abc");
}

TEST_CASE("marks without end have no room", "[ui][entry][E1]")
{
    Editor editor;
    auto entry = editor.begin({ .most = 2 }, "a");
    int typed = 0;
    while (typed < 1000 && editor.type(entry, "\u0301") == Edited::yes)
        ++typed;
    CHECK(typed < 40);
}

TEST_CASE("a field takes the letters of its kind", "[ui][entry][E1][E3]")
{
    Editor editor;
    auto const after = [&](Letters letters, std::string_view text) { return std::string(editor.begin({ .letters = letters }, text).text()); };
    CHECK(after(Letters::digits, "0١٢۳a4") == "01234");
    CHECK(after(Letters::phone, "+20 (10)1+2") == "+201012");
    CHECK(after(Letters::code, "ab-12ß") == "AB-12");
    CHECK(after(Letters::e_mail, "a b@c.example") == "ab@c.example");
    CHECK(after(Letters::any, "سلمى\n\u202E\uFEFFx\xFF") == "سلمىx");
    Entry digits({ .letters = Letters::digits });
    CHECK(editor.type(digits, "a") == Edited::not_taken);
    Entry phone = editor.begin({ .letters = Letters::phone }, "12");
    CHECK(editor.type(phone, "+") == Edited::not_taken);
    editor.place(phone, 0);
    CHECK(editor.type(phone, "+") == Edited::yes);
    CHECK(phone.text() == "+12");
}

TEST_CASE("a word is rubbed out with the space behind it", "[ui][entry]")
{
    Editor editor;
    auto entry = editor.begin({}, "سلمى عبد ");
    CHECK(editor.rub_out_word(entry) == Edited::yes);
    CHECK(entry.text() == "سلمى ");
    CHECK(editor.rub_out_word(entry) == Edited::yes);
    CHECK(entry.empty());
    CHECK(editor.rub_out_word(entry) == Edited::nothing);
    CHECK(editor.clear(entry) == Edited::nothing);
}

TEST_CASE("deleting between a letter and an accent leaves the caret on a boundary", "[ui][entry][E2]")
{
    Editor editor;
    auto entry = editor.begin({}, "a");
    REQUIRE(editor.type(entry, "b") == Edited::yes);
    editor.place(entry, 1);
    CHECK(editor.type(entry, "x") == Edited::yes);
    CHECK(editor.rub_out(entry) == Edited::yes);
    CHECK(editor.stepper().is_boundary(entry.text(), entry.caret()));
    auto marked = editor.begin({}, "\u0301");
    editor.place(marked, 0);
    CHECK(editor.type(marked, "a") == Edited::yes);
    CHECK(shown(marked) == "a\u0301|");
}

TEST_CASE("nothing that was typed stays in memory", "[ui][entry][E5]")
{
    doubles::Planted const name(20'26'11'22);
    Editor editor;
    {
        Entry entry({ .most = 400 });
        {
            auto const text = name.text();
            for (char const letter : text.view())
                CHECK(editor.type(entry, { &letter, 1 }) == Edited::yes);
        }
        CHECK(name.times_in_memory(1) > 0);
        editor.place(entry, 20);
        (void)editor.rub_out_word(entry);
        auto copy = entry;
        (void)editor.clear(entry);
        entry = std::move(copy);
        (void)editor.stepper().word_at(entry.text(), 30);
    }
    CHECK(name.times_in_memory(1) == 0);
    CHECK(name.times_in_memory(2) == 0);
    CHECK(name.times_in_memory(4) == 0);
}
