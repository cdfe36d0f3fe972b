#include "kiosk/glass/ui/keyboard.h"

#include "kiosk/base/core/file.h"
#include "kiosk/base/json/reader.h"
#include "kiosk/glass/text/utf8.h"
#include "kiosk/glass/ui/hangul.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>

namespace kiosk::ui {

namespace {

// Bounds of a file. Fourteen columns keep 12.7 mm with gaps of 2.54 mm on the narrowest panel there is, 268 mm.
constexpr double most_columns = 14;
constexpr std::size_t most_rows = 6;
constexpr std::size_t most_levels = 4;
constexpr std::size_t most_variants = 12;
constexpr std::size_t most_bytes = 24; ///< of what one key types

/// Controls would move the caret or the line, marks of direction would turn the text around.
bool printable(std::string_view text)
{
    for (std::size_t at = 0; at < text.size();) {
        auto const letter = text::code_point_at(text, at);
        auto const c = letter.value;
        bool const control = c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xFFFD || c == 0xFEFF;
        bool const steering = c == 0x061C || (c >= 0x200B && c <= 0x200F && c != 0x200C) || (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F);
        if (control || steering)
            return false;
        at += letter.bytes;
    }
    return !text.empty() && text.size() <= most_bytes;
}

bool is_id(std::string_view text)
{
    return printable(text) && text.find(' ') == text.npos;
}

class KeyboardFile {
public:
    KeyboardFile(std::string_view name, Keyboard::Composition composition) : m_name(name), m_composition(composition) { }

    [[nodiscard]] Result<Level> level(json::Reader fields);
    /// Keys that lead to a level are checked when all levels are known.
    [[nodiscard]] Result<void> resolve(std::vector<Level>& levels) const;

private:
    struct Way {
        std::string to;
        std::string where;
        std::size_t level, row, key;
    };

    [[nodiscard]] Result<Key> key(json::Value const& value);
    [[nodiscard]] Result<Key> key_of(json::Reader fields);
    [[nodiscard]] Result<Yield> yield(json::Value const& value) const;
    [[nodiscard]] Result<std::vector<Yield>> yields(json::Reader& fields, std::string_view member) const;
    [[nodiscard]] Result<void> may_type(Yield const& yield, json::Value const& where) const;

