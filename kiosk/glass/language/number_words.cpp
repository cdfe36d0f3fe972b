#include "kiosk/glass/language/number_words.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fmt/format.h>

namespace kiosk::language {

namespace {

using Words = std::array<std::string_view, 10>;

// ---- Arabic: W. Wright, A Grammar of the Arabic Language, part I, 318 to 325. Numbers end in a pause, as they are read
// aloud today, so that they fit before every noun; inside they have their vowels.

constexpr Words arabic_alone { "صِفْر", "وَاحِد", "اِثْنَان", "ثَلَاثَة", "أَرْبَعَة", "خَمْسَة", "سِتَّة", "سَبْعَة", "ثَمَانِيَة", "تِسْعَة" };
/// Before a noun: ة is heard as ت.
constexpr Words arabic_before_masculine { "صِفْر", "وَاحِد", "اِثْنَا", "ثَلَاثَتْ", "أَرْبَعَتْ", "خَمْسَتْ", "سِتَّتْ", "سَبْعَتْ", "ثَمَانِيَتْ", "تِسْعَتْ" };
constexpr Words arabic_before_feminine { "صِفْر", "وَاحِدَة", "اِثْنَتَا", "ثَلَاث", "أَرْبَع", "خَمْس", "سِتّ", "سَبْع", "ثَمَانِي", "تِسْع" };
constexpr Words arabic_feminine { "صِفْر", "وَاحِدَة", "اِثْنَتَان", "ثَلَاث", "أَرْبَع", "خَمْس", "سِتّ", "سَبْع", "ثَمَانٍ", "تِسْع" };
constexpr Words arabic_teens { "عَشَرَة", "أَحَدَ عَشَر", "اِثْنَا عَشَر", "ثَلَاثَةَ عَشَر", "أَرْبَعَةَ عَشَر", "خَمْسَةَ عَشَر", "سِتَّةَ عَشَر", "سَبْعَةَ عَشَر", "ثَمَانِيَةَ عَشَر", "تِسْعَةَ عَشَر" };
constexpr Words arabic_feminine_teens { "عَشْر", "إِحْدَى عَشْرَة", "اِثْنَتَا عَشْرَة", "ثَلَاثَ عَشْرَة", "أَرْبَعَ عَشْرَة", "خَمْسَ عَشْرَة", "سِتَّ عَشْرَة", "سَبْعَ عَشْرَة", "ثَمَانِيَ عَشْرَة", "تِسْعَ عَشْرَة" };
/// Before وَ and a ten.
constexpr Words arabic_and { "", "وَاحِدٌ", "اِثْنَانِ", "ثَلَاثَةٌ", "أَرْبَعَةٌ", "خَمْسَةٌ", "سِتَّةٌ", "سَبْعَةٌ", "ثَمَانِيَةٌ", "تِسْعَةٌ" };
constexpr Words arabic_oblique_and { "", "وَاحِدٍ", "اِثْنَيْنِ", "ثَلَاثَةٍ", "أَرْبَعَةٍ", "خَمْسَةٍ", "سِتَّةٍ", "سَبْعَةٍ", "ثَمَانِيَةٍ", "تِسْعَةٍ" };
constexpr Words arabic_feminine_and { "", "إِحْدَى", "اِثْنَتَانِ", "ثَلَاثٌ", "أَرْبَعٌ", "خَمْسٌ", "سِتٌّ", "سَبْعٌ", "ثَمَانٍ", "تِسْعٌ" };
constexpr Words arabic_feminine_oblique_and { "", "إِحْدَى", "اِثْنَتَيْنِ", "ثَلَاثٍ", "أَرْبَعٍ", "خَمْسٍ", "سِتٍّ", "سَبْعٍ", "ثَمَانٍ", "تِسْعٍ" };
/// Without their ending: ـُونَ, ـِينَ.
constexpr Words arabic_tens { "", "", "عِشْر", "ثَلَاث", "أَرْبَع", "خَمْس", "سِتّ", "سَبْع", "ثَمَان", "تِسْع" };
/// Before ـُمِئَة or ـِمِئَة.
constexpr Words arabic_hundreds { "", "", "", "ثَلَاث", "أَرْبَع", "خَمْس", "سِتّ", "سَبْع", "ثَمَان", "تِسْع" };
/// In a row of digits each is heard by itself, so none leans on the one before.
constexpr std::string_view arabic_clear_two = "إِثْنَان";

constexpr std::array<std::string_view, 32> arabic_days { "", "الأَوَّلُ", "الثَّانِي", "الثَّالِثُ", "الرَّابِعُ", "الخَامِسُ", "السَّادِسُ", "السَّابِعُ", "الثَّامِنُ", "التَّاسِعُ",
    "العَاشِرُ", "الحَادِيَ عَشَرَ", "الثَّانِيَ عَشَرَ", "الثَّالِثَ عَشَرَ", "الرَّابِعَ عَشَرَ", "الخَامِسَ عَشَرَ", "السَّادِسَ عَشَرَ", "السَّابِعَ عَشَرَ", "الثَّامِنَ عَشَرَ", "التَّاسِعَ عَشَرَ",
    "العِشْرُونَ", "الحَادِي وَالعِشْرُونَ", "الثَّانِي وَالعِشْرُونَ", "الثَّالِثُ وَالعِشْرُونَ", "الرَّابِعُ وَالعِشْرُونَ", "الخَامِسُ وَالعِشْرُونَ", "السَّادِسُ وَالعِشْرُونَ", "السَّابِعُ وَالعِشْرُونَ",
    "الثَّامِنُ وَالعِشْرُونَ", "التَّاسِعُ وَالعِشْرُونَ", "الثَّلَاثُونَ", "الحَادِي وَالثَّلَاثُونَ" };
constexpr std::array<std::string_view, 13> arabic_hours { "", "الوَاحِدَةُ", "الثَّانِيَةُ", "الثَّالِثَةُ", "الرَّابِعَةُ", "الخَامِسَةُ", "السَّادِسَةُ", "السَّابِعَةُ", "الثَّامِنَةُ", "التَّاسِعَةُ", "العَاشِرَةُ",
    "الحَادِيَةَ عَشْرَةَ", "الثَّانِيَةَ عَشْرَةَ" };

constexpr Words korean_digits { "영", "일", "이", "삼", "사", "오", "육", "칠", "팔", "구" };
/// Before a noun.
constexpr Words korean_ones { "", "한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉" };
constexpr Words korean_tens { "", "열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔" };

std::string_view word(Words const& words, std::uint64_t index) { return words.at(static_cast<std::size_t>(index)); }

/// 1 to 99, at the end of a number.
void add_arabic_tail(SecretText& out, std::uint64_t value, NumberForm form)
{
    auto const ten = value / 10, one = value % 10;
    if (ten >= 2) {
        if (one > 0) {
            auto const& words = form.feminine ? (form.oblique ? arabic_feminine_oblique_and : arabic_feminine_and) : (form.oblique ? arabic_oblique_and : arabic_and);
            out.append(word(words, one));
            out.append(" وَ");
        }
        out.append(word(arabic_tens, ten));
        return out.append(form.oblique ? "ِين" : "ُون");
    }
    if (value == 2 || value == 12) { // the dual alone changes with its case
        std::string_view const stem = form.feminine ? "اِثْنَت" : "اِثْن";
        out.append(stem);
        bool const bound = value == 12 || form.counts;
        out.append(form.oblique ? (bound ? "َيْ" : "َيْن") : (bound ? "َا" : "َان"));
        if (value == 12)
            out.append(form.feminine ? " عَشْرَة" : " عَشَر");
        return;
    }
    if (value > 10)
        return out.append(word(form.feminine ? arabic_feminine_teens : arabic_teens, one));
    if (value == 10)
        return out.append(form.feminine ? "عَشْر" : form.counts ? "عَشَرَتْ" : "عَشَرَة");
    out.append(word(form.counts ? (form.feminine ? arabic_before_feminine : arabic_before_masculine) : (form.feminine ? arabic_feminine : arabic_alone), one));
}

struct ArabicScale {
    std::uint64_t unit;
    std::string_view one, two, two_oblique, few, many, other;
};
constexpr std::array arabic_scales {
    ArabicScale { 1'000'000, "مِلْيُون", "مِلْيُونَان", "مِلْيُونَيْن", "مَلَايِين", "مِلْيُونًا", "مِلْيُون" },
    ArabicScale { 1'000, "أَلْف", "أَلْفَان", "أَلْفَيْن", "آلَاف", "أَلْفًا", "أَلْف" },
};

void add_arabic(SecretText& out, std::uint64_t value, NumberForm form);

void add_arabic_scale(SecretText& out, ArabicScale const& scale, std::uint64_t count, NumberForm form)
{
    if (count == 1)
        return out.append(scale.one);
    if (count == 2)
        return out.append(form.oblique ? scale.two_oblique : scale.two);
    add_arabic(out, count, { .counts = true, .oblique = form.oblique });
    out.append(" ");
    auto const tail = count % 100;
    out.append(tail >= 3 && tail <= 10 ? scale.few : tail >= 11 ? scale.many : scale.other);
}

/// Above 0.
void add_arabic(SecretText& out, std::uint64_t value, NumberForm form)
{
    bool first = true;
    auto const and_then = [&] {
        if (!first)
            out.append(" وَ"); // joins the words: speech runs on
        first = false;
    };
    for (auto const& scale : arabic_scales) {
        if (value >= scale.unit) {
            and_then();
            add_arabic_scale(out, scale, value / scale.unit, form);
            value %= scale.unit;
        }
    }
    if (auto const hundreds = value / 100; hundreds > 0) {
        and_then();
        bool const bound = form.counts && value % 100 == 0;
        if (hundreds == 2)
            out.append(form.oblique ? (bound ? "مِئَتَيْ" : "مِئَتَيْن") : (bound ? "مِئَتَا" : "مِئَتَان"));
        else {
            out.append(word(arabic_hundreds, hundreds));
            if (hundreds > 2)
                out.append(form.oblique || hundreds == 8 ? "ِ" : "ُ");
            out.append(bound ? "مِئَتْ" : "مِئَة");
        }
        value %= 100;
    }
    if (value > 0) {
        and_then();
        add_arabic_tail(out, value, form);
    }
}

// ---- Korean

/// 1 to 9999 by Chinese numerals; 일 is not said before 십, 백 and 천.
void add_korean_group(SecretText& out, std::uint64_t value)
{
    constexpr std::array<std::pair<std::uint64_t, std::string_view>, 4> places { { { 1000, "천" }, { 100, "백" }, { 10, "십" }, { 1, "" } } };
    for (auto const& [unit, name] : places) {
        auto const digit = value / unit % 10;
        if (digit > 1 || (digit == 1 && unit == 1))
            out.append(word(korean_digits, digit));
        if (digit > 0)
            out.append(name);
    }
}

void add_korean(SecretText& out, std::uint64_t value, NumberForm form)
{
    if (value == 0)
        return out.append(korean_digits[0]);
    if (form.native && value < 100) {
        if (value == 20)
            return out.append("스무");
        out.append(word(korean_tens, value / 10));
        return out.append(word(korean_ones, value % 10));
    }
    constexpr std::array<std::pair<std::uint64_t, std::string_view>, 3> groups { { { 100'000'000, "억" }, { 10'000, "만" }, { 1, "" } } };
    for (auto const& [unit, name] : groups) {
        auto const group = value / unit % 10'000;
        if (group == 0)
            continue;
        if (!(group == 1 && unit == 10'000)) // 만, not 일만
            add_korean_group(out, group);
        out.append(name);
        if (unit > 1 && value % unit > 0)
            out.append(" ");
    }
}

std::string_view digit_name(Language language, char digit)
{
    auto const value = static_cast<std::size_t>(digit - '0');
    switch (language) {
    case Language::arabic: return value == 2 ? arabic_clear_two : arabic_alone[value];
    case Language::english: return std::array<std::string_view, 10> { "0", "1", "2", "3", "4", "5", "6", "7", "8", "9" }[value];
    case Language::korean: return value == 0 ? "공" : korean_digits[value];
    }
    std::abort();
}

std::string_view sign_name(Language language, char sign)
{
    struct Name {
        char sign;
        std::string_view arabic, english, korean;
    };
    constexpr std::array names { Name { '+', "زَائِد", "plus", "플러스" }, Name { '@', "عِنْد", "at", "골뱅이" }, Name { '.', "نُقْطَة", "dot", "점" }, Name { '_', "شَرْطَة سُفْلِيَّة", "underscore", "밑줄" } };
    auto const found = std::ranges::find(names, sign, &Name::sign);
    if (found == names.end())
        return {};
    return language == Language::arabic ? found->arabic : language == Language::english ? found->english : found->korean;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}

Result<NumberForm> number_form_of(std::string_view style)
{
    NumberForm form { .counts = true };
    while (!style.empty()) {
        auto const word = style.substr(0, style.find(' '));
        style.remove_prefix(std::min(word.size() + 1, style.size()));
        if (word == "feminine")
            form.feminine = true;
        else if (word == "oblique")
            form.oblique = true;
        else if (word == "native")
            form.native = true;
        else if (word != "masculine")
            return failed(Failure::malformed, fmt::format("expected feminine, masculine, oblique or native, saw \"{}\"", word));
    }
    return form;
}

void add_number(SecretText& out, Language language, std::int64_t value, NumberForm form)
{
    if (value < 0)
        out.append(language == Language::arabic ? "نَاقِصَ " : language == Language::english ? "minus " : "마이너스 ");
    auto const distance = value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
    if (language == Language::english || distance > 999'999'999) {
        auto const digits = fmt::to_string(distance);
        return language == Language::english ? out.append(digits) : add_one_by_one(out, language, digits);
    }
    if (language == Language::korean)
        return add_korean(out, distance, form);
    if (distance == 0)
        return out.append(arabic_alone[0]);
    add_arabic(out, distance, form);
}

void add_one_by_one(SecretText& out, Language language, std::string_view text)
{
    bool begun = false, pause = false;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at;
        while (end < text.size() && is_digit(text[end]))
            ++end;
        auto const digits = end - at;
        for (std::size_t i = 0; i < std::max<std::size_t>(digits, 1); ++i) {
            char const c = text[at + i];
            char const capital = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
            bool const letter = capital >= 'A' && capital <= 'Z';
            auto const name = digits > 0 ? digit_name(language, c) : letter ? std::string_view(&capital, 1) : sign_name(language, c);
            if (name.empty()) { // a space, a dash, a bracket
                pause = begun;
                continue;
            }
            pause = pause || (digits > 4 && i > 0 && i % 3 == 0 && digits - i >= 2);
            // An English "A" by itself would be read as the article.
            if (begun)
                out.append(pause || (letter && language == Language::english) ? ", " : " ");
            out.append(name);
            begun = true;
            pause = false;
        }
        at = std::max(end, at + 1);
    }
}

std::string_view arabic_day(int day) { return arabic_days.at(static_cast<std::size_t>(day)); }

std::string_view arabic_hour(int hour) { return arabic_hours.at(static_cast<std::size_t>(hour)); }

}
