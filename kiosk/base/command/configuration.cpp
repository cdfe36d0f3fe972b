#include "kiosk/base/command/configuration.h"

#include "kiosk/base/core/file.h"

#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <fmt/format.h>
#include <sstream>
#include <system_error>

namespace kiosk::command {

namespace {

/// As TOML writes it on one line.
std::string in_quotes(std::string_view text)
{
    std::string line = "\"";
    for (char const c : text) {
        if (c == '"' || c == '\\')
            line += fmt::format("\\{}", c);
        else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
            line += fmt::format("\\u{:04X}", static_cast<unsigned>(c));
        else
            line += c;
    }
    return line + '"';
}

/// A value as its author sees it, cut to a length that fits a line.
std::string shown(toml::node const& node)
{
    std::ostringstream text;
    if (auto const* words = node.as_string())
        text << in_quotes(words->get());
    else if (auto const* table = node.as_table())
        text << "a table of " << table->size();
    else if (auto const* array = node.as_array())
        text << "a list of " << array->size();
    else
        node.visit([&](auto const& value) { text << value; });
    auto whole = text.str();
    return whole.size() > 60 ? whole.substr(0, 60) + "…" : whole;
}

/// Collects what is wrong, by file and line.
class Report {
public:
    Report(std::string_view file, std::vector<Finding>& findings) : m_file(file), m_findings(findings) { }

    void add(std::uint32_t line, std::string expected, std::string seen, std::string remedy)
    {
        auto where = line > 0 ? fmt::format("{}:{}", m_file, line) : m_file;
        m_findings.push_back({ .part = "config", .ok = false, .where = std::move(where), .expected = std::move(expected), .seen = std::move(seen), .remedy = std::move(remedy) });
    }

private:
    std::string m_file;
    std::vector<Finding>& m_findings;
};

/// One `[section]`, read key by key; finish() refuses the keys that nobody asked for.
class Section {
public:
    Section(toml::table const& root, std::string_view title, Report& report) : m_title(title), m_report(report)
    {
        auto const* node = root.get(title);
        if (node == nullptr)
            return;
        m_table = node->as_table();
        if (m_table == nullptr)
            m_report.add(node->source().begin.line, fmt::format("[{}] to be a section", title), shown(*node), fmt::format("write [{}] on a line of its own and its keys below it", title));
    }

    [[nodiscard]] toml::node const* take(std::string_view key)
    {
        m_known.emplace_back(key);
        return m_table != nullptr ? m_table->get(key) : nullptr;
    }

    void wrong(toml::node const& node, std::string_view key, std::string_view expected, std::string_view remedy)
    {
        m_report.add(node.source().begin.line, fmt::format("{} for [{}] {}", expected, m_title, key), shown(node), std::string(remedy));
    }

    void whole_number(std::string_view key, std::string_view unit, int least, int most, int& into)
    {
        auto const* node = take(key);
        if (node == nullptr)
            return;
        auto const value = node->is_integer() ? node->value<std::int64_t>() : std::nullopt;
        if (value && *value >= least && *value <= most)
            into = static_cast<int>(*value);
        else
            wrong(*node, key, fmt::format("a whole number {} ({} to {})", unit, least, most), fmt::format("write {} = {}", key, into));
    }

    void millimetres(std::string_view key, float least, float most, Millimetres& into)
    {
        auto const* node = take(key);
        if (node == nullptr)
            return;
        auto const value = node->is_number() ? node->value<double>() : std::nullopt;
        if (value && *value >= least && *value <= most) // not true for a NaN
            into = { static_cast<float>(*value) };
        else
            wrong(*node, key, fmt::format("a number of millimetres ({} to {})", least, most), "measure the glass and write the number without a unit");
    }

    void seconds(std::string_view key, int least, int most, Duration& into)
    {
        auto value = static_cast<int>(std::chrono::duration_cast<std::chrono::seconds>(into).count());
        whole_number(key, "of seconds", least, most, value);
        into = std::chrono::seconds(value);
    }

    void truth(std::string_view key, bool& into)
    {
        auto const* node = take(key);
        if (node == nullptr)
            return;
        if (auto const value = node->as_boolean())
            into = value->get();
        else
            wrong(*node, key, "true or false", fmt::format("write {} = {}", key, into));
    }

    [[nodiscard]] std::optional<std::string> text(std::string_view key, std::string_view expected)
    {
        auto const* node = take(key);
        if (node == nullptr)
            return std::nullopt;
        if (auto const* value = node->as_string())
            return value->get();
        wrong(*node, key, expected, "write it in double quotes");
        return std::nullopt;
    }

    void path(std::string_view key, std::filesystem::path const& folder, std::filesystem::path& into)
    {
        auto const* node = take(key);
        if (node == nullptr)
            return;
        auto const* value = node->as_string();
        if (value == nullptr || value->get().empty() || value->get().find('\0') != std::string::npos)
            wrong(*node, key, "a path", "write it in double quotes; a relative path starts at this file's folder");
        else
            into = (folder / value->get()).lexically_normal();
    }

