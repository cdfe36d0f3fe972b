/// How every kind of value is written, in tables that a clerk can read. What a reader does not see is left out of them: isolates, marks, and
/// that some spaces do not break; language_test.cpp holds those.

#include "kiosk/glass/language/messages.h"
#include "tests/doubles/content.h"

#include <catch2/catch.hpp>

using namespace kiosk;
using namespace kiosk::language;

namespace {

std::string as_seen(std::string text)
{
    for (std::string_view const unseen : { "\u2066", "\u2068", "\u2069", "\u200E", "\u200F", "\u061C" }) {
        for (auto at = text.find(unseen); at != text.npos; at = text.find(unseen))
            text.erase(at, unseen.size());
    }
    for (auto at = text.find("\u00A0"); at != text.npos; at = text.find("\u00A0"))
        text.replace(at, 2, " ");
    return text;
}

/// One message of one argument, in a city of that country.
class City {
public:
    explicit City(std::string country) : m_country(std::move(country)) { }

    [[nodiscard]] std::string say(std::string_view type, Language language, Argument const& value) const
    {
        doubles::Content content;
        auto const message = "{\"m\": \"{x" + (type.empty() ? std::string() : ", " + std::string(type)) + "}\"}";
        for (auto const* code : { "ar", "en", "ko" })
            content.put(std::string("messages/") + code + ".json", message);
        auto const messages = Messages::load(content.assets(), { .country = m_country, .time_zone = "UTC" }).value();
        REQUIRE(messages.findings().empty());
        return as_seen(messages.say(language, "m", { { "x", value } }));
    }

private:
    std::string m_country;
};

struct Row {
    Argument value;
    std::string_view in_egypt;     ///< in Arabic
    std::string_view in_emirates;  ///< in Arabic
    std::string_view in_english;
    std::string_view in_korean;
};

void hold(std::string_view type, std::vector<Row> const& rows)
{
    City const egypt("EG"), emirates("AE"), korea("KR");
    for (auto const& row : rows) {
        CHECK(egypt.say(type, Language::arabic, row.value) == row.in_egypt);
        CHECK(emirates.say(type, Language::arabic, row.value) == row.in_emirates);
        // English and Korean are the same in every city.
        for (auto const* city : { &egypt, &emirates, &korea }) {
            CHECK(city->say(type, Language::english, row.value) == row.in_english);
            CHECK(city->say(type, Language::korean, row.value) == row.in_korean);
        }
    }
}

Argument money(std::int64_t minor_units, std::string_view currency) { return Amount { { minor_units, Currency::of(currency).value() } }; }
Argument number(std::int64_t value) { return Number { value }; }

WallTime day(int year, unsigned month, unsigned day_of_month)
{
    return std::chrono::sys_days(std::chrono::year(year) / static_cast<int>(month) / static_cast<int>(day_of_month));
}
Argument date(int year, unsigned month, unsigned day_of_month) { return Date { day(year, month, day_of_month) }; }
Argument hour(int hours, int minutes) { return Time { day(2026, 11, 21) + std::chrono::hours(hours) + std::chrono::minutes(minutes) }; }

}

TEST_CASE("numbers", "[language][forms]")
{
    hold("number", {
        { number(0),         "٠",           "0",           "0",           "0" },
        { number(7),         "٧",           "7",           "7",           "7" },
        { number(12),        "١٢",          "12",          "12",          "12" },
        { number(999),       "٩٩٩",         "999",         "999",         "999" },
        { number(1000),      "١٬٠٠٠",       "1,000",       "1,000",       "1,000" },
        { number(1234567),   "١٬٢٣٤٬٥٦٧",   "1,234,567",   "1,234,567",   "1,234,567" },
        { number(-45),       "-٤٥",         "-45",         "-45",         "-45" },
    });
}

