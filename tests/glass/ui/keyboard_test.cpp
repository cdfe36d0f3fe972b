#include "kiosk/base/core/file.h"
#include "kiosk/base/json/schema.h"
#include "kiosk/glass/language/messages.h"
#include "kiosk/glass/text/utf8.h"
#include "kiosk/glass/ui/keyboard.h"
#include "tests/glass/ui/room.h"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <unistd.h>

using namespace kiosk;
using namespace kiosk::ui;

namespace {

std::filesystem::path const assets = std::filesystem::path(SHUBBAK_SOURCE) / "assets";

std::string file_with(std::string_view rows, std::string_view composition = "none")
{
    return fmt::format("{{ \"id\": \"x\", \"language\": \"ar\", \"name\": \"x\", \"composition\": \"{}\", \"numerals\": \"european\",\n"
                       "  \"levels\": [{{ \"id\": \"letters\", \"columns\": 4,\n    \"rows\": {} }}] }}",
        composition, rows);
}

std::string story_of(std::string_view rows, std::string_view composition = "none")
{
    auto const keyboard = parse_keyboard(file_with(rows, composition), "x.json");
    return keyboard ? std::string("it was taken") : keyboard.error().story;
}

template <typename Each>
void each_yield(Keyboard const& keyboard, Each each)
{
    for (auto const& level : keyboard.levels) {
        for (auto const& row : level.rows) {
            for (auto const& key : row) {
                if (key.does != Key::Does::types)
                    continue;
                each(key.plain);
                if (key.shifted)
                    each(*key.shifted);
                for (auto const* variants : { &key.variants, &key.shifted_variants }) {
                    for (auto const& variant : *variants)
                        each(variant);
                }
            }
        }
    }
}

bool types(Keyboard const& keyboard, std::string_view text)
{
    bool found = false;
    each_yield(keyboard, [&](Yield const& yield) { found = found || yield.types == text; });
    return found;
}

}

TEST_CASE("the shipped keyboards are without a fault", "[ui][keyboard]")
{
    auto const loaded = Keyboards::load(assets, testing::shipped_messages());
    for (auto const& finding : loaded.findings)
        UNSCOPED_INFO(to_line(finding));
    CHECK(loaded.findings.empty());
    for (auto const* id : { "arabic", "latin", "hangul", "digits", "phone", "code", "email" }) {
        INFO(id);
        CHECK(loaded.keyboards.find(id) != nullptr);
    }
}

TEST_CASE("the shipped keyboards are as their schema says", "[ui][keyboard]")
{
    auto const schema = json::Schema::load(assets / "schemas" / "keyboard.json");
    REQUIRE(schema);
    for (auto const& entry : std::filesystem::directory_iterator(assets / "keyboards")) {
        auto const name = entry.path().string();
        auto const document = json::parse(read_file(entry.path()).value(), name);
        REQUIRE(document);
        for (auto const& finding : schema->check(*document, name))
            FAIL_CHECK(to_line(finding));
    }
    auto const foreign = json::parse(R"({ "$schema": "x", "id": "x", "language": "fr", "name": "x", "composition": "none", "numerals": "city", "levels": [] })", "x.json");
    CHECK(schema->check(*foreign, "x.json").size() >= 2);
}

TEST_CASE("each key that is no letter has a name in every language", "[ui][keyboard]")
{
    auto const keyboards = Keyboards::load(assets, testing::shipped_messages()).keyboards;
    for (auto const& keyboard : keyboards.all()) {
        for (auto const& message : keyboard.needed_messages()) {
            INFO(keyboard.id << " " << message);
            CHECK(testing::shipped_messages().has(message));
        }
        each_yield(keyboard, [&](Yield const& yield) {
            // A letter or a digit is its own name; a sign or a mark has none that can be heard.
            auto const letter = text::code_point_at(yield.types, 0).value;
            bool const sign = letter < 0x80 ? !std::isalnum(static_cast<int>(letter)) : (letter >= 0x64B && letter <= 0x652) || (letter < 0xC0) || (letter >= 0x2010 && letter < 0x2100);
            bool const alone = text::code_point_at(yield.types, 0).bytes == yield.types.size();
            INFO(keyboard.id << " " << yield.types);
            CHECK((!sign || !alone || !yield.says.empty()));
        });
    }
}

TEST_CASE("each letter on a key can be drawn", "[ui][keyboard]")
{
    auto const keyboards = Keyboards::load(assets, testing::shipped_messages()).keyboards;
    for (auto const& keyboard : keyboards.all()) {
        each_yield(keyboard, [&](Yield const& yield) {
            INFO(keyboard.id << " " << yield.face());
            CHECK(testing::shipped_fonts().missing(yield.face(), text::Weight::bold).empty());
            CHECK(testing::shipped_fonts().missing(yield.types, text::Weight::regular).empty());
        });
    }
}

