#include "kiosk/service/catalogue/catalogue.h"

#include "kiosk/base/core/file.h"
#include "tests/doubles/content.h"

#include <algorithm>
#include <catch2/catch.hpp>

using namespace kiosk;
using catalogue::Fee;
using doubles::Content;

namespace {

std::filesystem::path const shipped = SHUBBAK_SOURCE "/assets";

catalogue::LoadedCatalogue load(std::filesystem::path const& assets)
{
    auto const messages = language::Messages::load(assets);
    if (!messages)
        FAIL(messages.error().story);
    auto loaded = catalogue::load(assets, *messages);
    if (!loaded)
        FAIL(loaded.error().story);
    return *std::move(loaded);
}

std::string replaced(std::string text, std::string_view what, std::string_view with)
{
    auto const at = text.find(what);
    REQUIRE(at != text.npos);
    return text.replace(at, what.size(), with);
}

/// Loads the shipped content with one change in one file of report-light. The service must be gone and the two
/// others stand; gives the one finding.
std::string finding_after(std::string_view file, std::string_view what, std::string_view with)
{
    Content content;
    content.take_from(shipped);
    auto const path = "services/report-light/" + std::string(file);
    content.put(path, replaced(read_file(content.assets() / path).value(), what, with));
    auto const loaded = load(content.assets());
    CHECK(loaded.catalogue.find("report-light") == nullptr);
    CHECK(loaded.catalogue.services.size() == 2);
    if (loaded.findings.empty())
        return "no finding";
    for (auto const& finding : loaded.findings) {
        CHECK(finding.part == "service report-light");
        CHECK_FALSE(finding.ok);
        CHECK_FALSE(finding.remedy.empty());
    }
    auto const& finding = loaded.findings.front();
    return content.shorten(finding.where + ": expected " + finding.expected + ", saw " + finding.seen);
}

std::string in_service_file(std::string_view what, std::string_view with)
{
    auto const prefix = std::string("services/report-light/service.json:");
    auto const finding = finding_after("service.json", what, with);
    CHECK(finding.starts_with(prefix));
    return finding.substr(std::min(prefix.size(), finding.size()));
}

}

TEST_CASE("the shipped content is good in all three languages and fits its schemas", "[catalogue][content]")
{
    for (auto const& finding : catalogue::check(shipped))
        FAIL_CHECK(to_line(finding));
}

TEST_CASE("three services are offered in their order", "[catalogue]")
{
    auto const loaded = load(shipped);
    std::vector<std::string> ids;
    for (auto const& service : loaded.catalogue.services)
        ids.push_back(service.id);
    CHECK(ids == std::vector<std::string> { "resident-register", "digital-class", "report-light" });

    auto const* resident = loaded.catalogue.find("resident-register");
    REQUIRE(resident != nullptr);
    CHECK(resident->needs_card());
    CHECK(std::get<catalogue::Choose>(resident->step("copies")->kind).options.size() == 4);
    CHECK(resident->fee.kind == Fee::Kind::told_at_counter);

    auto const* lesson = loaded.catalogue.find("digital-class");
    REQUIRE(lesson != nullptr);
    CHECK(std::get<catalogue::EnterNumber>(lesson->step("phone")->kind).kind == catalogue::EnterNumber::Kind::phone);
    CHECK(lesson->needs_card());

    auto const* report = loaded.catalogue.find("report-light");
    REQUIRE(report != nullptr);
    CHECK_FALSE(report->needs_card());
    auto const& streets = std::get<catalogue::Choose>(report->step("street")->kind);
    CHECK(streets.shape == catalogue::Choose::Shape::list);
    CHECK(streets.options.size() == 12);
    CHECK(report->step("nothing") == nullptr);
    CHECK(loaded.catalogue.find("nothing") == nullptr);
}

TEST_CASE("an unknown field leaves the service out and is named with file and line", "[catalogue][bad-input]")
{
    CHECK(in_service_file("\"place\": 3,", "\"place\": 3,\n  \"colour\": \"red\",")
        == "10: expected only the fields $schema, city, fee, icon, id, minutes, pattern, place, receipt, sector, source, steps, saw the unknown field \"colour\"");
    CHECK(in_service_file("\"kind\": \"choose\", \"shape\": \"tiles\"", "\"kind\": \"choose\", \"left\": 1, \"shape\": \"tiles\"").starts_with("13: expected only the fields id, kind, options, shape, saw the unknown field \"left\""));
    CHECK(in_service_file("\"kind\": \"free\"", "\"kind\": \"free\", \"minor_units\": 5").starts_with("11: expected only the fields kind, saw the unknown field \"minor_units\""));
}

TEST_CASE("a missing field leaves the service out and is named with file and line", "[catalogue][bad-input]")
{
    CHECK(in_service_file("  \"icon\": \"lightbulb\",\n", "") == "1: expected the field \"icon\" (a string), saw no such field");
    CHECK(in_service_file("\"shape\": \"tiles\", ", "") == "13: expected the field \"shape\" (a string), saw no such field");
}

