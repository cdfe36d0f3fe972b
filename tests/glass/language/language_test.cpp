#include "kiosk/glass/language/messages.h"

#include "kiosk/base/core/file.h"
#include "kiosk/glass/language/zone.h"
#include "tests/doubles/content.h"
#include "tests/doubles/memory.h"

#include <array>
#include <catch2/catch.hpp>
#include <filesystem>
#include <map>

using namespace kiosk;
using namespace kiosk::language;
using doubles::Content;

namespace {

constexpr std::string_view fsi = "\u2068", lri = "\u2066", pdi = "\u2069";

std::string isolated(std::string_view value) { return std::string(fsi).append(value).append(pdi); }
std::string left_to_right(std::string_view value) { return std::string(lri).append(value).append(pdi); }

/// The same message in three languages.
Messages with_message(std::string_view message, Habits const& habits = { .country = "EG", .time_zone = "Africa/Cairo" })
{
    Content content;
    for (auto const* code : { "ar", "en", "ko" })
        content.put(std::string("messages/") + code + ".json", "{\"m\": \"" + std::string(message) + "\"}");
    auto messages = Messages::load(content.assets(), habits);
    REQUIRE(messages);
    for (auto const& finding : messages->findings())
        FAIL(to_line(finding));
    return *std::move(messages);
}

/// The findings of three files, with `FOLDER/` cut from the paths.
std::vector<std::string> findings_of(std::string_view ar, std::string_view en, std::string_view ko)
{
    Content content;
    content.put("messages/ar.json", ar);
    content.put("messages/en.json", en);
    content.put("messages/ko.json", ko);
    auto const messages = Messages::load(content.assets());
    if (!messages)
        return { messages.error().story };
    std::vector<std::string> lines;
    for (auto const& finding : messages->findings()) {
        CHECK_FALSE(finding.ok);
        CHECK_FALSE(finding.remedy.empty());
        lines.push_back(content.shorten(finding.where + ": expected " + finding.expected + ", saw " + finding.seen));
    }
    return lines;
}

WallTime const november = WallTime(std::chrono::sys_days(std::chrono::year(2026) / 11 / 21)) + std::chrono::minutes(12 * 60 + 5);

}

TEST_CASE("every inserted value is isolated", "[language][L1]")
{
    auto const messages = with_message("a {name} b {n, number} c {tel, phone} d {no, code} e {day, date} f {at, time} g {fee, money} h");
    auto const text = messages.say(Language::english, "m",
        { { "name", Name("ليلى") }, { "n", Number { 7 } }, { "tel", Phone("+966 11 234 5678") }, { "no", Code("000 100") },
            { "day", Date { november } }, { "at", Time { november } }, { "fee", Amount { { 1250, Currency::of("EGP").value() } } } });
    CHECK(text == "a " + isolated("ليلى") + " b " + isolated("7") + " c " + left_to_right("+966\u00A011\u00A0234\u00A05678") + " d "
            + left_to_right("000\u00A0100") + " e " + isolated("Saturday 21 November 2026") + " f " + isolated("2:05\u00A0pm") + " g " + isolated("12.50\u00A0Egyptian pounds") + " h");
}

TEST_CASE("a value cannot break out of its isolate", "[language][L1]")
{
    auto const messages = with_message("<{name}>");
    for (auto const* evil : { "a\u2069b", "a\u202Eb", "a\u2066b", "a\u2067b", "a\u2068b", "a\u202Ab", "a\u202Bb", "a\u202Cb", "a\u202Db", "a\u2028b", "a\u2029b", "a\nb", "a\rb", "a\u0085b", "a\tb", "a\x7F" "b" }) {
        CHECK(messages.say(Language::english, "m", { { "name", Name(evil) } }) == "<" + isolated("ab") + ">");
        CHECK(messages.say(Language::arabic, "m", { { "name", Plain(evil) } }) == "<" + isolated("ab") + ">");
        CHECK(messages.say(Language::arabic, "m", { { "name", Phone(evil) } }) == "<" + left_to_right("ab") + ">");
        CHECK(messages.say(Language::korean, "m", { { "name", Code(evil) } }) == "<" + left_to_right("ab") + ">");
    }
    // What is cut short or not UTF-8 stays as it is, between its isolates.
    CHECK(messages.say(Language::english, "m", { { "name", Name("a\xE2\x81") } }) == "<" + isolated("a\xE2\x81") + ">");
    CHECK(messages.say(Language::english, "m", { { "name", Name("") } }) == "<" + isolated("") + ">");
    // Marks that shape letters are text and stay.
    CHECK(messages.say(Language::english, "m", { { "name", Name("می\u200Cروم") } }) == "<" + isolated("می\u200Cروم") + ">");
}

