#include "kiosk/glass/language/number_words.h"
#include "kiosk/glass/language/vocalisation.h"

#include <catch2/catch.hpp>

using namespace kiosk;
using namespace kiosk::language;

namespace {

std::string words(Language language, std::int64_t value, std::string_view style = "")
{
    SecretText out;
    auto const form = style == "#" ? NumberForm { .counts = true } : style.empty() ? NumberForm {} : number_form_of(style).value();
    add_number(out, language, value, form);
    return std::string(out.view());
}

std::string arabic(std::int64_t value, std::string_view style = "") { return words(Language::arabic, value, style); }
std::string korean(std::int64_t value, std::string_view style = "") { return words(Language::korean, value, style); }

std::string one_by_one(Language language, std::string_view text)
{
    SecretText out;
    add_one_by_one(out, language, text);
    return std::string(out.view());
}

}

TEST_CASE("an Arabic number by itself is said as it is counted", "[language][A1]")
{
    CHECK(arabic(0) == "صِفْر");
    CHECK(arabic(1) == "وَاحِد");
    CHECK(arabic(2) == "اِثْنَان");
    CHECK(arabic(10) == "عَشَرَة");
    CHECK(arabic(11) == "أَحَدَ عَشَر");
    CHECK(arabic(12) == "اِثْنَا عَشَر");
    CHECK(arabic(18) == "ثَمَانِيَةَ عَشَر");
    CHECK(arabic(20) == "عِشْرُون");
    CHECK(arabic(21) == "وَاحِدٌ وَعِشْرُون");
    CHECK(arabic(54) == "أَرْبَعَةٌ وَخَمْسُون");
    CHECK(arabic(100) == "مِئَة");
    CHECK(arabic(101) == "مِئَة وَوَاحِد");
    CHECK(arabic(212) == "مِئَتَان وَاِثْنَا عَشَر");
    CHECK(arabic(845) == "ثَمَانِمِئَة وَخَمْسَةٌ وَأَرْبَعُون");
}

TEST_CASE("an Arabic number agrees with the noun behind it", "[language][A1]")
{
    // Three to ten are of the other gender than the noun; the noun is a request, or a second.
    CHECK(arabic(3, "#") == "ثَلَاثَتْ");
    CHECK(arabic(3, "feminine") == "ثَلَاث");
    CHECK(arabic(8, "feminine") == "ثَمَانِي");
    CHECK(arabic(10, "#") == "عَشَرَتْ");
    CHECK(arabic(10, "feminine") == "عَشْر");
    CHECK(arabic(11, "feminine") == "إِحْدَى عَشْرَة");
    CHECK(arabic(15, "feminine") == "خَمْسَ عَشْرَة");
    CHECK(arabic(45, "feminine") == "خَمْسٌ وَأَرْبَعُون");
    CHECK(arabic(100, "#") == "مِئَتْ");
    CHECK(arabic(200, "masculine") == "مِئَتَا");
}

TEST_CASE("an Arabic number has the case of its place", "[language][A1]")
{
    CHECK(arabic(45, "feminine oblique") == "خَمْسٍ وَأَرْبَعِين");
    CHECK(arabic(12, "oblique") == "اِثْنَيْ عَشَر");
    CHECK(arabic(12, "oblique feminine") == "اِثْنَتَيْ عَشْرَة");
    CHECK(arabic(200, "oblique") == "مِئَتَيْ");
    CHECK(arabic(300, "oblique") == "ثَلَاثِمِئَتْ");
    CHECK(arabic(300) == "ثَلَاثُمِئَة");
}

