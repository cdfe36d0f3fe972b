#include "kiosk/app/main/undrawable.h"

#include "kiosk/app/main/answers.h"
#include "kiosk/app/main/kiosk.h"
#include "tests/doubles/content.h"
#include "tests/doubles/folder.h"
#include "tests/doubles/scripted_http.h"

#include <algorithm>
#include <catch2/catch.hpp>

using namespace kiosk;
using namespace kiosk::app;

namespace {

std::filesystem::path const source { SHUBBAK_SOURCE };

/// The shipped content, in which a test spoils a message.
struct Release {
    doubles::Content content;
    text::FontStack fonts = text::FontStack::load(source / "fonts" / "stack").value();

    Release() { content.take_from(source / "assets"); }

    /// Puts `more` at the end of a message.
    void spoil(std::string const& file, std::string_view key, std::string_view more) const
    {
        auto text = read_file(content.assets() / file).value();
        auto const at = text.find("\"" + std::string(key) + "\": \"");
        REQUIRE(at != text.npos);
        auto const end = text.find("\"", at + key.size() + 5);
        content.put(file, text.insert(end, more));
    }
    [[nodiscard]] std::vector<std::string> lines(std::vector<Finding> const& findings) const
    {
        std::vector<std::string> lines;
        for (auto const& finding : findings) {
            CHECK_FALSE(finding.ok);
            lines.push_back(finding.part + ": " + content.shorten(to_line(finding)));
        }
        return lines;
    }
    /// What is found, and the services that stay.
    [[nodiscard]] std::pair<std::vector<std::string>, std::vector<std::string>> look() const
    {
        auto const messages = language::Messages::load(content.assets()).value();
        auto catalogue = catalogue::load(content.assets(), messages).value().catalogue;
        auto const findings = leave_out_undrawable(catalogue, messages, fonts);
        return { lines(findings), names(catalogue) };
    }
    [[nodiscard]] static std::vector<std::string> names(catalogue::Catalogue const& catalogue)
    {
        std::vector<std::string> names;
        for (auto const& service : catalogue.services)
            names.push_back(service.id);
        return names;
    }
};

using Lines = std::vector<std::string>;
std::string const fox_in_korean = "service report-light: services/report-light/ko.json:4: expected letters that the shipped fonts can draw, "
                                  "saw U+1F98A in \"service.report-light.name\"; change the message, or add the letters to fonts/rebuild; "
                                  "until then the kiosk does not offer this service";

}

TEST_CASE("all shipped messages can be drawn", "[main]")
{
    Release const release;
    auto const [lines, services] = release.look();
    CHECK(lines.empty());
    CHECK(services == Lines { "resident-register", "digital-class", "report-light" });
}

TEST_CASE("a service with a letter that no font has is left out, and the rest stands", "[main][bad-input]")
{
    Release const release;
    release.spoil("services/report-light/ko.json", "name", " \U0001F98A\U0001F98A");
    auto const [lines, services] = release.look();
    CHECK(lines == Lines { fox_in_korean });
    CHECK(services == Lines { "resident-register", "digital-class" });
}

TEST_CASE("a letter of the kiosk's own messages that no font has is told, and every service stays", "[main][bad-input]")
{
    Release const release;
    SECTION("in a plain message") { release.spoil("messages/ar.json", "home.question", "\u07D0"); }
    SECTION("in one form of a plural") { release.spoil("messages/en.json", "idle.count", "{seconds, plural, one{\u07D0} other{}}"); }
    auto const [lines, services] = release.look();
    REQUIRE(lines.size() == 1);
    CHECK(lines[0].starts_with("messages: messages/"));
    CHECK(lines[0].find("saw U+07D0 in ") != std::string::npos);
    CHECK(services.size() == 3);
}

TEST_CASE("a kiosk whose content lacks a message of its own opens, tells it, and says it in English", "[main][bad-input]")
{
    Release const release;
    for (auto const* name : { "ar", "en", "ko", "ar.speech" }) {
        auto const file = std::string("messages/") + name + ".json";
        auto text = read_file(release.content.assets() / file).value();
        auto const at = text.find("  \"shortage.closed\"");
        REQUIRE(at != text.npos);
        release.content.put(file, text.replace(at, text.find('\n', at) - at, "  \"unused\": \"x\","));
    }
    doubles::Folder const folder;
    SystemClock const clock;
    doubles::ScriptedHttp http;
    command::Configuration configuration;
    configuration.content.assets = release.content.assets();
    configuration.content.fonts = source / "fonts";
    configuration.state.directory = folder / "state";
    Lines const expected { "messages: messages/en.json:1: expected the message \"shortage.closed\", which the program says, saw no such message in any language; mend the message file" };
    CHECK(release.lines(look_around(configuration, {}, {}, clock, http).evidence.content) == expected);
    command::Log log(command::Weight::notice, [](std::string_view) { });
    auto const kiosk = Kiosk::open({ configuration, {}, platform::Glass::Place::headless }, { clock, clock, http, log }).value();
    CHECK(release.lines(kiosk->evidence().content) == expected);
    // Without a hub's key nothing can be kept: the rest screen says that the kiosk is closed.
    auto const says_it = [&] {
        return std::ranges::any_of(kiosk->presenter().nodes(), [](ui::Node const& node) { return node.words.text.starts_with("This kiosk is closed for now."); });
    };
    CHECK(kiosk->run_until(says_it, std::chrono::seconds(10)));
}

TEST_CASE("the running kiosk leaves such a service out and tells it, as the look without a kiosk does", "[main][bad-input]")
{
    Release const release;
    release.spoil("services/report-light/ko.json", "name", " \U0001F98A\U0001F98A");
    doubles::Folder const folder;
    SystemClock const clock;
    doubles::ScriptedHttp http;
    command::Configuration configuration;
    configuration.content.assets = release.content.assets();
    configuration.content.fonts = source / "fonts";
    configuration.state.directory = folder / "state";

    auto const examined = look_around(configuration, {}, {}, clock, http);
    CHECK(release.lines(examined.evidence.content) == Lines { fox_in_korean });
    CHECK(examined.evidence.services == 2);
    CHECK(Release::names(examined.catalogue) == Lines { "resident-register", "digital-class" });

    std::string logged;
    command::Log log(command::Weight::notice, [&](std::string_view line) { logged.append(line).append("\n"); });
    auto const kiosk = Kiosk::open({ configuration, {}, platform::Glass::Place::headless }, { clock, clock, http, log }).value();
    CHECK(release.lines(kiosk->evidence().content) == Lines { fox_in_korean });
    CHECK(kiosk->evidence().services == 2);
    CHECK(Release::names(kiosk->catalogue()) == Lines { "resident-register", "digital-class" });
    CHECK(logged.find("ko.json:4") != std::string::npos);
}