TEST_CASE("Arabic has six plural forms", "[language]")
{
    Content content;
    content.put("messages/ar.json", R"({"m": "{n, plural, zero {لا نسخ} one {نسخة واحدة} two {نسختان} few {# نسخ} many {# نسخة} other {# من النسخ}}"})");
    content.put("messages/en.json", R"({"m": "{n, plural, =0 {no copies} one {one copy} other {# copies}}"})");
    content.put("messages/ko.json", R"({"m": "{n, plural, other {#통}}"})");
    auto const messages = Messages::load(content.assets()).value();
    REQUIRE(messages.findings().empty());
    auto const say = [&](Language language, std::int64_t count) { return messages.say(language, "m", { { "n", Number { count } } }); };
    CHECK(say(Language::arabic, 0) == "لا نسخ");
    CHECK(say(Language::arabic, 1) == "نسخة واحدة");
    CHECK(say(Language::arabic, 2) == "نسختان");
    CHECK(say(Language::arabic, 3) == isolated("٣") + " نسخ");
    CHECK(say(Language::arabic, 10) == isolated("١٠") + " نسخ");
    CHECK(say(Language::arabic, 11) == isolated("١١") + " نسخة");
    CHECK(say(Language::arabic, 99) == isolated("٩٩") + " نسخة");
    CHECK(say(Language::arabic, 100) == isolated("١٠٠") + " من النسخ");
    CHECK(say(Language::english, 0) == "no copies");
    CHECK(say(Language::english, 1) == "one copy");
    CHECK(say(Language::english, 2) == isolated("2") + " copies");
    CHECK(say(Language::korean, 1) == isolated("1") + "통");
}

TEST_CASE("digits follow the city's country on Arabic pages, but never in phones and codes", "[language]")
{
    Arguments const arguments { { "n", Number { 1234567 } }, { "tel", Phone("0100") }, { "no", Code("123") } };
    auto const say = [&](Habits const& habits, Language language) { return with_message("{n, number} {tel, phone} {no, code}", habits).say(language, "m", arguments); };
    auto const indic = isolated("١٬٢٣٤٬٥٦٧") + " " + left_to_right("0100") + " " + left_to_right("123");
    auto const european = isolated("1,234,567") + " " + left_to_right("0100") + " " + left_to_right("123");
    CHECK(say({ .country = "EG" }, Language::arabic) == indic);
    CHECK(say({ .country = "SA" }, Language::arabic) == indic);
    CHECK(say({ .country = "AE" }, Language::arabic) == european);
    // Morocco's groups are held apart by points.
    CHECK(say({ .country = "MA" }, Language::arabic) == isolated("1.234.567") + " " + left_to_right("0100") + " " + left_to_right("123"));
    for (auto const language : { Language::english, Language::korean })
        CHECK(say({ .country = "EG" }, language) == european);
    // What the configuration says goes before the country's custom.
    CHECK(say({ .country = "EG", .arabic_digits = Digits::european }, Language::arabic) == european);
    CHECK(say({ .country = "AE", .arabic_digits = Digits::arabic_indic }, Language::arabic) == indic);
}

TEST_CASE("digits that a message itself has are those of the page, whichever were typed", "[language]")
{
    for (auto const* message : { "نحو 25 دقيقة", "نحو ٢٥ دقيقة", "{n, select, other {نحو 25 دقيقة}}" }) {
        CHECK(with_message(message, { .country = "EG" }).say(Language::arabic, "m") == "نحو ٢٥ دقيقة");
        CHECK(with_message(message, { .country = "AE" }).say(Language::arabic, "m") == "نحو 25 دقيقة");
    }
    CHECK(with_message("25 minutes").say(Language::english, "m") == "25 minutes");
}

TEST_CASE("the Hijri day is told where it is in use", "[language]")
{
    CHECK(with_message("x", { .country = "EG" }).tells_hijri());
    CHECK(with_message("x", { .country = "AE" }).tells_hijri());
    CHECK_FALSE(with_message("x", { .country = "KR" }).tells_hijri());
}

TEST_CASE("a phone or a code is never torn at its spaces", "[language][L1]")
{
    auto const messages = with_message("{tel, phone} {no, code} {who}");
    CHECK(messages.say(Language::arabic, "m", { { "tel", Phone("+966 11\u2009234 5678") }, { "no", Code(" 000\u3000100\u202F1 ") }, { "who", Name("a b") } })
        == left_to_right("+966\u00A011\u00A0234\u00A05678") + " " + left_to_right("\u00A0000\u00A0100\u202F1\u00A0") + " " + isolated("a b"));
}

TEST_CASE("an unknown time zone or country is told, and the kiosk goes by what it has", "[language][bad-input]")
{
    Content content;
    for (auto const* code : { "ar", "en", "ko" })
        content.put(std::string("messages/") + code + ".json", R"({"m": "{n, number}"})");
    auto const messages = Messages::load(content.assets(), { .country = "XX", .time_zone = "Africa/Kairo" }).value();
    CHECK(messages.say(Language::arabic, "m", { { "n", Number { 5 } } }) == isolated("٥"));
    std::vector<std::string> lines;
    for (auto const& finding : messages.findings())
        lines.push_back(finding.part + ": " + to_line(finding));
    CHECK(lines == std::vector<std::string> {
              "config: [city] time_zone: expected the IANA name of a time zone such as Africa/Cairo, saw 'Africa/Kairo'; write it as in /usr/share/zoneinfo, or leave the line out to go by the machine's own",
              "config: [city] country: expected a country of ISO 3166 such as EG, AE or KR, saw 'XX'; write the country's two letters; until then it counts as Egypt" });
}

TEST_CASE("a zone file that is cut short or wrong is refused", "[language][bad-input]")
{
    auto const bytes = read_file("/usr/share/zoneinfo/Africa/Cairo").value();
    REQUIRE(Zone::from_bytes(bytes));
    for (std::size_t size = 0; size < 100; ++size)
        CHECK_FALSE(Zone::from_bytes(std::string_view(bytes).substr(0, size)));
    CHECK_FALSE(Zone::from_bytes(std::string_view(bytes).substr(0, bytes.size() / 2)));
    auto wrong = bytes;
    wrong[0] = 'X';
    CHECK_FALSE(Zone::from_bytes(wrong));
    CHECK(Zone::of("../../etc/passwd").error().kind == Failure::absent);
    CHECK(Zone::of("/etc/localtime").error().kind == Failure::absent);
    // Before the first transition and after the last.
    auto const zone = Zone::from_bytes(bytes).value();
    for (auto const year : { 1850, 1970, 2024, 2100 }) {
        auto const moment = WallTime(std::chrono::sys_days(std::chrono::year(year) / 1 / 1));
        auto const ahead = zone.local(moment) - moment;
        CHECK((ahead == std::chrono::hours(2) || (year == 1850 && ahead == std::chrono::seconds(7509))));
    }
}

TEST_CASE("apostrophes, quoted braces and choices are as ICU says", "[language]")
{
    auto const messages = with_message("don't '{'stop'}' {what, select, now {now} other {later}}");
    CHECK(messages.say(Language::english, "m", { { "what", Plain("now") } }) == "don't {stop} now");
    CHECK(messages.say(Language::english, "m", { { "what", Plain("x") } }) == "don't {stop} later");
    CHECK(messages.say(Language::english, "m") == "don't {stop} later");
}

TEST_CASE("a message that names an argument nobody gave shows that something is missing", "[language]")
{
    CHECK(with_message("{a} and {b}").say(Language::english, "m", { { "b", Plain("x") } }) == "… and " + isolated("x"));
}

TEST_CASE("a message missing in one language is found, with the place to add it", "[language][bad-input]")
{
    CHECK(findings_of(R"({"a": "x"})", "{\n\"a\": \"x\",\n\"b\": \"y\"}", R"({"a": "x", "b": "y"})")
        == std::vector<std::string> { "messages/ar.json:1: expected the message \"b\" (as in messages/en.json:3), saw no such message" });
    CHECK(findings_of("{\n\"a\": \"x\",\n\"c\": \"y\"}", R"({"a": "x"})", R"({"a": "x"})")
        == std::vector<std::string> { "messages/en.json:1: expected the message \"c\" (as in messages/ar.json:3), saw no such message",
            "messages/ko.json:1: expected the message \"c\" (as in messages/ar.json:3), saw no such message" });
}

TEST_CASE("a language that lacks a message says it in another", "[language]")
{
    Content content;
    content.put("messages/ar.json", R"({"a": "عربي"})");
    content.put("messages/en.json", R"({"a": "English", "b": "only"})");
    content.put("messages/ko.json", R"({"a": "한국어"})");
    auto const messages = Messages::load(content.assets()).value();
    CHECK(messages.findings().size() == 2);
    CHECK(messages.has("a"));
    CHECK_FALSE(messages.has("b"));
    CHECK(messages.say(Language::korean, "b") == "only");
    CHECK(messages.say(Language::korean, "a") == "한국어");
}

TEST_CASE("a message that the program says and no language has is found, and said in the program's own words", "[language][bad-input]")
{
    Content content;
    for (auto const* code : { "ar", "en", "ko" }) {
        content.put(std::string("messages/") + code + ".json", "{\n\"a\": \"x\",\n\"b\": \"{n, number}\",\n\"c\": \"{when, date}\"}");
        content.put(std::string("messages/ui/") + code + ".json", R"({"more": "m"})");
    }
    constexpr std::array own {
        OwnWords { "", R"({"$schema": "s", "a": "Hello {who}", "b": "{n, plural, one{#} other{#}}", "c": "{when, hijri}", "gone": "Gone at {hour, time}"})" },
        OwnWords { "ui", R"({"more": "More", "less": "Less"})" },
    };
    auto const messages = Messages::load(content.assets(), { .country = "EG", .time_zone = "UTC" }, own).value();
    std::vector<std::string> lines;
    for (auto const& finding : messages.findings())
        lines.push_back(content.shorten(finding.where + ": expected " + finding.expected + ", saw " + finding.seen));
    CHECK(lines == std::vector<std::string> {
              "messages/en.json:2: expected the arguments that the program fills into \"a\" (who text), saw none",
              "messages/en.json:1: expected the message \"gone\", which the program says, saw no such message in any language",
              "messages/ui/en.json:1: expected the message \"ui.less\", which the program says, saw no such message in any language" });
    CHECK(messages.say(Language::arabic, "gone", { { "hour", Time { november } } }) == "Gone at " + isolated("12:05\u00A0pm"));
    CHECK(messages.say(Language::korean, "ui.less") == "Less");
    CHECK(messages.say(Language::english, "ui.more") == "m");
}

TEST_CASE("a malformed message is found with its line", "[language][bad-input]")
{
    auto const in_korean = [](std::string_view message) {
        auto const findings = findings_of(R"({"a": "x {n, number}"})", R"({"a": "x {n, number}"})", "{\n\n\"a\": \"" + std::string(message) + "\"}");
        return findings.size() == 1 ? findings[0] : "not one finding";
    };
    CHECK(in_korean("{n, number") == "messages/ko.json:3: expected as many } as {, saw \" ⟨here⟩ {n, number\"");
    CHECK(in_korean("{n, plural, one {x}}").starts_with("messages/ko.json:3: expected a form \"other\", saw"));
    CHECK(in_korean("{n number}").starts_with("messages/ko.json:3: expected a well-formed message, saw"));
    CHECK(in_korean("{n, plural, one {x} other {y}}") == "messages/ko.json:3: expected the plural forms other of {n}, saw one, other");
    CHECK(in_korean("{0, number}") == "messages/ko.json:3: expected a name in braces, saw the number {0}");
    CHECK(in_korean("{n, spellout}") == "messages/ko.json:3: expected text, number, money, price, date, hijri, time, phone, code, plural or select, saw \"spellout\"");
    CHECK(in_korean("{n, number, #.##}") == "messages/ko.json:3: expected nothing behind \"number\", saw  #.##");
    CHECK(in_korean("{n, plural, offset:1 other {#}}") == "messages/ko.json:3: expected plural forms without \"offset\", saw an offset in {n}");
    CHECK(in_korean("{n, selectordinal, other {#}}").starts_with("messages/ko.json:3: expected text, number,"));
    CHECK(in_korean("{n, choice, 0#x|1#y}").starts_with("messages/ko.json:3: expected text, number,"));
    CHECK(in_korean("{n, plural, other {a} other {b}}") == "messages/ko.json:3: expected each form once, saw \"other\" again in {n}");
    CHECK(in_korean("{n, number} {n, money}") == "messages/ko.json:3: expected {n} as one type, saw number and money");
}

TEST_CASE("a plural without all forms of its language is found", "[language][bad-input]")
{
    CHECK(findings_of("{\n\"m\": \"{n, plural, one {نسخة} other {#}}\"}", R"({"m": "{n, plural, one {x} other {#}}"})", R"({"m": "{n, number}"})")
        == std::vector<std::string> { "messages/ar.json:2: expected the plural forms zero, one, two, few, many, other of {n}, saw one, other" });
}

TEST_CASE("arguments that differ between languages are found", "[language][bad-input]")
{
    CHECK(findings_of("{\n\"m\": \"{n, money}\"}", "{\"m\":\n \"{n, number} {who}\"}", R"({"m": "{who} {n, plural, other {#}}"})")
        == std::vector<std::string> { "messages/ar.json:2: expected the arguments of messages/en.json:2 (n number, who text), saw n money" });
    CHECK(findings_of(R"({"m": "{d, hijri}"})", R"({"m": "{d, date}"})", R"({"m": "{d, date} {d, hijri}"})").empty());
    CHECK(findings_of(R"({"m": "{d, money}"})", R"({"m": "{d, price}"})", R"({"m": "{d, money} {d, price}"})").empty());
}

TEST_CASE("what an author pastes in and a reader cannot see is found with its line", "[language][bad-input]")
{
    auto const in_arabic = [](std::string_view message) {
        auto const findings = findings_of("{\n\n\"a\": \"" + std::string(message) + "\"}", R"({"a": "x"})", R"({"a": "x"})");
        return findings.size() == 1 ? findings[0] : findings.empty() ? "none" : "several";
    };
    constexpr std::string_view marks = "messages/ar.json:3: expected a message without marks of direction, for the kiosk isolates every value, saw ";
    for (auto const& [mark, name] : { std::pair("\u061C", "U+061C"), std::pair("\u200E", "U+200E"), std::pair("\u200F", "U+200F"), std::pair("\u202A", "U+202A"),
             std::pair("\u202B", "U+202B"), std::pair("\u202C", "U+202C"), std::pair("\u202D", "U+202D"), std::pair("\u202E", "U+202E"), std::pair("\u2066", "U+2066"),
             std::pair("\u2067", "U+2067"), std::pair("\u2068", "U+2068"), std::pair("\u2069", "U+2069") })
        CHECK(in_arabic(std::string("رقم ") + mark) == std::string(marks) + name);
    CHECK(in_arabic("\u2067رقم\u2069") == std::string(marks) + "U+2067, U+2069");
    CHECK(in_arabic("a\\tb") == "messages/ar.json:3: expected letters that can be read, saw U+0009");
    CHECK(in_arabic("رقم\uFFFD") == "messages/ar.json:3: expected letters that can be read, saw U+FFFD");
    // شارع, its letters in the forms of an old register.
    CHECK(in_arabic("\uFEB7\uFE8E\uFEAD\uFECB") == "messages/ar.json:3: expected letters as they are typed, not their presentation forms, saw U+FEB7, U+FE8E, U+FEAD, U+FECB");
    CHECK(in_arabic("\uFF11") == "messages/ar.json:3: expected letters as they are typed, not their presentation forms, saw U+FF11");
    CHECK(in_arabic("ا\u0653لآن") == "messages/ar.json:3: expected composed letters (Unicode's NFC), saw U+0627 apart from what it belongs to");
    CHECK(in_arabic("لحظة...") == "messages/ar.json:3: expected whole sentences, for no text of a citizen is ever cut, saw \"...\"");
    CHECK(in_arabic("لحظة…") == "messages/ar.json:3: expected whole sentences, for no text of a citizen is ever cut, saw \"…\"");
    // What an author may well write.
    for (auto const* good : { "أهلًا بكم، يا \uFD3Eسارة\uFD3F", "سطر\\nسطر", "می\u200Cروم", "5 × 3 − 1 = 14 °C, 50 %" })
        CHECK(in_arabic(good) == "none");
}

TEST_CASE("a service in poor spelling is told and stays", "[language][L2][bad-input]")
{
    Content content;
    for (auto const* code : { "ar", "en", "ko" }) {
        content.put(std::string("messages/") + code + ".json", R"({"a": "x"})");
        content.put(std::string("services/s/") + code + ".json", "{\n\"name\": \"One moment...\"}");
    }
    auto const messages = Messages::load(content.assets()).value();
    CHECK(messages.has("service.s.name"));
    REQUIRE(messages.findings().size() == 3);
    CHECK(content.shorten(to_line(messages.findings()[0]))
        == "services/s/en.json:2: expected whole sentences, for no text of a citizen is ever cut, saw \"...\"; type the message anew");
}

TEST_CASE("a file that is no message file is found", "[language][bad-input]")
{
    CHECK(findings_of(R"({"a": "x"})", R"({"a": "x"})", "{\n\"a\": \"x\",\n}").at(0).starts_with("messages/ko.json:3: expected string literal, saw '}'"));
    CHECK(findings_of(R"({"a": "x"})", R"({"a": "x"})", "{\n\"a\": 3}").at(0) == "messages/ko.json:2: expected a message as \"a\", saw 3");
    CHECK(findings_of(R"({"a": "x"})", R"({"a": "x"})", "{\n\"a\": \"\"}").at(0) == "messages/ko.json:2: expected a message as \"a\", saw \"\"");
    CHECK(findings_of(R"({"a": "x"})", R"({"a": "x"})", "{\"a\": \"x\",\n\"A b\": \"\"}").at(0) == "messages/ko.json:2: expected a key of a-z, 0-9, '.', '-' and '_', saw \"A b\"");
    CHECK(findings_of(R"({"a": "x"})", R"({"a": "x"})", "[]").at(0) == "messages/ko.json:1: expected an object of messages, saw an empty array");
}

TEST_CASE("without any message of the kiosk's own nothing can be shown", "[language][bad-input]")
{
    Content content;
    auto const messages = Messages::load(content.assets());
    REQUIRE_FALSE(messages);
    CHECK(messages.error().kind == Failure::absent);
    CHECK(messages.error().story.find("install the content again") != std::string::npos);
}

TEST_CASE("a service with a fault in its messages is left out and the rest stands", "[language][L2][bad-input]")
{
    Content content;
    for (auto const* code : { "ar", "en", "ko" }) {
        content.put(std::string("messages/") + code + ".json", R"({"a": "x"})");
        content.put(std::string("messages/receipt/") + code + ".json", R"({"thanks": "t"})");
        content.put(std::string("services/good/") + code + ".json", R"({"$schema": "../../schemas/messages.json", "name": "g"})");
        content.put(std::string("services/bad/") + code + ".json", R"({"name": "b"})");
    }
    content.put("services/bad/ko.json", "{}");
    content.put("services/none/service.json", "{}");
    auto const messages = Messages::load(content.assets()).value();
    CHECK(messages.keys() == std::vector<std::string> { "a", "receipt.thanks", "service.good.name" });
    CHECK(messages.has("service.good.name"));
    CHECK_FALSE(messages.has("service.bad.name"));
    std::map<std::string, int> parts;
    for (auto const& finding : messages.findings())
        ++parts[finding.part];
    CHECK(parts == std::map<std::string, int> { { "service bad", 1 }, { "service none", 3 } });
}

TEST_CASE("a message that two files say is found", "[language][bad-input]")
{
    Content content;
    for (auto const* code : { "ar", "en", "ko" }) {
        content.put(std::string("messages/") + code + ".json", R"({"ui.more": "x"})");
        content.put(std::string("messages/ui/") + code + ".json", "{\n\"more\": \"x\"}");
    }
    auto const messages = Messages::load(content.assets()).value();
    REQUIRE(messages.findings().size() == 3);
    CHECK(content.shorten(to_line(messages.findings()[0])) == "messages/ui/en.json:2: expected each message in one file, saw \"ui.more\" again; mend the message file");
}

TEST_CASE("an inserted value is forgotten with the sentence", "[language][L3]")
{
    doubles::Planted const name(20261121);
    auto const messages = with_message("{a} {who} {n, select, other {{who}!}} {tel, phone}");
    {
        auto const secret = name.text();
        CHECK(name.times_in_memory(1) > 0);
        auto text = messages.say(Language::arabic, "m", { { "who", Name(secret.view()) }, { "tel", Phone(secret.view()) } });
        CHECK(text.find(secret.view()) != std::string::npos);
        wipe(text);
    }
    for (std::size_t const step : { 1u, 2u, 4u })
        CHECK(name.times_in_memory(step) == 0);
}

TEST_CASE("what a message inserts can be asked", "[language]")
{
    using Types = std::vector<std::pair<std::string, std::string>>;
    auto const messages = with_message("{who} {when, hijri} {fee, money} {c, select, other {{n, number}}}");
    CHECK(messages.arguments_of("m") == Types { { "c", "text" }, { "fee", "money" }, { "n", "number" }, { "when", "date" }, { "who", "text" } });
    CHECK(messages.arguments_of("nothing").empty());
}

TEST_CASE("where a message stands and what it says in all its forms can be asked", "[language]")
{
    Content content;
    for (auto const* code : { "ar", "en", "ko" }) {
        content.put(std::string("messages/") + code + ".json", R"({"a": "x"})");
        content.put(std::string("services/s/") + code + ".json", "{\n\"name\": \"n\",\n\"c\": \"a{c, select, one {b} other {c {who}}}d\"}");
    }
    auto const messages = Messages::load(content.assets()).value();
    CHECK(content.shorten(messages.origin(Language::english, "a")) == "messages/en.json:1");
    CHECK(content.shorten(messages.origin(Language::arabic, "service.s.name")) == "services/s/ar.json:2");
    CHECK(content.shorten(messages.origin(Language::korean, "service.s.c")) == "services/s/ko.json:3");
    CHECK(messages.origin(Language::korean, "nothing").empty());
    CHECK(messages.letters(Language::korean, "service.s.c") == "abc d");
    CHECK(messages.letters(Language::korean, "nothing").empty());
}

TEST_CASE("Arabic is written from the right", "[language]")
{
    CHECK(right_to_left(Language::arabic));
    CHECK_FALSE(right_to_left(Language::english));
    CHECK_FALSE(right_to_left(Language::korean));
}
