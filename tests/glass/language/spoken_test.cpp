#include "kiosk/glass/language/spoken_messages.h"

#include "kiosk/glass/language/reading.h"
#include "tests/doubles/content.h"
#include "tests/doubles/memory.h"

#include <catch2/catch.hpp>

using namespace kiosk;
using namespace kiosk::language;
using doubles::Content;

namespace {

Habits const cairo { .country = "EG", .time_zone = "Africa/Cairo" };

/// A kiosk with a message `m` in three languages, and speech files beside it where they are not empty.
struct Kiosk {
    Kiosk(std::string_view arabic, std::string_view english, std::string_view korean, std::string_view arabic_speech = {}, std::string_view lexicon = {})
    {
        put("ar", arabic), put("en", english), put("ko", korean);
        if (!arabic_speech.empty())
            content.put("messages/ar.speech.json", arabic_speech);
        if (!lexicon.empty())
            content.put("messages/ar.lexicon.json", lexicon);
        messages.emplace(Messages::load(content.assets(), cairo).value());
        for (auto const& finding : messages->findings())
            FAIL(to_line(finding));
        spoken.emplace(SpokenMessages::load(content.assets(), *messages));
    }
    void put(std::string_view code, std::string_view text) { content.put(std::string("messages/").append(code).append(".json"), std::string("{\n\"m\": \"").append(text).append("\"}")); }

    [[nodiscard]] std::string say(Language language, Arguments const& arguments = {}) const { return std::string(spoken->say_aloud(language, "m", arguments).view()); }
    [[nodiscard]] std::vector<std::string> findings() const
    {
        std::vector<std::string> all;
        for (auto const& finding : spoken->findings())
            all.push_back(content.shorten(to_line(finding)));
        return all;
    }

    Content content;
    std::optional<Messages> messages;
    std::optional<SpokenMessages> spoken;
};

std::string day(Language language, std::string_view shown)
{
    SecretText out;
    add_day(out, language, shown, Lexicon({ { "نوفمبر", "نُوفَمْبَر" }, { "السبت", "السَّبْت" }, { "تشرين الثاني", "تِشْرِينَ الثَّانِي" } }));
    return std::string(out.view());
}

std::string hour(Language language, std::string_view shown)
{
    SecretText out;
    add_hour(out, language, shown);
    return std::string(out.view());
}

using Lines = std::vector<std::string>;

}

TEST_CASE("the shipped content has its vowels, all of it", "[language][A2]")
{
    auto const assets = std::filesystem::path(SHUBBAK_SOURCE) / "assets";
    auto const messages = Messages::load(assets, cairo);
    REQUIRE(messages);
    auto const spoken = SpokenMessages::load(assets, *messages);
    for (auto const& finding : spoken.findings())
        FAIL_CHECK(to_line(finding));
    CHECK(spoken.say_aloud(Language::arabic, "rest.greeting").view() == "أَهْلًا بِكُمْ");
    CHECK(spoken.say_aloud(Language::arabic, "done.leaves", { { "seconds", Number { 30 } } }).view() == "تُغْلَقُ هٰذِهِ الصَّفْحَةُ بَعْدَ ثَلَاثِين ثَانِيَة");
    CHECK(spoken.say_aloud(Language::korean, "rest.waiting", { { "count", Number { 3 } } }).view() == "직원용: 전송을 기다리는 신청 세 건");
    CHECK(spoken.say_aloud(Language::english, "rest.waiting", { { "count", Number { 1 } } }).view() == "For staff: 1 request is waiting to be sent");
    // Every name of a day, a month and a half of the day is known.
    for (unsigned month = 1; month <= 12; ++month) {
        auto const moment = WallTime(std::chrono::sys_days(std::chrono::year(2026) / static_cast<int>(month) / static_cast<int>(month)) + std::chrono::hours(month * 2 - 1));
        Arguments const arguments { { "day", Date { moment } }, { "hour", Time { moment } }, { "today", Date { moment } } };
        for (auto const* key : { "receipt.when", "rest.hijri" }) {
            auto const said = spoken.say_aloud(Language::arabic, key, arguments);
            INFO(said.view());
            CHECK_FALSE(unvocalised_word(said.view()));
        }
    }
}

TEST_CASE("an Arabic message is said with its vowels, and without them as it is shown", "[language][A1]")
{
    CHECK(Kiosk("أهلا", "Hello", "안녕", R"({"m": "أَهْلًا"})").say(Language::arabic) == "أَهْلًا");
    CHECK(Kiosk("أهلا", "Hello", "안녕").say(Language::arabic) == "أهلا");
    CHECK(Kiosk("أهلا", "Hello", "안녕", R"({"m": {"reworded": "مَرْحَبًا"}})").say(Language::arabic) == "مَرْحَبًا");
    CHECK(Kiosk("أهلا يا أحمد", "Hello", "안녕", "", R"({"أحمد": "أَحْمَد"})").say(Language::arabic) == "أهلا يا أَحْمَد");
}