TEST_CASE("money in words", "[language][forms]")
{
    hold("money", {
        { money(0, "EGP"),       "٠ جنيه مصري",             "0 جنيه مصري",              "0 Egyptian pounds",      "0 이집트 파운드" },
        { money(5, "EGP"),       "٠٫٠٥ جنيه مصري",          "0.05 جنيه مصري",           "0.05 Egyptian pounds",   "0.05 이집트 파운드" },
        { money(100, "EGP"),     "١ جنيه مصري",             "1 جنيه مصري",              "1 Egyptian pound",       "1 이집트 파운드" },
        { money(200, "EGP"),     "٢ جنيهان مصريان",         "2 جنيهان مصريان",            "2 Egyptian pounds",      "2 이집트 파운드" },
        { money(300, "EGP"),     "٣ جنيهات مصرية",          "3 جنيهات مصرية",           "3 Egyptian pounds",      "3 이집트 파운드" },
        { money(1100, "EGP"),    "١١ جنيهًا مصريًا",        "11 جنيهًا مصريًا",         "11 Egyptian pounds",     "11 이집트 파운드" },
        { money(1205, "EGP"),    "١٢٫٠٥ جنيه مصري",         "12.05 جنيه مصري",          "12.05 Egyptian pounds",  "12.05 이집트 파운드" },
        { money(123450, "EGP"),  "١٬٢٣٤٫٥٠ جنيه مصري",      "1,234.50 جنيه مصري",       "1,234.50 Egyptian pounds", "1,234.50 이집트 파운드" },
        { money(1250, "AED"),    "١٢٫٥٠ درهم إماراتي",      "12.50 درهم إماراتي",       "12.50 UAE dirhams",      "12.50 아랍에미리트 디르함" },
        { money(1200, "KRW"),    "١٬٢٠٠ وون كوريا الجنوبية", "1,200 وون كوريا الجنوبية", "1,200 South Korean won", "1,200원" },
        { money(1250, "KWD"),    "١٫٢٥٠ دينار كويتي",       "1.250 دينار كويتي",        "1.250 Kuwaiti dinars",   "1.250 쿠웨이트 디나르" },
        { money(1250, "BHD"),    "١٫٢٥٠ دينار بحريني",      "1.250 دينار بحريني",       "1.250 Bahraini dinars",  "1.250 바레인 디나르" },
        { money(1250, "OMR"),    "١٫٢٥٠ ريال عماني",        "1.250 ريال عماني",         "1.250 Omani rials",      "1.250 오만 리알" },
        { money(-1, "KWD"),      "-٠٫٠٠١ دينار كويتي",      "-0.001 دينار كويتي",       "-0.001 Kuwaiti dinars",  "-0.001 쿠웨이트 디나르" },
        { money(INT64_MIN, "KRW"), "-٩٬٢٢٣٬٣٧٢٬٠٣٦٬٨٥٤٬٧٧٥٬٨٠٨ وون كوريا الجنوبية", "-9,223,372,036,854,775,808 وون كوريا الجنوبية",
            "-9,223,372,036,854,775,808 South Korean won", "-9,223,372,036,854,775,808원" },
    });
}

TEST_CASE("money with its sign", "[language][forms]")
{
    hold("price", {
        { money(1250, "EGP"),    "١٢٫٥٠ ج.م.",   "12.50 ج.م.",   "EGP 12.50",    "EGP 12.50" },
        { money(1200, "EGP"),    "١٢ ج.م.",      "12 ج.م.",      "EGP 12",       "EGP 12" },
        { money(1250, "AED"),    "١٢٫٥٠ د.إ.",   "12.50 د.إ.",   "AED 12.50",    "AED 12.50" },
        { money(1200, "KRW"),    "١٬٢٠٠ ₩",      "1,200 ₩",      "₩1,200",       "₩1,200" },
        { money(1250, "KWD"),    "١٫٢٥٠ د.ك.",   "1.250 د.ك.",   "KWD 1.250",    "KWD 1.250" },
        { money(1250, "BHD"),    "١٫٢٥٠ د.ب.",   "1.250 د.ب.",   "BHD 1.250",    "BHD 1.250" },
        { money(1250, "OMR"),    "١٫٢٥٠ ر.ع.",   "1.250 ر.ع.",   "OMR 1.250",    "OMR 1.250" },
        { money(-1250, "EGP"),   "-١٢٫٥٠ ج.م.",  "-12.50 ج.م.",  "-EGP 12.50",   "-EGP 12.50" },
    });
}