TEST_CASE("large Arabic numbers count thousands and millions", "[language][A1]")
{
    CHECK(arabic(1000) == "أَلْف");
    CHECK(arabic(2026) == "أَلْفَان وَسِتَّةٌ وَعِشْرُون");
    CHECK(arabic(3000) == "ثَلَاثَتْ آلَاف");
    CHECK(arabic(11'500) == "أَحَدَ عَشَر أَلْفًا وَخَمْسُمِئَة");
    CHECK(arabic(100'000) == "مِئَتْ أَلْف");
    CHECK(arabic(2'000'001) == "مِلْيُونَان وَوَاحِد");
    CHECK(arabic(-5) == "نَاقِصَ خَمْسَة");
}

TEST_CASE("every Arabic number has its vowels", "[language][A2]")
{
    for (std::int64_t value = 0; value < 3000; ++value) {
        for (auto const* style : { "", "#", "feminine", "oblique", "feminine oblique" }) {
            INFO(value << " " << style << ": " << arabic(value, style));
            REQUIRE_FALSE(unvocalised_word(arabic(value, style)));
        }
    }
    for (int day = 1; day <= 31; ++day)
        CHECK_FALSE(unvocalised_word(arabic_day(day)));
    for (int hour = 1; hour <= 12; ++hour)
        CHECK_FALSE(unvocalised_word(arabic_hour(hour)));
}

TEST_CASE("Korean numbers are of Chinese or of Korean words", "[language][A1]")
{
    CHECK(korean(0) == "영");
    CHECK(korean(10) == "십");
    CHECK(korean(111) == "백십일");
    CHECK(korean(2026) == "이천이십육");
    CHECK(korean(10'000) == "만");
    CHECK(korean(12'500) == "만 이천오백");
    CHECK(korean(100'000'000) == "일억");
    CHECK(korean(123'456'789) == "일억 이천삼백사십오만 육천칠백팔십구");
    CHECK(korean(1, "native") == "한");
    CHECK(korean(4, "native") == "네");
    CHECK(korean(12, "native") == "열두");
    CHECK(korean(20, "native") == "스무");
    CHECK(korean(21, "native") == "스물한");
    CHECK(korean(99, "native") == "아흔아홉");
    CHECK(korean(120, "native") == "백이십");
    CHECK(korean(-3) == "마이너스 삼");
}

TEST_CASE("English numbers stay digits, which its voice reads well", "[language][A1]")
{
    CHECK(words(Language::english, 1234) == "1234");
    CHECK(words(Language::english, -3) == "minus 3");
}

TEST_CASE("a number beyond a thousand millions is said digit by digit", "[language][A1]")
{
    CHECK(korean(1'000'000'000) == "일 공 공, 공 공 공, 공 공 공 공");
    CHECK(arabic(std::numeric_limits<std::int64_t>::min()).starts_with("نَاقِصَ تِسْعَة إِثْنَان إِثْنَان, ثَلَاثَة"));
}

TEST_CASE("a telephone number is said digit by digit, with its pauses", "[language][A1]")
{
    CHECK(one_by_one(Language::english, "+966 11 234 5678") == "plus 9 6 6, 1 1, 2 3 4, 5 6 7 8");
    CHECK(one_by_one(Language::korean, "010-1234-0000") == "공 일 공, 일 이 삼 사, 공 공 공 공");
    CHECK(one_by_one(Language::arabic, "02") == "صِفْر إِثْنَان");
    CHECK(one_by_one(Language::english, "0551234567") == "0 5 5, 1 2 3, 4 5 6 7");
    CHECK(one_by_one(Language::english, "(02) 1") == "0 2, 1");
    CHECK(one_by_one(Language::english, "").empty());
}

TEST_CASE("a code is said letter by letter, a receipt's number in groups of three", "[language][A1]")
{
    CHECK(one_by_one(Language::english, "000 100 000 016") == "0 0 0, 1 0 0, 0 0 0, 0 1 6");
    CHECK(one_by_one(Language::english, "000100000016") == "0 0 0, 1 0 0, 0 0 0, 0 1 6");
    CHECK(one_by_one(Language::english, "k7ma") == "K 7, M, A");
    CHECK(one_by_one(Language::arabic, "K7") == "K سَبْعَة");
    CHECK(one_by_one(Language::korean, "a@b.kr") == "A 골뱅이 B 점 K R");
}

TEST_CASE("only known words stand in the style of a number", "[language]")
{
    CHECK(number_form_of("feminine oblique").value() == NumberForm { .counts = true, .feminine = true, .oblique = true });
    auto const form = number_form_of("feminine plural");
    REQUIRE_FALSE(form);
    CHECK(form.error().story == "expected feminine, masculine, oblique or native, saw \"plural\"");
}