TEST_CASE("a wrong value leaves the service out and is named with file and line", "[catalogue][bad-input]")
{
    CHECK(in_service_file("\"id\": \"report-light\"", "\"id\": \"report-lamp\"") == "3: expected the folder's name (report-light) as \"id\", saw \"report-lamp\"");
    CHECK(in_service_file("\"minutes\": 1", "\"minutes\": \"1\"") == "10: expected an integer from 1 to 60 as \"minutes\", saw \"1\"");
    CHECK(in_service_file("\"kind\": \"choose\"", "\"kind\": \"guess\"") == "13: expected one of identify, choose, enter-number as \"kind\", saw \"guess\"");
    CHECK(in_service_file("\"flickering\"", "\"lamp-out\"") == "13: expected an id no other option has, and not label, question or why, saw \"lamp-out\"");
    CHECK(in_service_file("\"flickering\"", "\"why\"").starts_with("13: expected an id no other option has"));
    CHECK(in_service_file("\"id\": \"fault\"", "\"id\": \"name\"").starts_with("13: expected a step's id"));
    CHECK(in_service_file("\"receipt\": [\"fault\"", "\"receipt\": [\"lamp\"").starts_with("22: expected the id of a step, saw \"lamp\""));
    CHECK(in_service_file("\"receipt\": [\"fault\"", "\"receipt\": [\"street\"").starts_with("22: expected each step once on the receipt, saw \"street\""));
    CHECK(in_service_file("{ \"kind\": \"free\" }", "{ \"kind\": \"fixed\", \"minor_units\": 100, \"currency\": \"egp\" }").starts_with("11: expected three capital letters as in ISO 4217 as \"currency\""));
    CHECK(in_service_file("{ \"kind\": \"free\" }", "{ \"kind\": \"fixed\", \"minor_units\": 100, \"currency\": \"EGP\", \"per\": \"fault\" }").starts_with("11: expected a step whose answers are numbers from 1 to 999 as \"per\""));
    CHECK(in_service_file("\"pattern\": \"report\",", "\"pattern\": \"report\"").starts_with("7: expected '}', saw string literal"));
}

TEST_CASE("a message missing in one language leaves the service out", "[catalogue][bad-input]")
{
    Content content;
    content.take_from(shipped);
    auto const path = std::string("services/report-light/ko.json");
    auto const text = read_file(content.assets() / path).value();
    auto const begin = text.find("  \"needs\""), end = text.find('\n', begin);
    content.put(path, std::string(text).erase(begin, end + 1 - begin));
    auto const messages = language::Messages::load(content.assets()).value();
    REQUIRE(messages.findings().size() == 1);
    CHECK(messages.findings()[0].part == "service report-light");
    CHECK(content.shorten(to_line(messages.findings()[0]))
        == "services/report-light/ko.json:1: expected the message \"needs\" (as in services/report-light/en.json:6), saw no such message; mend the message file");
    auto const loaded = catalogue::load(content.assets(), messages).value();
    CHECK(loaded.catalogue.find("report-light") == nullptr);
    CHECK(loaded.catalogue.services.size() == 2);
    REQUIRE(loaded.findings.size() == 1);
    CHECK(loaded.findings[0].seen == "none that can be used");
}

TEST_CASE("a malformed message leaves the service out", "[catalogue][bad-input]")
{
    Content content;
    content.take_from(shipped);
    auto const path = std::string("services/report-light/ar.json");
    content.put(path, replaced(read_file(content.assets() / path).value(), "لا يضيء", "لا يضيء {"));
    auto const messages = language::Messages::load(content.assets()).value();
    REQUIRE(messages.findings().size() == 1);
    CHECK(content.shorten(messages.findings()[0].where) == "services/report-light/ar.json:14");
    CHECK(messages.findings()[0].expected == "as many } as {");
    CHECK(load(content.assets()).catalogue.services.size() == 2);
}

TEST_CASE("a message that a service needs or does not need is found in all languages together", "[catalogue][bad-input]")
{
    CHECK(finding_after("service.json", "\"flickering\"", "\"buzzing\"") == "services/report-light/en.json:1: expected the message \"fault.buzzing\", saw no such message");
    CHECK(finding_after("service.json", "\"flickering\", ", "") == "services/report-light/en.json:15: expected only messages that the service needs, saw the unknown message \"fault.flickering\"");

    Content content;
    content.take_from(shipped);
    for (auto const* code : { "ar", "en", "ko" }) {
        auto const path = std::string("services/report-light/") + code + ".json";
        content.put(path, replaced(read_file(content.assets() / path).value(), "\"cost\": \"", "\"cost\": \"{n, number} "));
    }
    auto const loaded = load(content.assets());
    REQUIRE(loaded.findings.size() == 1);
    CHECK(content.shorten(to_line(loaded.findings[0])).starts_with("services/report-light/en.json:7: expected \"cost\" without arguments, saw {n}"));
}