TEST_CASE("days", "[language][forms]")
{
    hold("date", {
        { date(2026, 11, 21), "السبت، ٢١ نوفمبر ٢٠٢٦",   "السبت، 21 نوفمبر 2026",   "Saturday 21 November 2026", "2026년 11월 21일 토요일" },
        { date(2027, 1, 1),   "الجمعة، ١ يناير ٢٠٢٧",    "الجمعة، 1 يناير 2027",    "Friday 1 January 2027",     "2027년 1월 1일 금요일" },
        { date(2028, 2, 29),  "الثلاثاء، ٢٩ فبراير ٢٠٢٨", "الثلاثاء، 29 فبراير 2028", "Tuesday 29 February 2028",  "2028년 2월 29일 화요일" },
        { date(1945, 8, 15),  "الأربعاء، ١٥ أغسطس ١٩٤٥", "الأربعاء، 15 أغسطس 1945", "Wednesday 15 August 1945",  "1945년 8월 15일 수요일" },
    });
}

TEST_CASE("days of the Umm al-Qura calendar", "[language][forms]")
{
    hold("hijri", {
        { date(2026, 11, 21), "١١ جمادى الآخرة ١٤٤٨ هـ", "11 جمادى الآخرة 1448 هـ", "11 Jumada II 1448 AH", "이슬람력 1448년 6월 11일" },
        { date(2026, 2, 18),  "١ رمضان ١٤٤٧ هـ",         "1 رمضان 1447 هـ",         "1 Ramadan 1447 AH",    "이슬람력 1447년 9월 1일" },
        { date(2026, 3, 20),  "١ شوال ١٤٤٧ هـ",          "1 شوال 1447 هـ",          "1 Shawwal 1447 AH",    "이슬람력 1447년 10월 1일" },
        { date(2026, 6, 16),  "١ محرم ١٤٤٨ هـ",          "1 محرم 1448 هـ",          "1 Muharram 1448 AH",   "이슬람력 1448년 1월 1일" },
    });
}

TEST_CASE("hours", "[language][forms]")
{
    hold("time", {
        { hour(0, 5),   "١٢:٠٥ ص", "12:05 ص", "12:05 am", "오전 12:05" },
        { hour(9, 30),  "٩:٣٠ ص",  "9:30 ص",  "9:30 am",  "오전 9:30" },
        { hour(12, 0),  "١٢:٠٠ م", "12:00 م", "12:00 pm", "오후 12:00" },
        { hour(14, 5),  "٢:٠٥ م",  "2:05 م",  "2:05 pm",  "오후 2:05" },
        { hour(23, 59), "١١:٥٩ م", "11:59 م", "11:59 pm", "오후 11:59" },
    });
}

TEST_CASE("telephones, codes, names and other words stay as they were given", "[language][forms]")
{
    hold("phone", { { Phone("+20 2 1234 5678"), "+20 2 1234 5678", "+20 2 1234 5678", "+20 2 1234 5678", "+20 2 1234 5678" } });
    hold("code", { { Code("000 100 000 016"), "000 100 000 016", "000 100 000 016", "000 100 000 016", "000 100 000 016" } });
    hold("", { { Name("ليان Layan 라얀 5"), "ليان Layan 라얀 5", "ليان Layan 라얀 5", "ليان Layan 라얀 5", "ليان Layan 라얀 5" } });
    hold("text", { { Plain("شارع ٢٦ يوليو"), "شارع ٢٦ يوليو", "شارع ٢٦ يوليو", "شارع ٢٦ يوليو", "شارع ٢٦ يوليو" } });
}

