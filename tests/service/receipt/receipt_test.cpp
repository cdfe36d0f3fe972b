#include "kiosk/service/receipt/receipt.h"

#include "kiosk/base/core/file.h"
#include "kiosk/glass/pictures/png.h"
#include "kiosk/glass/pictures/qr.h"
#include "tests/doubles/memory.h"

#include <algorithm>
#include <catch2/catch.hpp>

using namespace kiosk;
using receipt::Receipt;

namespace {

std::filesystem::path const assets = SHUBBAK_SOURCE "/assets";

text::FontStack const& fonts()
{
    static auto const stack = text::FontStack::load(SHUBBAK_SOURCE "/fonts/stack").value();
    return stack;
}

language::Messages const& messages()
{
    static auto const all = language::Messages::load(assets, { .country = "EG", .time_zone = "Africa/Cairo" }).value();
    return all;
}

catalogue::Service const& service(std::string_view id)
{
    static auto const loaded = catalogue::load(assets, messages()).value();
    auto const* found = loaded.catalogue.find(id);
    REQUIRE(found != nullptr);
    return *found;
}

Receipt a_class(Language language)
{
    catalogue::Answers const answers { { "class", SecretText("smartphone") }, { "day", SecretText("monday") }, { "phone", SecretText("01012345678") } };
    auto const native = language == Language::korean ? "한서연" : "ليلى حسن المنشاوي";
    auto const latin = language == Language::korean ? "Han Seoyeon" : "Laila Hassan Elmenshawy";
    return { language, "digital-class", ReceiptNumber::of(1, 1), SecretText("7HK4MPWX"),
        WallTime(std::chrono::sys_days(std::chrono::year(2026) / 11 / 21)) + std::chrono::minutes(725),
        receipt::lines_of(service("digital-class"), answers, receipt::Person { SecretText(native), SecretText(latin) }), {} };
}

Receipt a_report(Language language)
{
    auto report = a_class(language);
    report.service = "report-light";
    report.lines = receipt::lines_of(service("report-light"), { { "fault", SecretText("lamp-out") }, { "street", SecretText("al-fawanees") } }, {});
    return report;
}

Receipt a_register(Language language)
{
    auto copy = a_class(language);
    copy.service = "resident-register";
    auto person = std::get<receipt::Person>(copy.lines[0].answer);
    copy.lines = receipt::lines_of(service("resident-register"), { { "copies", SecretText("2") } }, person);
    return copy;
}

Dots sheet_of(Receipt const& receipt, receipt::Paper const& paper = {}, Language city = Language::arabic)
{
    auto sheet = receipt::set_sheet(receipt, { .language = city, .names = {} }, fonts(), messages(), paper);
    REQUIRE(sheet);
    return *std::move(sheet);
}

int ink(Dots const& dots, int left, int right, int top, int bottom)
{
    int count = 0;
    for (int y = top; y < bottom; ++y) {
        for (int x = left; x < right; ++x)
            count += dots.at(x, y) ? 1 : 0;
    }
    return count;
}

std::string plain(std::string_view text)
{
    std::string out(text);
    for (auto const* isolate : { "\u2066", "\u2067", "\u2068", "\u2069" }) {
        for (auto at = out.find(isolate); at != out.npos; at = out.find(isolate))
            out.erase(at, 3);
    }
    return out;
}

std::vector<std::string> words(Receipt const& receipt, Language language)
{
    std::vector<std::string> all;
    for (auto const& line : receipt::words_of(receipt, messages(), language))
        all.push_back(plain(line.view()));
    return all;
}

}

TEST_CASE("a receipt says what was asked in the citizen's words", "[receipt]")
{
    CHECK(words(a_class(Language::english), Language::english)
        == std::vector<std::string> { "Name: Laila Hassan Elmenshawy", "Class: First steps with a smartphone", "Day: Monday", "Phone number: 01012345678", "Cost: Free" });
    CHECK(words(a_class(Language::arabic), Language::arabic)
        == std::vector<std::string> { "الاسم: ليلى حسن المنشاوي", "الدورة: الخطوات الأولى مع الهاتف الذكي", "اليوم: الاثنين", "رقم الهاتف: 01012345678", "الرسوم: مجانًا" });
    CHECK(words(a_report(Language::korean), Language::korean)
        == std::vector<std::string> { "고장: 불이 안 켜져요", "장소: 알파와니스 거리", "수수료: 무료예요" });
    auto paid = a_register(Language::english);
    paid.cost = Money { 500, Currency::of("EGP").value() };
    CHECK(words(paid, Language::english) == std::vector<std::string> { "Name: Laila Hassan Elmenshawy", "Copies: Two copies", "Cost: 5\u00A0Egyptian pounds" });
}

TEST_CASE("a name in one script alone is used for both", "[receipt]")
{
    auto receipt = a_class(Language::english);
    std::get<receipt::Person>(receipt.lines[0].answer).latin_name = SecretText();
    CHECK(words(receipt, Language::english)[0] == "Name: ليلى حسن المنشاوي");
    receipt.lines[0].answer = receipt::Person { SecretText(), SecretText("Laila") };
    CHECK(words(receipt, Language::arabic)[0] == "الاسم: Laila");
    // A clerk who reads Arabic cannot read Hangul.
    CHECK(words(a_class(Language::korean), Language::arabic)[0] == "الاسم: Han Seoyeon");
    CHECK(words(a_class(Language::korean), Language::korean)[0] == "이름: 한서연");
}