TEST_CASE("a message may have a plainer one, of the same kind and beside one that is needed", "[catalogue][plain]")
{
    auto const findings_with = [](std::string const& plain) {
        Content content;
        content.take_from(shipped);
        for (auto const* code : { "ar", "en", "ko" }) {
            auto const path = std::string("services/resident-register/") + code + ".json";
            content.put(path, replaced(read_file(content.assets() / path).value(), "\"name\"", plain + ", \"name\""));
        }
        std::vector<std::string> lines;
        for (auto const& finding : load(content.assets()).findings)
            lines.push_back(content.shorten(to_line(finding)));
        return lines;
    };
    CHECK(findings_with(R"("time.plain": "Soon")").empty());
    auto const unknown = findings_with(R"("joy.plain": "Yes")");
    REQUIRE(unknown.size() == 1);
    CHECK(unknown.front().find("the unknown message \"joy.plain\"") != std::string::npos);
    auto const argued = findings_with(R"("time.plain": "{n, number} minutes")");
    REQUIRE(argued.size() == 1);
    CHECK(argued.front().find("expected \"time.plain\" without arguments, saw {n}") != std::string::npos);
}

TEST_CASE("every shipped service says what it gives and what comes next in plain words", "[catalogue][plain]")
{
    auto const messages = language::Messages::load(shipped).value();
    for (auto const& service : load(shipped).catalogue.services) {
        INFO(service.id);
        CHECK(messages.has("service." + service.id + ".gives.plain"));
        CHECK(messages.has("service." + service.id + ".next.plain"));
    }
}

TEST_CASE("a service file that is missing, empty or huge does no harm", "[catalogue][bad-input]")
{
    Content content;
    content.take_from(shipped);
    std::filesystem::remove(content.assets() / "services/report-light/service.json");
    CHECK(load(content.assets()).catalogue.services.size() == 2);
    content.put("services/report-light/service.json", "");
    CHECK(load(content.assets()).findings.at(0).seen == "an empty file");
    content.put("services/report-light/service.json", std::string(2 * 1024 * 1024, ' '));
    CHECK(load(content.assets()).catalogue.services.size() == 2);
    std::filesystem::remove_all(content.assets() / "services");
    auto const messages = language::Messages::load(content.assets()).value();
    CHECK(catalogue::load(content.assets(), messages).error().kind == Failure::absent);
}

TEST_CASE("a fixed fee is multiplied by the answer it depends on", "[catalogue]")
{
    Content content;
    content.take_from(shipped);
    auto const path = std::string("services/resident-register/service.json");
    auto const text = read_file(content.assets() / path).value();
    content.put(path, replaced(text, "\"kind\": \"told-at-counter\"", "\"kind\": \"fixed\", \"minor_units\": 250, \"currency\": \"EGP\", \"per\": \"copies\""));
    CHECK(catalogue::check(content.assets()).empty());
    auto const loaded = load(content.assets());
    auto const* service = loaded.catalogue.find("resident-register");
    REQUIRE(service != nullptr);
    auto const egp = Currency::of("EGP").value();
    CHECK(catalogue::cost_of(*service, { { "copies", SecretText("3") } }) == Money { 750, egp });
    CHECK_FALSE(catalogue::cost_of(*service, {}));
    CHECK_FALSE(catalogue::cost_of(*service, { { "copies", SecretText("x") } }));
    auto flat = *service;
    flat.fee.per.clear();
    CHECK(catalogue::cost_of(flat, {}) == Money { 250, egp });
    CHECK_FALSE(catalogue::cost_of(*load(shipped).catalogue.find("report-light"), {}));
}

TEST_CASE("the full check reads every file against its schema", "[catalogue][bad-input]")
{
    Content content;
    content.take_from(shipped);
    content.put("messages/extra/en.json", "{\n\"a\": \"x\"}");
    content.put("messages/extra/ar.json", "{\"$schema\": \"../../schemas/messages.json\", \"a\": \"x\"}");
    content.put("messages/extra/ko.json", "{\"$schema\": \"../../schemas/messages.json\", \"a\": \"x\"}");
    auto const path = std::string("services/report-light/service.json");
    content.put(path, replaced(read_file(content.assets() / path).value(), "\"minutes\": 1", "\"minutes\": 99"));
    std::vector<std::string> places;
    for (auto const& finding : catalogue::check(content.assets()))
        places.push_back(finding.part + " " + content.shorten(finding.where));
    CHECK(std::ranges::count(places, "service report-light services/report-light/service.json:10") == 1);
    CHECK(std::ranges::count(places, "schema services/report-light/service.json:10") == 1);
    CHECK(std::ranges::count(places, "schema messages/extra/en.json:1") == 2);
    CHECK(places.size() == 4);
}
