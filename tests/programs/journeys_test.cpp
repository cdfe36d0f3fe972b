/// Every journey of tests/journeys, through the programs that a city would install.

#include "kiosk/base/core/file.h"
#include "tests/programs/playground.h"

#include <catch2/catch.hpp>
#include <map>
#include <set>

using namespace programs;

namespace {

std::string text(kiosk::json::Value const& row, std::string_view key)
{
    auto const* value = row.find(key);
    return value != nullptr && value->is_text() ? value->as_text() : "";
}

/// What a transaction is told by, that must not be there twice.
void check_each_once(kiosk::json::Value::Array const& rows)
{
    std::set<std::string> ids, numbers;
    for (auto const& row : rows) {
        ids.insert(text(row, "id"));
        numbers.insert(text(row, "number"));
    }
    CHECK(ids.size() == rows.size());
    CHECK(numbers.size() == rows.size());
}

/// How many transactions a journey leaves at the hub: it says so by the states it expects.
std::size_t transactions_of(std::filesystem::path const& file)
{
    auto const words = kiosk::read_file(file).value();
    std::size_t count = 0;
    for (auto at = words.find("touch review.confirm"); at != std::string::npos; at = words.find("touch review.confirm", at + 1))
        ++count;
    return count;
}

}

TEST_CASE("all thirteen journeys play to their ends, each on a kiosk of its own", "[programs]")
{
    auto const files = all_journeys();
    REQUIRE(files.size() >= 13);
    for (auto const& file : files) {
        DYNAMIC_SECTION(file.stem().string())
        {
            Playground playground;
            auto const ended = playground.play({ file });
            INFO(ended.said);
            CHECK(ended.code == 0);
            CHECK(pictures(playground / "out").size() >= 3);
            auto const expected = transactions_of(file);
            auto const rows = playground.transactions_when(expected);
            CHECK(rows.size() == expected);
            check_each_once(rows);
        }
    }
}

TEST_CASE("nine visits at one kiosk are nine transactions at the hub, each once, in its language", "[programs]")
{
    Playground playground;
    std::vector<std::filesystem::path> nine;
    for (auto const* language : { "ar", "en", "ko" }) {
        for (auto const* service : { "resident-register", "digital-class", "report-light" })
            nine.push_back(journey(std::string(service) + "-" + language));
    }
    std::vector<std::string> words { "play", "--tree", "--out", (playground / "out").string() };
    for (auto const& file : nine)
        words.push_back(file.string());
    // A run before that broke has left its pictures.
    std::filesystem::create_directories(playground / "out/under-way");
    playground.write("out/under-way/99-home.png", "old");
    auto const ended = playground.run_with_devices(words);
    INFO(ended.said);
    REQUIRE(ended.code == 0);
    CHECK_FALSE(std::filesystem::exists(playground / "out/under-way"));

    auto const rows = playground.transactions_when(9);
    REQUIRE(rows.size() == 9);
    check_each_once(rows);
    std::map<std::string, int> visits;
    for (auto const& row : rows) {
        CHECK(text(row, "state") == "printed");
        ++visits[text(row, "service") + "-" + text(row, "language")];
        auto const* body = row.find("body");
        REQUIRE(body != nullptr);
        CHECK(body->is_object());
    }
    CHECK(visits.size() == 9);
    for (auto const& file : nine) {
        CHECK(visits[file.stem().string()] == 1);
        auto const name = file.stem().string();
        auto const folder = playground / "out" / name.substr(name.size() - 2) / name.substr(0, name.size() - 3);
        CHECK(pictures(folder).size() >= 6);
        CHECK(std::filesystem::exists(folder / "receipt.png"));
        CHECK_FALSE(std::filesystem::exists(folder / "99-home.png"));
    }
}

TEST_CASE("a broken expectation is told by file and line", "[programs]")
{
    Playground playground;
    playground.write("broken.journey", "expect screen rest\nlanguage en\nexpect screen done\n");
    auto const ended = playground.play({ playground / "broken.journey" });
    CHECK(ended.code == 1);
    CHECK_THAT(ended.said, Catch::Matchers::Contains("broken.journey:3: expected") && Catch::Matchers::Contains("saw"));
}

TEST_CASE("a journey that cannot be read is refused before anything is played", "[programs]")
{
    Playground playground;
    playground.write("bad.journey", "expect screen rest\ndance\n");
    auto const ended = playground.play({ playground / "bad.journey" });
    CHECK(ended.code == 2);
    CHECK_THAT(ended.said, Catch::Matchers::Contains("bad.journey:2"));
    CHECK(pictures(playground / "out").empty());
    CHECK(playground.play({ playground / "absent.journey" }).code == 2);
}