TEST_CASE("values are said by their meaning", "[language][A1]")
{
    auto const said = [](std::string_view message, Argument const& argument) {
        Kiosk const kiosk(message, message, message);
        return Lines { kiosk.say(Language::arabic, { { "x", argument } }), kiosk.say(Language::english, { { "x", argument } }), kiosk.say(Language::korean, { { "x", argument } }) };
    };
    CHECK(said("{x, number}", Number { 1234 }) == Lines { "أَلْف وَمِئَتَان وَأَرْبَعَةٌ وَثَلَاثُون", "1234", "천이백삼십사" });
    CHECK(said("{x, code}", Code("000 100")) == Lines { "صِفْر صِفْر صِفْر, وَاحِد صِفْر صِفْر", "0 0 0, 1 0 0", "공 공 공, 일 공 공" });
    CHECK(said("{x, phone}", Phone("02 11")) == Lines { "صِفْر إِثْنَان, وَاحِد وَاحِد", "0 2, 1 1", "공 이, 일 일" });
    CHECK(said("{x}", Name("Kim 3")) == Lines { "Kim ثَلَاثَة", "Kim 3", "Kim 삼" });
    auto const moment = WallTime(std::chrono::sys_days(std::chrono::year(2026) / 11 / 21) + std::chrono::hours(12) + std::chrono::minutes(5));
    CHECK(said("{x, time}", Time { moment }) == Lines { "السَّاعَةُ الثَّانِيَةُ وَخَمْس دَقَائِقَ مَسَاءً", "2 oh 5 pm", "오후\u00A0두 시 오 분" });
    CHECK(said("{x, date}", Date { moment })[1] == "Saturday, the 21st of November 2026");
    // Without the content's words for a currency, its name as it is shown.
    CHECK(said("{x, money}", Amount { { 1250, Currency::of("EGP").value() } })[1] == "12.50\u00A0Egyptian pounds");
    CHECK(said("{x, text}", Number { 2 })[1] == "2");
}

TEST_CASE("figures that a Korean or Arabic message has of its own are said in words", "[language][A1]")
{
    auto const korean = [](std::string_view message) { return Kiosk("m", "m", message).say(Language::korean); };
    CHECK(korean("3통과 3분, 3시에") == "세 통과 삼 분, 세 시에");
    CHECK(korean("1,234명이 12.5") == "천이백삼십사 명이 십이 점 오");
    CHECK(korean("4글자 5단계 6월 10월") == "네 글자 오 단계 유월 시월");
    CHECK(Kiosk("مرحبا 3", "m", "m").say(Language::arabic) == "مرحبا ثَلَاثَة");
    CHECK(Kiosk("12.5", "m", "m").say(Language::arabic) == "اِثْنَا عَشَر فَاصِلَة خَمْسَة");
}

TEST_CASE("a message that is not given a value says so", "[language][A1]")
{
    CHECK(Kiosk("{x}", "Hello {x}", "{x}").say(Language::english) == "Hello …");
}

