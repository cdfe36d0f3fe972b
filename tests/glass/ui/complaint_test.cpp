#include "kiosk/glass/ui/complaint.h"
#include "tests/glass/ui/room.h"

#include <catch2/catch.hpp>

#include <set>
#include <string>

using namespace kiosk;
using namespace kiosk::ui;
using Letters = EntryRules::Letters;

namespace {

Complaint about(Letters letters, std::string_view text, std::size_t least = 1)
{
    Editor editor;
    return complaint_about(editor, editor.begin({ .letters = letters }, text), least);
}

}

TEST_CASE("a field that may not stay empty says so", "[ui][complaint]")
{
    CHECK(about(Letters::any, "") == Complaint::empty);
    CHECK(about(Letters::any, "   ") == Complaint::empty);
    CHECK(about(Letters::any, "", 0) == Complaint::none);
    CHECK(about(Letters::e_mail, "", 0) == Complaint::none);
}

TEST_CASE("letters are counted as a citizen counts them", "[ui][complaint]")
{
    CHECK(about(Letters::any, "\u0628\u064E", 2) == Complaint::too_short);
    CHECK(about(Letters::any, "\uB0A8\uAD81", 2) == Complaint::none);
    CHECK(about(Letters::code, "AB", 3) == Complaint::too_short);
}

TEST_CASE("a phone number has five to fifteen digits", "[ui][complaint]")
{
    CHECK(about(Letters::phone, "+20 10 1234 5678") == Complaint::none);
    CHECK(about(Letters::phone, "1234") == Complaint::no_phone);
    CHECK(about(Letters::phone, "+") == Complaint::no_phone);
    CHECK(about(Letters::phone, "1234567890123456") == Complaint::no_phone);
    CHECK(about(Letters::phone, "12345", 8) == Complaint::no_phone);
}

TEST_CASE("an e-mail address has the shape of one", "[ui][complaint]")
{
    for (auto const* good : { "salma@example.org", "s.a+b@mail.example.co.kr", "1@2-3.eg" }) {
        INFO(good);
        CHECK(about(Letters::e_mail, good) == Complaint::none);
    }
    for (auto const* bad : { "salma", "salma@", "@example.org", "salma@example", "salma@@example.org", "salma@.org", "salma@example.", "a..b@example.org", ".a@example.org", "a@-b.org", "a@b_c.org" }) {
        INFO(bad);
        CHECK(about(Letters::e_mail, bad) == Complaint::no_e_mail);
    }
}

TEST_CASE("each complaint has words in each language", "[ui][complaint]")
{
    for (auto const language : all_languages) {
        Page page;
        Canvas const canvas(page, { TextSize::standard, { 2 } }, { .language = language }, testing::shipped_messages(), {});
        std::set<std::string> said;
        for (auto const complaint : { Complaint::empty, Complaint::too_short, Complaint::full, Complaint::no_phone, Complaint::no_e_mail })
            said.insert(words_for(complaint, {}, 2, canvas).text);
        for (auto const letters : { Letters::any, Letters::digits, Letters::phone, Letters::code, Letters::e_mail })
            said.insert(words_for(Complaint::not_taken, { .letters = letters }, 2, canvas).text);
        CHECK(said.size() == 10);
        CHECK_FALSE(said.contains(""));
        CHECK(words_for(Complaint::none, {}, 2, canvas).empty());
    }
    CHECK(complaint_about(Struck::full) == Complaint::full);
    CHECK(complaint_about(Struck::not_taken) == Complaint::not_taken);
    CHECK(complaint_about(Struck::changed) == Complaint::none);
}