    void finish()
    {
        if (m_table == nullptr)
            return;
        for (auto const& [key, node] : *m_table) {
            if (std::ranges::find(m_known, key.str()) == m_known.end())
                m_report.add(key.source().begin.line, fmt::format("only the keys {} in [{}]", fmt::join(m_known, ", "), m_title), fmt::format("\"{}\"", key.str()), "correct the spelling or take the line out");
        }
    }

private:
    std::string m_title;
    Report& m_report;
    toml::table const* m_table = nullptr;
    std::vector<std::string> m_known;
};

void read_city(toml::table const& root, Report& report, Configuration::City& city)
{
    Section section(root, "city", report);
    if (auto const* node = section.take("name")) {
        if (auto const* key = node->as_string()) {
            city.name_key = key->get();
        } else if (auto const* names = node->as_table()) {
            for (auto const& [code, name] : *names) {
                auto const language = language_of(code.str());
                auto const* text = name.as_string();
                if (language && text != nullptr)
                    city.names[*language] = text->get();
                else
                    section.wrong(name, fmt::format("name.{}", code.str()), "a name in double quotes under ar, en or ko", "write for example name = { ar = \"…\", en = \"…\" }");
            }
        } else {
            section.wrong(*node, "name", "a message key, or names by language", "write for example name = { ar = \"…\", en = \"…\" }");
        }
    }
    if (auto const* node = section.take("language")) {
        auto const code = node->value<std::string>();
        auto const language = code ? language_of(*code) : Result<Language>(failed(Failure::malformed, ""));
        if (language)
            city.language = *language;
        else
            section.wrong(*node, "language", "\"ar\", \"en\" or \"ko\"", "name the language of the city's offices");
    }
    if (auto const* node = section.take("locale")) {
        auto const code = node->value<std::string>().value_or("");
        bool const plain = code.size() >= 2 && code.size() <= 35 && std::ranges::all_of(code, [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-'; });
        if (plain)
            city.locale = code;
        else
            section.wrong(*node, "locale", "a language and a region as in BCP 47", "write for example locale = \"ar-SA\"");
    }
    if (auto const* node = section.take("digits")) {
        auto const system = node->value<std::string>().value_or("");
        if (system == "latn")
            city.digits = Digits::latin;
        else if (system == "arab")
            city.digits = Digits::arabic_indic;
        else
            section.wrong(*node, "digits", "\"latn\" or \"arab\"", "write digits = \"latn\" for 0 to 9, \"arab\" for ٠ to ٩ in Arabic");
    }
    section.finish();
}

void read_hub(toml::table const& root, std::filesystem::path const& folder, Report& report, Configuration::Hub& hub)
{
    Section section(root, "hub", report);
    if (auto const* node = section.take("url")) {
        auto url = node->value<std::string>().value_or("");
        while (url.ends_with('/'))
            url.pop_back();
        bool const plain = url.starts_with("http://") || url.starts_with("https://");
        if (plain && std::ranges::all_of(url, [](char c) { return c > ' ' && c < 0x7f; }))
            hub.url = url;
        else
            section.wrong(*node, "url", "an address that begins with https:// or http://", "ask the hub's operator for its address");
    }
    section.path("key_file", folder, hub.key_file);
    section.finish();
}

/// Where `assets` and `fonts` are: installed beside the program, or in the tree it was built in.
std::filesystem::path share()
{
    std::error_code absent;
    auto const program = std::filesystem::read_symlink("/proc/self/exe", absent);
    if (!absent) {
        auto beside = program.parent_path().parent_path() / "share/shubbak";
        if (std::filesystem::is_directory(beside, absent))
            return beside;
    }
    return SHUBBAK_SHARE;
}

}

Environment process_environment()
{
    return [](std::string_view name) -> std::optional<std::string> {
        auto const* value = std::getenv(std::string(name).c_str());
        return value != nullptr && *value != '\0' ? std::optional<std::string>(value) : std::nullopt;
    };
}

Configuration defaults(Environment const& environment)
{
    Configuration configuration;
    auto const root = share();
    configuration.content.assets = root / "assets";
    configuration.content.fonts = root / "fonts";
    if (auto const given = environment("STATE_DIRECTORY")) // systemd.exec(5): several are separated by colons
        configuration.state.directory = given->substr(0, given->find(':'));
    else if (auto const base = environment("XDG_STATE_HOME"))
        configuration.state.directory = std::filesystem::path(*base) / "shubbak";
    else
        configuration.state.directory = std::filesystem::path(environment("HOME").value_or("/var/lib")) / ".local/state/shubbak";
    return configuration;
}

Result<LoadedConfiguration> parse(std::string_view text, std::string_view name, std::filesystem::path const& folder, Environment const& environment)
{
    auto const parsed = toml::parse(text, name);
    if (!parsed)
        return failed(Failure::malformed, fmt::format("{}:{}: expected TOML: {}", name, parsed.error().source().begin.line, parsed.error().description()));
    auto const& root = parsed.table();

    LoadedConfiguration loaded { .configuration = defaults(environment), .findings = {} };
    auto& configuration = loaded.configuration;
    Report report(name, loaded.findings);

    Section kiosk(root, "kiosk", report);
    if (!root.at_path("kiosk.number"))
        report.add(0, "a whole number (1 to 9999) for [kiosk] number", "none", "give each kiosk of the city a number of its own: receipts carry it");
    kiosk.whole_number("number", "of the kiosk", 0, 9999, configuration.kiosk.number);
    if (auto given = kiosk.text("name", "a name"))
        configuration.kiosk.name = std::move(*given);
    kiosk.finish();

    read_city(root, report, configuration.city);

    Section panel(root, "panel", report);
    panel.millimetres("width_mm", 50, 5000, configuration.panel.width);
    panel.millimetres("height_mm", 50, 5000, configuration.panel.height);
    panel.millimetres("bottom_above_floor_mm", 0, 3000, configuration.panel.bottom_above_floor);
    panel.whole_number("width_px", "of pixels", 320, 16384, configuration.panel.width_px);
    panel.whole_number("height_px", "of pixels", 320, 16384, configuration.panel.height_px);
    panel.truth("fullscreen", configuration.panel.fullscreen);
    panel.finish();

    Section content(root, "content", report);
    content.path("assets", folder, configuration.content.assets);
    content.path("fonts", folder, configuration.content.fonts);
    content.finish();

    Section state(root, "state", report);
    state.path("directory", folder, configuration.state.directory);
    state.finish();

    read_hub(root, folder, report, configuration.hub);

    Section idle(root, "idle", report);
    idle.seconds("warn_seconds", 10, 3600, configuration.idle.warn);
    idle.seconds("react_seconds", 10, 600, configuration.idle.react);
    idle.finish();

    constexpr std::array<std::string_view, 7> sections { "kiosk", "city", "panel", "content", "state", "hub", "idle" };
    for (auto const& [key, node] : root) {
        if (std::ranges::find(sections, key.str()) == sections.end())
            report.add(key.source().begin.line, fmt::format("only the sections {}", fmt::join(sections, ", ")), fmt::format("\"{}\"", key.str()), "correct the spelling or take it out");
    }
    return loaded;
}

Result<LoadedConfiguration> load(std::filesystem::path const& file, Environment const& environment)
{
    auto const text = TRY(read_file(file, 1024 * 1024));
    return parse(text, file.string(), std::filesystem::absolute(file).parent_path(), environment);
}

std::optional<std::filesystem::path> installed_configuration()
{
    std::error_code absent;
    std::filesystem::path file = "/etc/shubbak/kiosk.toml";
    return std::filesystem::exists(file, absent) ? std::optional(file) : std::nullopt;
}

std::string write(Configuration const& configuration)
{
    auto const& [kiosk, city, panel, content, state, hub, idle] = configuration;
    auto const in_seconds = [](Duration span) { return std::chrono::duration_cast<std::chrono::seconds>(span).count(); };
    std::string name = in_quotes(city.name_key);
    if (!city.names.empty()) {
        std::vector<std::string> names;
        for (auto const& [language, text] : city.names)
            names.push_back(fmt::format("{} = {}", code_of(language), in_quotes(text)));
        name = fmt::format("{{ {} }}", fmt::join(names, ", "));
    }
    std::string text = fmt::format("[kiosk]\nnumber = {}\nname = {}\n\n", kiosk.number, in_quotes(kiosk.name));
    text += fmt::format("[city]\nname = {}\nlanguage = \"{}\"\nlocale = {}\ndigits = \"{}\"\n\n", name, code_of(city.language), in_quotes(city.locale), city.digits == Digits::latin ? "latn" : "arab");
    text += fmt::format("[panel]\nwidth_mm = {}\nheight_mm = {}\nbottom_above_floor_mm = {}\nwidth_px = {}\nheight_px = {}\nfullscreen = {}\n\n", panel.width.value,
        panel.height.value, panel.bottom_above_floor.value, panel.width_px, panel.height_px, panel.fullscreen);
    text += fmt::format("[content]\nassets = {}\nfonts = {}\n\n[state]\ndirectory = {}\n\n", in_quotes(content.assets.string()), in_quotes(content.fonts.string()), in_quotes(state.directory.string()));
    if (!hub.url.empty() || !hub.key_file.empty()) {
        text += "[hub]\n";
        if (!hub.url.empty())
            text += fmt::format("url = {}\n", in_quotes(hub.url));
        if (!hub.key_file.empty())
            text += fmt::format("key_file = {}\n", in_quotes(hub.key_file.string()));
        text += '\n';
    }
    return text + fmt::format("[idle]\nwarn_seconds = {}\nreact_seconds = {}\n", in_seconds(idle.warn), in_seconds(idle.react));
}

}