TEST_CASE("money is said with its currency, each part in its plural", "[language][A1]")
{
    auto const assets = std::filesystem::path(SHUBBAK_SOURCE) / "assets";
    auto const messages = Messages::load(assets, cairo);
    auto const spoken = SpokenMessages::load(assets, *messages);
    auto const said = [&](Language language, std::int64_t minor_units, std::string_view currency) {
        return std::string(spoken.say_aloud(language, "review.amount", { { "amount", Amount { { minor_units, Currency::of(currency).value() } } } }).view());
    };
    CHECK(said(Language::english, 1250, "EGP") == "12 Egyptian pounds and 50 piastres");
    CHECK(said(Language::english, 100, "EGP") == "1 Egyptian pound");
    CHECK(said(Language::english, 50, "EGP") == "50 piastres");
    CHECK(said(Language::english, 0, "EGP") == "0 Egyptian pounds");
    CHECK(said(Language::english, -250, "EGP") == "minus 2 Egyptian pounds and 50 piastres");
    CHECK(said(Language::arabic, 350, "SAR") == "ثَلَاثَتْ رِيَالَاتٍ سَعُودِيَّة وَخَمْسُون هَلَلَةً");
    CHECK(said(Language::arabic, 200, "AED") == "دِرْهَمَان");
    CHECK(said(Language::korean, 12'500, "KRW") == "만 이천오백 원");
    // One that the content does not know.
    CHECK(said(Language::english, 1250, "JOD") == "1.250\u00A0Jordanian dinars");
}

TEST_CASE("days and hours are said as people say them", "[language][A1]")
{
    CHECK(day(Language::english, "Sunday 1 March 2026") == "Sunday, the 1st of March 2026");
    CHECK(day(Language::english, "12 Rabiʻ I 1448 AH") == "the 12th of Rabiʻ the first 1448, A H");
    CHECK(day(Language::english, "someday") == "someday");
    CHECK(day(Language::arabic, "السبت، ٢١ نوفمبر ٢٠٢٦") == "السَّبْت، الحَادِي وَالعِشْرُونَ مِنْ نُوفَمْبَر، عَامَ أَلْفَيْن وَسِتَّةٍ وَعِشْرِين");
    CHECK(day(Language::arabic, "السبت، 2 تشرين الثاني 2026") == "السَّبْت، الثَّانِي مِنْ تِشْرِينَ الثَّانِي، عَامَ أَلْفَيْن وَسِتَّةٍ وَعِشْرِين");
    CHECK(day(Language::korean, "2026년 6월 10일 수요일") == "이천이십육 년 유월 십 일 수요일");
    CHECK(hour(Language::english, "2:00\u00A0pm") == "2 pm");
    CHECK(hour(Language::english, "11:45\u00A0am") == "11 45 am");
    CHECK(hour(Language::korean, "오전\u00A012:00") == "오전\u00A0열두 시");
    CHECK(hour(Language::arabic, "٣:١٥\u00A0ص") == "السَّاعَةُ الثَّالِثَةُ وَالرُّبْعُ صَبَاحًا");
    CHECK(hour(Language::arabic, "١٢:٣٠\u00A0م") == "السَّاعَةُ الثَّانِيَةَ عَشْرَةَ وَالنِّصْفُ مَسَاءً");
    CHECK(hour(Language::arabic, "١:٤٠\u00A0م") == "السَّاعَةُ الوَاحِدَةُ وَأَرْبَعُون دَقِيقَةً مَسَاءً");
    CHECK(hour(Language::arabic, "١:٠٢\u00A0م") == "السَّاعَةُ الوَاحِدَةُ وَدَقِيقَتَانِ مَسَاءً");
    CHECK(hour(Language::english, "noon") == "noon");
}

TEST_CASE("a number agrees with what it counts", "[language][A1]")
{
    Kiosk const kiosk("{x, plural, zero{#} one{#} two{#} few{# ثوان} many{# ثانية} other{#}}", "{x, plural, one{# second} other{# seconds}}", "{x, plural, other{#개 # 초}}",
        R"({"m": "{x, plural, zero{#} one{#} two{#} few{{x, number, feminine oblique} ثَوَانٍ} many{{x, number, feminine oblique} ثَانِيَة} other{#}}"})");
    CHECK(kiosk.findings().empty());
    CHECK(kiosk.say(Language::arabic, { { "x", Number { 5 } } }) == "خَمْس ثَوَانٍ");
    CHECK(kiosk.say(Language::arabic, { { "x", Number { 45 } } }) == "خَمْسٍ وَأَرْبَعِين ثَانِيَة");
    CHECK(kiosk.say(Language::korean, { { "x", Number { 5 } } }) == "다섯 개 오 초");
}

TEST_CASE("an Arabic message without its vowels is found with its place", "[language][A2]")
{
    CHECK(Kiosk("أهلا", "Hello", "안녕").findings()
        == Lines { "messages/ar.json:2: expected \"m\" with its vowels in the ar.speech.json beside it, saw no such entry; add it; until then the message is read without its vowels" });
    CHECK(Kiosk("{x, number}", "{x, number}", "{x, number}").findings().empty()); // nothing to vocalise
    CHECK(Kiosk("أهلا", "Hello", "안녕", "{\n\"m\": \"أهْلا\"\n}").findings()
        == Lines { "messages/ar.speech.json:2: expected Arabic with all its vowels, saw أهْلا; mend the speech file" });
}

TEST_CASE("an Arabic message with other words is found, unless it says so", "[language][A2]")
{
    CHECK(Kiosk("أهلا", "Hello", "안녕", "{\n\"m\": \"مَرْحَبًا\"}").findings()
        == Lines { "messages/ar.speech.json:2: expected the words of the message, \"أهلا\", or a text that is marked as \"reworded\", saw \"مرحبا\"; mend the speech file" });
    CHECK(Kiosk("أهلا", "Hello", "안녕", R"({"m": {"reworded": "مَرْحَبًا"}})").findings().empty());
    // Vowels, punctuation and spaces make no other words.
    CHECK(Kiosk("أهلا، بكم!", "Hello", "안녕", R"({"m": "أَهْلًا بِكُمْ"})").findings().empty());
}

TEST_CASE("a speech file that is no speech file is found, and breaks nothing", "[language][A2]")
{
    auto const one = [](std::string_view speech) { return Kiosk("أهلا {x}", "Hello {x}", "{x}", speech).findings().at(0); };
    CHECK(one("[]") == "messages/ar.speech.json: expected a speech file, saw no object; mend the speech file");
    CHECK(one("{\"m\"").find("messages/ar.speech.json: expected a speech file, saw ") == 0);
    CHECK(one("{\n\n\"other\": \"أَ\"}") == "messages/ar.speech.json:3: expected a key of the messages beside it, saw \"other\"; mend the speech file");
    CHECK(one(R"({"m": 5})") == "messages/ar.speech.json:1: expected a text, or {\"reworded\": \"a text\"}, saw something else for \"m\"; mend the speech file");
    CHECK(one(R"({"m": {"other": "أَ"}})") == "messages/ar.speech.json:1: expected a text, or {\"reworded\": \"a text\"}, saw something else for \"m\"; mend the speech file");
    CHECK(one(R"({"m": "أَهْلًا {y}"})") == "messages/ar.speech.json:1: expected the values of the message (x text), saw y text; mend the speech file");
    CHECK(one(R"({"m": "أَهْلًا {x, number}"})") == "messages/ar.speech.json:1: expected the values of the message (x text), saw x number; mend the speech file");
    CHECK(one(R"({"m": "أَهْلًا {x"})").find("messages/ar.speech.json:1: expected as many } as {, saw") == 0);
    CHECK(one(R"({"m": "أَهْلًا {x, number, loud}"})") == "messages/ar.speech.json:1: expected feminine, masculine, oblique or native, saw \"loud\"; mend the speech file");
    Kiosk const broken("أهلا {x}", "Hello {x}", "{x}", R"({"m": "أَهْلًا {x"})");
    CHECK(broken.say(Language::arabic, { { "x", Name("Kim") } }) == "أهلا Kim");
}

TEST_CASE("a lexicon with a fault loses that word alone", "[language][A2]")
{
    Kiosk const kiosk("أحمد حسن", "m", "m", R"({"m": {"reworded": "هُوَ {x}"}})", "{\"أحمد\": \"أَحْمَد\",\n\"حسن\": \"حسن\"}");
    REQUIRE(kiosk.findings().size() == 2);
    CHECK(kiosk.findings()[1] == "messages/ar.lexicon.json:2: expected a word with its vowels, saw حسن; mend the lexicon");
    CHECK(kiosk.spoken->say_words(Language::arabic, "أحمد حسن").view() == "أَحْمَد حسن");
    CHECK(kiosk.spoken->say_words(Language::english, "أحمد Hassan").view() == "أَحْمَد Hassan");
}

TEST_CASE("which words have their vowels", "[language][A2]")
{
    for (auto const* good : { "أَهْلًا بِكُمْ", "الشَّرِيحَة", "هٰذَا", "اِسْتَخْدِمُوا", "ثُمَّ الْمِسُوا", "لِلشَّاشَة", "مُوسَى", "إِلَى", "آخَر", "الآن", "رَقْم 5 Layla", "", "وَالِد", "شَيْءٌ", "ضَوْءُه", "فِي", "نَمْحُو" })
        CHECK(unvocalised_word(good).value_or("") == "");
    CHECK(unvocalised_word("أَهْلًا بكم") == "بكم");
    CHECK(unvocalised_word("أهْلًا") == "أهْلًا");
    CHECK(unvocalised_word("مَكتَب") == "مَكتَب");
    CHECK(unvocalised_word("بوت") == "بوت");
}

TEST_CASE("words are the same with and without their vowels", "[language]")
{
    CHECK(bare_words("«الشَّاشَةُ»، هٰذِهِ!") == "الشاشة هذه");
    CHECK(bare_words("  a  b. ") == "a b");
    CHECK(bare_words("ٱلْ") == "ال");
    CHECK_FALSE(has_arabic("Hello 한글 ٣،"));
    CHECK(has_arabic("Hello ب"));
}

TEST_CASE("nothing of a spoken value is left in memory", "[language][A3]")
{
    doubles::Planted const name(21), code(22);
    Kiosk const kiosk("أهلا {x} {y, code}", "Hello {x} {y, code}", "{x} {y, code}", "", R"({"أحمد": "أَحْمَد"})");
    for (auto const language : all_languages) {
        auto const said = kiosk.spoken->say_aloud(language, "m", { { "x", Name(name.text().view()) }, { "y", Code(code.text().view()) } });
        CHECK(said.size() > 400);
        CHECK(kiosk.spoken->say_words(language, name.text().view()).size() >= 200);
    }
    doubles::scrub_stack();
    CHECK(name.times_in_memory(1) == 0);
    CHECK(code.times_in_memory(1) == 0);
}
