#include "kiosk/base/json/schema.h"

#include "kiosk/base/core/file.h"
#include "kiosk/base/json/reader.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wconversion"
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>
#pragma GCC diagnostic pop

namespace kiosk::json {

namespace {

nlohmann::json foreign(Value const& value)
{
    switch (value.kind()) {
    case Kind::null: return nullptr;
    case Kind::boolean: return value.as_bool();
    case Kind::integer: return value.as_integer();
    case Kind::real: return value.as_number();
    case Kind::text: return value.as_text();
    case Kind::array: {
        auto all = nlohmann::json::array();
        for (auto const& element : value.as_array())
            all.push_back(foreign(element));
        return all;
    }
    case Kind::object: {
        auto all = nlohmann::json::object();
        for (auto const& [key, member] : value.as_object())
            all[key] = foreign(member);
        return all;
    }
    }
    std::abort();
}

/// Follows valijson's context (`<root>`, `[steps]`, `[0]`, …) into our value.
Value const* follow(Value const& root, std::vector<std::string> const& context)
{
    auto const* at = &root;
    for (auto const& part : context) {
        if (part.size() < 2 || part.front() != '[')
            continue;
        auto const name = std::string_view(part).substr(1, part.size() - 2);
        Value const* next = at->find(name);
        if (std::size_t index = 0; at->is_array() && std::from_chars(name.data(), name.data() + name.size(), index).ec == std::errc() && index < at->as_array().size())
            next = &at->as_array()[index];
        if (next == nullptr)
            return at;
        at = next;
    }
    return at;
}

}

struct Schema::Compiled {
    nlohmann::json document;
    valijson::Schema schema;
};

Schema::Schema(std::unique_ptr<Compiled> compiled) : m_compiled(std::move(compiled)) { }
Schema::Schema(Schema&&) noexcept = default;
Schema& Schema::operator=(Schema&&) noexcept = default;
Schema::~Schema() = default;

Result<Schema> Schema::load(std::filesystem::path const& path)
{
    auto const text = TRY(read_file(path));
    auto const value = TRY(parse(text, path.string()));
    auto compiled = std::make_unique<Compiled>();
    compiled->document = foreign(value);
    try {
        valijson::adapters::NlohmannJsonAdapter const adapter(compiled->document);
        valijson::SchemaParser().populateSchema(adapter, compiled->schema);
    } catch (std::exception const& error) {
        return wrong(path.string(), value, "a JSON Schema", error.what());
    }
    return Schema(std::move(compiled));
}

std::vector<Finding> Schema::check(Value const& value, std::string_view name) const
{
    auto const document = foreign(value);
    valijson::ValidationResults results;
    // Strict: 1 is not "1".
    valijson::Validator validator(valijson::Validator::kStrongTypes);
    valijson::adapters::NlohmannJsonAdapter const adapter(document);
    if (validator.validate(m_compiled->schema, adapter, &results))
        return {};
    // Each level above the fault reports it again as "failed to validate against …": those nearest to it are kept.
    std::vector<std::pair<int, Finding>> found;
    for (auto const& error : results) {
        bool const echo = std::ranges::any_of(results, [&](auto const& other) {
            return other.context.size() > error.context.size()
                && std::equal(error.context.begin(), error.context.end(), other.context.begin());
        });
        if (echo)
            continue;
        auto const* at = follow(value, error.context);
        found.emplace_back(at->line(), Finding { "schema", false, fmt::format("{}:{}", name, at->line()), "what the schema says",
            fmt::format("{} ({})", describe(*at), error.description), "mend the file; an editor that follows \"$schema\" shows what belongs there" });
    }
    std::ranges::stable_sort(found, {}, &std::pair<int, Finding>::first);
    std::vector<Finding> findings;
    for (auto& entry : found)
        findings.push_back(std::move(entry.second));
    return findings;
}

}
