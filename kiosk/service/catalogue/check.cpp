#include "kiosk/service/catalogue/catalogue.h"

#include "kiosk/base/core/file.h"
#include "kiosk/base/json/reader.h"
#include "kiosk/base/json/schema.h"

#include <algorithm>
#include <fmt/format.h>

namespace kiosk::catalogue {

namespace {

/// Checks a file against the schema in assets/schemas whose name it carries.
std::vector<Finding> check_schema(std::filesystem::path const& file, json::Schema const& schema, std::filesystem::path const& schema_path)
{
    auto const name = file.string();
    auto const text = read_file(file);
    auto const document = text ? json::parse(*text, name) : std::unexpected(text.error());
    if (!document)
        return { { "schema", false, name, "a file of JSON", document.error().story, "mend the file" } };
    auto findings = schema.check(*document, name);
    auto const* named = document->find("$schema");
    std::error_code code;
    if (named == nullptr || !named->is_text() || !std::filesystem::equivalent(file.parent_path() / named->as_text(), schema_path, code))
        findings.push_back({ "schema", false, fmt::format("{}:{}", name, named ? named->line() : 1),
            fmt::format("\"$schema\" to name {}", std::filesystem::relative(schema_path, file.parent_path(), code).string()),
            named ? json::describe(*named) : "no \"$schema\"", "put it first, so that an editor completes and checks the file" });
    return findings;
}

}

std::vector<Finding> check(std::filesystem::path const& assets)
{
    std::vector<Finding> findings;
    auto const add = [&](std::vector<Finding> more) { findings.insert(findings.end(), more.begin(), more.end()); };

    auto const messages = language::Messages::load(assets);
    if (messages) {
        add(messages->findings());
        if (auto const loaded = load(assets, *messages))
            add(loaded->findings);
        else
            add({ { "services", false, assets.string(), "services", loaded.error().story, "install the content again" } });
    } else {
        add({ { "messages", false, assets.string(), "messages", messages.error().story, "install the content again" } });
    }

    struct Kind {
        char const* name;
        std::filesystem::path path;
        Result<json::Schema> schema;
    };
    std::vector<Kind> kinds;
    for (auto const* name : { "city", "keyboard", "lexicon", "messages", "service", "speech", "theme" }) {
        auto path = assets / "schemas" / (std::string(name) + ".json");
        auto schema = json::Schema::load(path);
        if (!schema) {
            add({ { "schema", false, assets.string(), "a schema", schema.error().story, "install the content again" } });
            return findings;
        }
        kinds.push_back({ name, std::move(path), std::move(schema) });
    }
    auto const kind_of = [&](std::filesystem::path const& file) -> Kind const& {
        auto const folder = file.parent_path().filename();
        auto const second_ending = file.stem().extension(); // of ar.speech.json
        std::string_view const name = file.filename() == "service.json" ? "service"
            : folder == "keyboards"                                     ? "keyboard"
            : folder == "themes"                                        ? (file.filename() == "city.json" ? "city" : "theme")
            : second_ending == ".speech"                                ? "speech"
            : second_ending == ".lexicon"                               ? "lexicon"
                                                                        : "messages";
        return *std::ranges::find(kinds, name, &Kind::name);
    };
    std::vector<std::filesystem::path> files;
    std::error_code code;
    for (auto const* root : { "keyboards", "messages", "services", "themes" }) {
        for (std::filesystem::recursive_directory_iterator entry(assets / root, code), end; !code && entry != end; entry.increment(code)) {
            if (entry->is_regular_file(code) && entry->path().extension() == ".json")
                files.push_back(entry->path());
        }
    }
    std::ranges::sort(files);
    for (auto const& file : files) {
        auto const& kind = kind_of(file);
        add(check_schema(file, *kind.schema, kind.path));
    }
    return findings;
}

}
