/// Every journey of tests/journeys, through the programs that a city would install.

#include "kiosk/base/core/file.h"
#include "tests/programs/playground.h"

#include <catch2/catch.hpp>
#include <fstream>
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

/// How many transactions a journey leaves at the hub: one for each request that is sent, but in practice.
std::size_t transactions_of(std::filesystem::path const& file)
{
    std::ifstream lines(file);
    std::size_t count = 0;
    bool practises = false;
    for (std::string line; std::getline(lines, line);) {
        if (line == "touch help.practise")
            practises = true;
        if (line == "touch done.for_real" || line == "expect screen rest")
            practises = false;
        if (line.ends_with(" review.confirm") && !line.starts_with("expect ") && !practises)
            ++count;
    }
    return count;
}

/// Every byte of the journal: its file, and what SQLite keeps beside it.
std::map<std::string, std::string> journal_bytes(Playground const& playground)
{
    std::map<std::string, std::string> bytes;
    for (auto const& entry : std::filesystem::directory_iterator(playground / "kiosk")) {
        if (entry.path().filename().string().starts_with("journal"))
            bytes[entry.path().filename().string()] = kiosk::read_file(entry.path()).value();
    }
    return bytes;
}

}

TEST_CASE("all journeys play to their ends, each on a kiosk of its own", "[programs]")
{
    auto const files = all_journeys();
    REQUIRE(files.size() >= 20);
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

TEST_CASE("after practice the journal is the same, byte for byte, and the hub and the printer know nothing of it", "[programs][S1]")
{
    Playground playground;
    REQUIRE(playground.play({ journey("report-light-en") }, "real").code == 0);
    CHECK(playground.transactions_when(1).size() == 1);
    // Opened and closed once more, so that what the journal writes of its own accord is written.
    playground.write("rest.journey", "expect screen rest\n");
    REQUIRE(playground.play({ playground / "rest.journey" }, "rest").code == 0);
    auto const before = journal_bytes(playground);
    REQUIRE_FALSE(before.empty());
    REQUIRE(playground.play({ playground / "rest.journey" }, "rest").code == 0);
    REQUIRE(journal_bytes(playground) == before);

    auto const ended = playground.play({ journey("practice") });
    INFO(ended.said);
    REQUIRE(ended.code == 0);
    CHECK(journal_bytes(playground) == before);
    CHECK(playground.transactions().size() == 1);
    CHECK_FALSE(std::filesystem::exists(playground / "out/receipt.png"));
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
