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

    auto const message_schema_path = assets / "schemas/messages.json", service_schema_path = assets / "schemas/service.json", keyboard_schema_path = assets / "schemas/keyboard.json";
    auto const message_schema = json::Schema::load(message_schema_path), service_schema = json::Schema::load(service_schema_path), keyboard_schema = json::Schema::load(keyboard_schema_path);
    for (auto const* schema : { &message_schema, &service_schema, &keyboard_schema }) {
        if (!*schema)
            add({ { "schema", false, assets.string(), "a schema", schema->error().story, "install the content again" } });
    }
    if (!message_schema || !service_schema || !keyboard_schema)
        return findings;
    std::vector<std::filesystem::path> files;
    std::error_code code;
    for (auto const* root : { "keyboards", "messages", "services" }) {
        for (std::filesystem::recursive_directory_iterator entry(assets / root, code), end; !code && entry != end; entry.increment(code)) {
            if (entry->is_regular_file(code) && entry->path().extension() == ".json")
                files.push_back(entry->path());
        }
    }
    std::ranges::sort(files);
    for (auto const& file : files) {
        if (file.filename() == "service.json")
            add(check_schema(file, *service_schema, service_schema_path));
        else if (file.parent_path().filename() == "keyboards")
            add(check_schema(file, *keyboard_schema, keyboard_schema_path));
        else
            add(check_schema(file, *message_schema, message_schema_path));
    }
    return findings;
}

}