    std::string m_name;
    Keyboard::Composition m_composition;
    std::vector<Way> m_ways;
    std::size_t m_level = 0, m_row = 0, m_key = 0;
};

Result<void> KeyboardFile::may_type(Yield const& yield, json::Value const& where) const
{
    if (!printable(yield.types) || (!yield.shows.empty() && !printable(yield.shows)))
        return json::wrong(m_name, where, fmt::format("printable letters, at most {} bytes", most_bytes));
    // Letters of Hangul are typed as the jamo of the standard's keys: libhangul puts them together.
    auto const first = text::code_point_at(yield.types, 0).value;
    bool const hangul = (first >= 0x3131 && first <= 0x318E) || (first >= 0xAC00 && first <= 0xD7A3) || (first >= 0x1100 && first <= 0x11FF);
    if (hangul && (m_composition != Keyboard::Composition::hangul || !HangulComposer::key_of(yield.types)))
        return json::wrong(m_name, where, "a jamo of the standard keyboard, on a keyboard that composes hangul");
    return {};
}

Result<Yield> KeyboardFile::yield(json::Value const& value) const
{
    Yield made;
    if (value.is_text()) {
        made.types = value.as_text();
    } else {
        json::Reader fields(value, m_name);
        made.types = TRY(fields.text("types"));
        made.shows = TRY(fields.maybe_text("shows")).value_or("");
        made.says = TRY(fields.maybe_text("says")).value_or("");
        TRY(fields.finish());
    }
    TRY(may_type(made, value));
    return made;
}

Result<std::vector<Yield>> KeyboardFile::yields(json::Reader& fields, std::string_view member) const
{
    std::vector<Yield> made;
    if (!fields.has(member))
        return made;
    auto const* const all = TRY(fields.array(member, 1));
    if (all->size() > most_variants)
        return fields.wrong_field(member, fmt::format("at most {} variants", most_variants));
    for (auto const& each : *all) {
        made.push_back(TRY(yield(each)));
        if (std::ranges::count(made, made.back().types, &Yield::types) > 1)
            return json::wrong(m_name, each, "each variant once");
    }
    return made;
}

Result<Key> KeyboardFile::key(json::Value const& value)
{
    if (value.is_text()) {
        Key key { .id = value.as_text(), .plain = TRY(yield(value)) };
        if (!is_id(key.id))
            return json::wrong(m_name, value, "a letter without spaces, or an object with \"id\"");
        return key;
    }
    return key_of(json::Reader(value, m_name));
}

Result<Key> KeyboardFile::key_of(json::Reader fields)
{
    using Does = Key::Does;
    Key key;
    if (fields.has("wide")) {
        key.wide = static_cast<float>(TRY(fields.number("wide")));
        if (!(key.wide >= 0.25F && key.wide <= 14))
            return fields.wrong_field("wide", "a width from 0.25 to 14 columns");
    }
    if (fields.has("room")) {
        auto const room = TRY(fields.number("room"));
        if (!(room >= 0.25 && room <= 14))
            return fields.wrong_field("room", "a width from 0.25 to 14 columns");
        key.does = Does::room;
        key.wide = static_cast<float>(room);
        TRY(fields.finish());
        return key;
    }
    if (fields.has("does")) {
        key.does = TRY((fields.one_of<Does>("does",
            { { "shift", Does::shift }, { "rub_out", Does::rub_out }, { "clear", Does::clear }, { "level", Does::level }, { "next_layout", Does::next_layout },
                { "variants", Does::variants }, { "caret_left", Does::caret_left }, { "caret_right", Does::caret_right }, { "done", Does::done } })));
        key.id = TRY(fields.text("id"));
        if (!is_id(key.id))
            return fields.wrong_field("id", "a word without spaces");
        key.plain.shows = TRY(fields.maybe_text("shows")).value_or("");
        key.says = TRY(fields.text("says"));
        if (key.does == Does::level)
            m_ways.push_back({ TRY(fields.text("to")), fields.where("to"), m_level, m_row, m_key });
        TRY(fields.finish());
        return key;
    }
    key.plain.types = TRY(fields.text("types"));
    key.plain.shows = TRY(fields.maybe_text("shows")).value_or("");
    key.plain.says = TRY(fields.maybe_text("says")).value_or("");
    TRY(may_type(key.plain, fields.value()));
    key.id = TRY(fields.maybe_text("id")).value_or(key.plain.types);
    if (!is_id(key.id))
        return fields.has("id") ? fields.wrong_field("id", "a word without spaces") : json::wrong(m_name, fields.value(), "an \"id\" for a key that types a space");
    if (fields.has("shift")) {
        auto const* const shifted = TRY(fields.any("shift"));
        key.shifted = TRY(yield(*shifted));
    }
    key.variants = TRY(yields(fields, "variants"));
    key.shifted_variants = TRY(yields(fields, "shift_variants"));
    TRY(fields.finish());
    return key;
}

Result<Level> KeyboardFile::level(json::Reader fields)
{
    Level made;
    made.id = TRY(fields.text("id"));
    if (!is_id(made.id))
        return fields.wrong_field("id", "a word without spaces");
    auto const columns = TRY(fields.number("columns"));
    if (!(columns >= 1 && columns <= most_columns))
        return fields.wrong_field("columns", fmt::format("1 to {} columns", most_columns));
    made.columns = static_cast<float>(columns);
    auto const* const rows = TRY(fields.array("rows", 1));
    if (rows->size() > most_rows)
        return fields.wrong_field("rows", fmt::format("at most {} rows", most_rows));
    TRY(fields.finish());
    std::set<std::string> ids;
    for (auto const& row : *rows) {
        if (!row.is_array() || row.as_array().empty())
            return json::wrong(m_name, row, "a row of keys");
        m_row = made.rows.size();
        auto& keys = made.rows.emplace_back();
        float wide = 0;
        for (auto const& each : row.as_array()) {
            m_key = keys.size();
            keys.push_back(TRY(key(each)));
            wide += keys.back().wide;
            if (keys.back().does != Key::Does::room && !ids.insert(keys.back().id).second)
                return json::wrong(m_name, each, "a key that this level has once", fmt::format("\"{}\" again", keys.back().id));
        }
        if (wide > made.columns + 0.001F)
            return json::wrong(m_name, row, fmt::format("keys of at most {} columns", made.columns), fmt::format("{}", wide));
    }
    ++m_level;
    return made;
}

Result<void> KeyboardFile::resolve(std::vector<Level>& levels) const
{
    for (auto const& way : m_ways) {
        auto const found = std::ranges::find(levels, way.to, &Level::id);
        auto const to = static_cast<std::size_t>(found - levels.begin());
        if (found == levels.end() || to == way.level)
            return failed(Failure::malformed, fmt::format("{}: expected another level of this keyboard, saw \"{}\"", way.where, way.to));
        levels[way.level].rows[way.row][way.key].level = to;
    }
    return {};
}

/// Whether the first level can be come back to from every level that can be reached from it, and every level can.
bool no_dead_end(std::vector<Level> const& levels)
{
    auto const reached_from = [&](std::size_t start) {
        std::set<std::size_t> seen { start };
        std::vector<std::size_t> open { start };
        while (!open.empty()) {
            auto const at = open.back();
            open.pop_back();
            for (auto const& row : levels[at].rows) {
                for (auto const& key : row) {
                    if (key.does == Key::Does::level && seen.insert(key.level).second)
                        open.push_back(key.level);
                }
            }
        }
        return seen;
    };
    for (std::size_t i = 0; i < levels.size(); ++i) {
        if (reached_from(i).size() != levels.size())
            return false;
    }
    return true;
}

}

Key const* Level::find(std::string_view key) const
{
    for (auto const& row : rows) {
        for (auto const& each : row) {
            if (each.does != Key::Does::room && each.id == key)
                return &each;
        }
    }
    return nullptr;
}

std::vector<std::string> Keyboard::needed_messages() const
{
    std::set<std::string> keys;
    auto const note = [&](std::string const& key) {
        if (!key.empty())
            keys.insert(key);
    };
    for (auto const& level : levels) {
        for (auto const& row : level.rows) {
            for (auto const& key : row) {
                note(key.says);
                note(key.plain.says);
                note(key.shifted ? key.shifted->says : std::string());
                for (auto const* variants : { &key.variants, &key.shifted_variants }) {
                    for (auto const& each : *variants)
                        note(each.says);
                }
            }
        }
    }
    return { keys.begin(), keys.end() };
}

Result<Keyboard> parse_keyboard(std::string_view text, std::string_view name)
{
    auto const value = TRY(json::parse(text, name));
    json::Reader fields(value, name);
    Keyboard made;
    TRY(fields.maybe_text("$schema"));
    made.id = TRY(fields.text("id"));
    if (!is_id(made.id))
        return fields.wrong_field("id", "a word without spaces");
    auto const language = language_of(TRY(fields.text("language")));
    if (!language)
        return fields.wrong_field("language", "ar, en or ko");
    made.language = *language;
    made.name = TRY(fields.text("name"));
    if (!printable(made.name))
        return fields.wrong_field("name", "a short name in the keyboard's own script");
    using Composition = Keyboard::Composition;
    made.composition = TRY((fields.one_of<Composition>("composition", { { "none", Composition::none }, { "hangul", Composition::hangul } })));
    using Numerals = Keyboard::Numerals;
    made.numerals = TRY((fields.one_of<Numerals>("numerals", { { "european", Numerals::european }, { "city", Numerals::city } })));
    auto levels = TRY(fields.objects("levels", 1));
    if (levels.size() > most_levels)
        return fields.wrong_field("levels", fmt::format("at most {} levels", most_levels));
    TRY(fields.finish());
    KeyboardFile file(name, made.composition);
    for (auto const& level : levels) {
        made.levels.push_back(TRY(file.level(level)));
        if (std::ranges::count(made.levels, made.levels.back().id, &Level::id) > 1)
            return level.wrong_field("id", "a level that this keyboard has once");
    }
    TRY(file.resolve(made.levels));
    if (!no_dead_end(made.levels))
        return fields.wrong_field("levels", "keys that lead to each level, and back");
    return made;
}

Keyboard const* Keyboards::find(std::string_view id) const
{
    auto const found = std::ranges::find(m_all, id, &Keyboard::id);
    return found == m_all.end() ? nullptr : &*found;
}

bool Keyboards::add(Keyboard keyboard)
{
    if (find(keyboard.id) != nullptr)
        return false;
    m_all.push_back(std::move(keyboard));
    return true;
}

Keyboards::Loaded Keyboards::load(std::filesystem::path const& assets, language::Messages const& messages)
{
    Loaded loaded;
    auto const folder = assets / "keyboards";
    auto const note = [&](std::string where, std::string expected, std::string seen) {
        loaded.findings.push_back({ "keyboards", false, std::move(where), std::move(expected), std::move(seen), "mend the file" });
    };
    std::vector<std::filesystem::path> files;
    std::error_code error;
    for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
        if (entry->path().extension() == ".json")
            files.push_back(entry->path());
    }
    if (error || files.empty())
        note(folder.string(), "keyboards", error ? error.message() : "none");
    std::ranges::sort(files);
    for (auto const& file : files) {
        auto const text = read_file(file, 1024 * 1024);
        auto keyboard = text ? parse_keyboard(*text, file.string()) : std::unexpected(text.error());
        if (!keyboard) {
            note(file.string(), "a keyboard", keyboard.error().story);
            continue;
        }
        auto const needed = keyboard->needed_messages();
        auto const unknown = std::ranges::find_if(needed, [&](std::string const& key) { return !messages.has(key); });
        if (unknown != needed.end())
            note(file.string(), fmt::format("messages for what its keys say, \"{}\" too", *unknown), "none in every language");
        else if (file.stem() != keyboard->id)
            note(file.string(), fmt::format("the id \"{}\", as the file is named", file.stem().string()), keyboard->id);
        else
            loaded.keyboards.add(*std::move(keyboard));
    }
    return loaded;
}

}