TEST_CASE("the Arabic keyboard has all letters of Arabic and all its vowel marks", "[ui][keyboard]")
{
    auto const keyboards = Keyboards::load(assets, testing::shipped_messages()).keyboards;
    auto const* const arabic = keyboards.find("arabic");
    REQUIRE(arabic != nullptr);
    for (auto const* letter : { "ا", "أ", "إ", "آ", "ب", "ت", "ث", "ج", "ح", "خ", "د", "ذ", "ر", "ز", "س", "ش", "ص", "ض", "ط", "ظ", "ع", "غ", "ف", "ق", "ك", "ل", "م", "ن", "ه", "ة", "و",
             "ؤ", "ي", "ى", "ئ", "ء", "لا", "لأ", "لإ", "لآ", "،", "؛", "؟", "َ", "ِ", "ُ", "ّ", "ْ", "ً", "ٍ", "ٌ" }) {
        INFO(letter);
        CHECK(types(*arabic, letter));
    }
}

TEST_CASE("what is wrong in a keyboard is told with its line", "[ui][keyboard]")
{
    CHECK(story_of("[[\"a\", \"b\"],\n [\"a\"]]").starts_with("x.json:4: "));
    CHECK(story_of("[[\"a\", \"b\", \"c\", \"d\", \"e\"]]").find("keys of at most 4 columns") != std::string::npos);
    CHECK(story_of("[[{ \"types\": \" \" }]]").find("\"id\"") != std::string::npos);
    CHECK(story_of("[[\"\\n\"]]").find("printable") != std::string::npos);
    CHECK(story_of("[[\"\\u202e\"]]").find("printable") != std::string::npos);
    CHECK(story_of("[[\"\"]]").find("printable") != std::string::npos);
    CHECK(story_of("[[{ \"does\": \"level\", \"id\": \"a\", \"says\": \"b\", \"to\": \"nowhere\" }]]").find("another level") != std::string::npos);
    CHECK(story_of("[[{ \"does\": \"sing\", \"id\": \"a\", \"says\": \"b\" }]]").find("one of shift") != std::string::npos);
    CHECK(story_of("[[{ \"types\": \"a\", \"colour\": 1 }]]").find("colour") != std::string::npos);
    CHECK(story_of("[[{ \"types\": \"a\", \"wide\": 0 }]]").find("columns") != std::string::npos);
    CHECK(story_of("[[{ \"types\": \"a\", \"variants\": [\"b\", \"b\"] }]]").find("once") != std::string::npos);
    CHECK(story_of("[[{ \"room\": 1, \"types\": \"a\" }]]").starts_with("x.json:"));
    CHECK(story_of("[[\"ㅂ\"]]").find("composes hangul") != std::string::npos);
    CHECK(story_of("[[\"ㅘ\"]]", "hangul").find("composes hangul") != std::string::npos);
    CHECK(story_of("[[\"ㅂ\"]]", "hangul") == "it was taken");
}

TEST_CASE("a level that cannot be left is refused", "[ui][keyboard]")
{
    auto const file = [](std::string_view second) {
        return fmt::format("{{ \"id\": \"x\", \"language\": \"en\", \"name\": \"x\", \"composition\": \"none\", \"numerals\": \"european\", \"levels\": ["
                           "{{ \"id\": \"a\", \"columns\": 2, \"rows\": [[{{ \"does\": \"level\", \"id\": \"k\", \"says\": \"m\", \"to\": \"b\" }}]] }},"
                           "{{ \"id\": \"b\", \"columns\": 2, \"rows\": [[{}]] }}] }}",
            second);
    };
    CHECK_FALSE(parse_keyboard(file("\"c\""), "x.json"));
    CHECK(parse_keyboard(file("{ \"does\": \"level\", \"id\": \"k\", \"says\": \"m\", \"to\": \"a\" }"), "x.json"));
}

TEST_CASE("a keyboard with a fault is left out and the others stay", "[ui][keyboard]")
{
    auto const folder = std::filesystem::temp_directory_path() / fmt::format("shubbak-keyboards-{}", getpid());
    std::filesystem::create_directories(folder / "keyboards");
    std::filesystem::copy_file(assets / "keyboards" / "digits.json", folder / "keyboards" / "digits.json", std::filesystem::copy_options::overwrite_existing);
    REQUIRE(replace_file(folder / "keyboards" / "broken.json", "{"));
    REQUIRE(replace_file(folder / "keyboards" / "other.json", read_file(assets / "keyboards" / "code.json").value()));
    REQUIRE(replace_file(folder / "keyboards" / "mute.json", R"({ "id": "mute", "language": "en", "name": "m", "composition": "none", "numerals": "city", "levels": [{ "id": "a", "columns": 2, "rows": [[{ "types": "a", "says": "no.such" }]] }] })"));
    auto const loaded = Keyboards::load(folder, testing::shipped_messages());
    std::filesystem::remove_all(folder);
    CHECK(loaded.keyboards.all().size() == 1);
    CHECK(loaded.keyboards.find("digits") != nullptr);
    REQUIRE(loaded.findings.size() == 3);
    CHECK(loaded.findings[1].expected.find("no.such") != std::string::npos);
    CHECK(loaded.findings[0].where.ends_with("broken.json"));
    CHECK(loaded.findings[2].expected.find("other") != std::string::npos);
    CHECK_FALSE(Keyboards::load(folder, testing::shipped_messages()).findings.empty());
}