TEST_CASE("a step without an answer is not on the receipt", "[receipt]")
{
    auto const lines = receipt::lines_of(service("digital-class"), { { "day", SecretText("monday") } }, {});
    REQUIRE(lines.size() == 1);
    CHECK(lines[0].step == "day");
}

TEST_CASE("every service has a sheet in every language and both sizes", "[receipt]")
{
    for (auto const language : all_languages) {
        for (auto const& make : { a_class, a_report, a_register }) {
            auto const receipt = make(language);
            auto const sheet = sheet_of(receipt);
            CHECK(sheet.width() == 576);
            CHECK(sheet.height() > 800);
            CHECK(sheet.height() < 8 * 370); // 37 cm
            CHECK(sheet_of(receipt, { .width_dots = 576, .size = receipt::TextSize::large }).height() > sheet.height() * 5 / 4);
            CHECK(sheet_of(receipt) == sheet);
            // Written beside the tests, to be looked at.
            auto const path = std::filesystem::path(SHUBBAK_BUILD) / "tests" / ("receipt-" + receipt.service + "-" + std::string(code_of(language)) + ".png");
            CHECK(replace_file(path, pictures::encode_png(sheet)));
        }
    }
}

TEST_CASE("nothing is cut off at the sides", "[receipt]")
{
    auto receipt = a_class(Language::korean);
    receipt.lines[0].answer = receipt::Person { SecretText("아주아주긴이름이라서한줄에절대로들어가지않는사람의이름입니다"), SecretText("Wolfeschlegelsteinhausenbergerdorffwelchevoralternwaren") };
    for (int const width : { 384, 576 }) {
        for (auto const size : { receipt::TextSize::standard, receipt::TextSize::large }) {
            auto const sheet = sheet_of(receipt, { .width_dots = width, .size = size });
            CHECK(ink(sheet, 0, 8, 0, sheet.height()) == 0);
            CHECK(ink(sheet, width - 8, width, 0, sheet.height()) == 0);
            CHECK(ink(sheet, 0, width, sheet.height() - 30, sheet.height()) == 0);
        }
    }
}

TEST_CASE("Arabic stands at the right and English at the left", "[receipt]")
{
    auto const side = [](Dots const& sheet) {
        // The first line below the first rule: the service's name in the visit's language.
        int y = 0;
        while (ink(sheet, 100, 476, y, y + 1) < 376)
            ++y;
        auto const left = ink(sheet, 0, 60, y + 3, y + 60), right = ink(sheet, 516, 576, y + 3, y + 60);
        return right > left ? Language::arabic : Language::english;
    };
    CHECK(side(sheet_of(a_report(Language::arabic))) == Language::arabic);
    CHECK(side(sheet_of(a_report(Language::english))) == Language::english);
}

TEST_CASE("the QR code on the paper holds the number and the service but not the secret", "[receipt]")
{
    auto const receipt = a_report(Language::english);
    auto const expected = pictures::qr_code("SHUBBAK1;" + receipt.number.digits() + ";report-light", pictures::QrCorrection::medium, 5).value();
    auto const sheet = sheet_of(receipt);
    auto const left = (sheet.width() - expected.width()) / 2;
    auto const stands_at = [&](int top) {
        for (int y = 0; y < expected.height(); ++y) {
            for (int x = 0; x < expected.width(); ++x) {
                if (sheet.at(left + x, top + y) != expected.at(x, y))
                    return false;
            }
        }
        return true;
    };
    int found = 0;
    for (int top = 0; top + expected.height() <= sheet.height(); ++top)
        found += stands_at(top) ? 1 : 0;
    CHECK(found == 1);

    auto other = receipt;
    other.secret = SecretText("AAAAAAAA");
    CHECK(sheet_of(other) != sheet);
}

TEST_CASE("the city's name on the paper can come from the configuration", "[receipt]")
{
    auto const receipt = a_report(Language::english);
    auto const named = receipt::set_sheet(receipt, { .language = Language::arabic, .names = { { Language::english, "Port Lantern" } } }, fonts(), messages()).value();
    CHECK(named != sheet_of(receipt));
}

TEST_CASE("the second language is the city's, or English in a visit that is in the city's own", "[receipt]")
{
    auto const in_arabic_city = sheet_of(a_report(Language::korean), {}, Language::arabic);
    auto const in_korean_city = sheet_of(a_report(Language::korean), {}, Language::korean);
    CHECK(in_arabic_city != in_korean_city);
    CHECK(in_korean_city == sheet_of(a_report(Language::korean), {}, Language::english));
    CHECK(sheet_of(a_report(Language::english), {}, Language::english) == sheet_of(a_report(Language::english), {}, Language::arabic));
}

TEST_CASE("nothing that a receipt says of a citizen stays in memory", "[receipt]")
{
    doubles::Planted const name(20261122);
    (void)sheet_of(a_class(Language::english)); // what is made once and kept is made before
    {
        auto const secret = name.text();
        auto receipt = a_class(Language::english);
        receipt.lines[0].answer = receipt::Person { SecretText(), secret };
        receipt.lines[3].answer = receipt::PhoneNumber { secret };
        CHECK(name.times_in_memory(1) > 0);
        auto sheet = sheet_of(receipt);
        sheet.wipe();
        CHECK(receipt::words_of(receipt, messages(), Language::english).size() == 5);
    }
    for (std::size_t const step : { 1u, 2u, 4u })
        CHECK(name.times_in_memory(step) == 0);
}
