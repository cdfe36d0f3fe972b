#include "kiosk/glass/language/messages.h"
#include "kiosk/glass/language/pseudo.h"

#include <catch2/catch.hpp>

using namespace kiosk;
using namespace kiosk::language;

namespace {

Messages shipped() { return *Messages::load(std::filesystem::path(SHUBBAK_SOURCE) / "assets", { .country = "EG", .time_zone = "UTC" }); }

std::size_t letters(std::string const& text)
{
    std::size_t count = 0;
    for (char const c : text)
        count += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    return count;
}

}

TEST_CASE("a stretched text is longer by more than a third and keeps what is no letter", "[language]")
{
    CHECK(stretched("Back") == "Baạck");
    CHECK(stretched("1 2 3, \u0627 !") == "1 2 3, \u0627 !");
    auto const messages = shipped();
    std::size_t before = 0;
    std::size_t after = 0;
    for (auto const& key : messages.keys()) {
        auto const text = messages.letters(Language::english, key);
        before += letters(text);
        after += letters(stretched(text));
    }
    CHECK(after * 100 > before * 130);
    CHECK(after * 100 < before * 160);
}

TEST_CASE("the stretched language stands where English does and inserts the same values", "[language]")
{
    auto const messages = Messages::pretend(shipped(), Pseudo::stretched);
    CHECK(messages.say(Language::english, "ui.more") == stretched("More"));
    CHECK(messages.say(Language::arabic, "ui.more") == shipped().say(Language::arabic, "ui.more"));
    auto const said = messages.say(Language::english, "done.leaves", { { "seconds", Number { 27 } } });
    CHECK(said.find("27") != std::string::npos);
}

TEST_CASE("the turned language says in Arabic's place exactly what English says", "[language]")
{
    auto const messages = Messages::pretend(shipped(), Pseudo::turned);
    auto const original = shipped();
    for (auto const& key : messages.keys())
        CHECK(messages.say(Language::arabic, key) == original.say(Language::english, key));
    using namespace std::chrono;
    Arguments const today { { "today", Date { sys_days(year { 2026 } / 11 / 21) } } };
    CHECK(messages.say(Language::arabic, "rest.date", today) == original.say(Language::english, "rest.date", today));
}