TEST_CASE("the shipped messages count in the right form", "[language][forms]")
{
    auto const messages = Messages::load(std::filesystem::path(SHUBBAK_SOURCE) / "assets", { .country = "EG" }).value();
    auto const say = [&](Language language, std::string_view key, std::string_view argument, std::int64_t count) {
        return as_seen(messages.say(language, key, { { std::string(argument), Number { count } } }));
    };
    struct Counted {
        std::int64_t count;
        std::string_view waiting, closes, digits;
    };
    std::vector<Counted> const arabic {
        { 0,    "لا طلبات تنتظر الإرسال",    "تُغلق هذه الصفحة الآن",              "٠ رقم" },
        { 1,    "طلب واحد ينتظر الإرسال",    "تُغلق هذه الصفحة بعد ثانية واحدة",   "رقمًا واحدًا" },
        { 2,    "طلبان ينتظران الإرسال",     "تُغلق هذه الصفحة بعد ثانيتين",       "رقمين" },
        { 3,    "٣ طلبات تنتظر الإرسال",     "تُغلق هذه الصفحة بعد ٣ ثوانٍ",       "٣ أرقام" },
        { 10,   "١٠ طلبات تنتظر الإرسال",    "تُغلق هذه الصفحة بعد ١٠ ثوانٍ",      "١٠ أرقام" },
        { 11,   "١١ طلبًا ينتظر الإرسال",    "تُغلق هذه الصفحة بعد ١١ ثانية",      "١١ رقمًا" },
        { 99,   "٩٩ طلبًا ينتظر الإرسال",    "تُغلق هذه الصفحة بعد ٩٩ ثانية",      "٩٩ رقمًا" },
        { 100,  "١٠٠ طلب ينتظر الإرسال",     "تُغلق هذه الصفحة بعد ١٠٠ ثانية",     "١٠٠ رقم" },
        { 101,  "١٠١ طلب ينتظر الإرسال",     "تُغلق هذه الصفحة بعد ١٠١ ثانية",     "١٠١ رقم" },
        { 102,  "١٠٢ طلب ينتظر الإرسال",     "تُغلق هذه الصفحة بعد ١٠٢ ثانية",     "١٠٢ رقم" },
        { 103,  "١٠٣ طلبات تنتظر الإرسال",   "تُغلق هذه الصفحة بعد ١٠٣ ثوانٍ",     "١٠٣ أرقام" },
        { 111,  "١١١ طلبًا ينتظر الإرسال",   "تُغلق هذه الصفحة بعد ١١١ ثانية",     "١١١ رقمًا" },
        { 200,  "٢٠٠ طلب ينتظر الإرسال",     "تُغلق هذه الصفحة بعد ٢٠٠ ثانية",     "٢٠٠ رقم" },
        { 1000, "١٬٠٠٠ طلب ينتظر الإرسال",   "تُغلق هذه الصفحة بعد ١٬٠٠٠ ثانية",   "١٬٠٠٠ رقم" },
    };
    for (auto const& row : arabic) {
        CHECK(say(Language::arabic, "rest.waiting", "count", row.count) == "للموظفين: " + std::string(row.waiting));
        CHECK(say(Language::arabic, "done.leaves", "seconds", row.count) == row.closes);
        CHECK(say(Language::arabic, "number.too_short", "least", row.count) == "الرقم قصير جدًا. أدخلوا " + std::string(row.digits) + " على الأقل.");
    }
    for (auto const count : { 0, 2, 3, 11, 100, 101 }) {
        CHECK(say(Language::english, "rest.waiting", "count", count) == "For staff: " + std::to_string(count) + " requests are waiting to be sent");
        CHECK(say(Language::korean, "rest.waiting", "count", count) == "직원용: 전송을 기다리는 신청 " + std::to_string(count) + "건");
    }
    CHECK(say(Language::english, "rest.waiting", "count", 1) == "For staff: 1 request is waiting to be sent");
    CHECK(say(Language::english, "idle.count", "seconds", 1) == "1 second");
    CHECK(say(Language::korean, "rest.waiting", "count", 1) == "직원용: 전송을 기다리는 신청 1건");
}
