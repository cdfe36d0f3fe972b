#include "kiosk/glass/language/messages.h"

#include "kiosk/base/core/file.h"
#include "kiosk/base/json/reader.h"
#include "kiosk/glass/language/locale.h"
#include "kiosk/glass/language/pattern.h"
#include "kiosk/glass/language/spelling.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <map>
#include <optional>

namespace kiosk::language {

namespace {

constexpr auto language_count = all_languages.size();
constexpr std::size_t index_of(Language language)
{
    return static_cast<std::size_t>(language);
}

/// A message as a file has it.
struct Source {
    std::string text;
    int line = 0;
};

/// A message as it is said, and where it stands.
struct Message {
    Pattern pattern;
    std::size_t file = 0; ///< its place in Release::files
    int line = 0;
};

/// The three files of one folder.
struct Bundle {
    std::string part;   ///< for findings: `messages`, `service report-light`
    std::string prefix; ///< of its keys
    std::filesystem::path folder;
};

bool is_key(std::string_view key)
{
    return !key.empty() && std::ranges::all_of(key, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
    });
}

std::string sentence(std::map<std::string, ArgumentType, std::less<>> const& arguments)
{
    std::string out;
    for (auto const& [name, type] : arguments)
        out += fmt::format("{}{} {}", out.empty() ? "" : ", ", name, to_string(type));
    return out.empty() ? "none" : out;
}

std::vector<std::filesystem::path> folders_in(std::filesystem::path const& path)
{
    std::vector<std::filesystem::path> folders;
    std::error_code code;
    for (std::filesystem::directory_iterator entry(path, code), end; !code && entry != end; entry.increment(code)) {
        if (entry->is_directory(code))
            folders.push_back(entry->path());
    }
    std::ranges::sort(folders);
    return folders;
}

}

bool right_to_left(Language language)
{
    return language == Language::arabic;
}

struct Messages::Release {
    std::array<std::map<std::string, Message, std::less<>>, language_count> messages;
    std::vector<std::string> files;
    std::vector<Finding> findings;
    std::size_t faults = 0; ///< those of the findings that leave something unsaid
    Zone zone;
    Country country;
    std::vector<Locale> locales;

    explicit Release(Habits const& habits)
        : zone(settle(Zone::of(habits.time_zone), "time_zone", "write it as in /usr/share/zoneinfo, or leave the line out to go by the machine's own", Zone()))
        , country(settle(Country::of(habits.country), "country", "write the country's two letters; until then it counts as Egypt", { "EG", Digits::arabic_indic, true }))
    {
        country.arabic_digits = habits.arabic_digits.value_or(country.arabic_digits);
        for (auto const language : all_languages)
            locales.emplace_back(language, country, zone);
    }

    /// What the configuration says, or a finding and `otherwise`.
    template <typename Value>
    Value settle(Result<Value> said, std::string_view key, std::string_view remedy, Value otherwise)
    {
        if (said)
            return *std::move(said);
        auto const& story = said.error().story;
        auto const saw = story.find(", saw ");
        auto const expected = story.starts_with("expected ") && saw != story.npos ? story.substr(9, saw - 9) : fmt::format("a {} that can be read", key);
        findings.push_back({ "config", false, fmt::format("[city] {}", key), expected, saw == story.npos ? story : story.substr(saw + 6), std::string(remedy) });
        return otherwise;
    }

    void find_fault(Bundle const& bundle, std::string where, std::string expected, std::string seen)
    {
        ++faults;
        findings.push_back({ bundle.part, false, std::move(where), std::move(expected), std::move(seen), "mend the message file" });
    }

    /// The message is said all the same.
    void find_flaw(Bundle const& bundle, std::string where, Flaw flaw)
    {
        findings.push_back({ bundle.part, false, std::move(where), std::move(flaw.expected), std::move(flaw.seen), "type the message anew" });
    }

    /// The error's story is `FILE:LINE: expected …, saw …`.
    void find_fault(Bundle const& bundle, Error const& error)
    {
        auto const cut = error.story.find(": expected ");
        auto const saw = error.story.find(", saw ", cut == error.story.npos ? 0 : cut);
        if (cut == error.story.npos || saw == error.story.npos)
            find_fault(bundle, bundle.folder.string(), "a message file", error.story);
        else
            find_fault(bundle, error.story.substr(0, cut), error.story.substr(cut + 11, saw - cut - 11), error.story.substr(saw + 6));
    }

    /// Nothing if the file is none; that is found and told.
    std::optional<std::map<std::string, Source>> read_file_of(Bundle const& bundle, std::string const& path)
    {
        auto const text = read_file(path, 4 * 1024 * 1024);
        if (!text) {
            find_fault(bundle, path, "a message file", text.error().story);
            return std::nullopt;
        }
        auto const document = json::parse(*text, path);
        if (!document) {
            find_fault(bundle, document.error());
            return std::nullopt;
        }
        if (!document->is_object()) {
            find_fault(bundle, json::wrong(path, *document, "an object of messages").error());
            return std::nullopt;
        }
        std::map<std::string, Source> sources;
        for (auto const& [key, value] : document->as_object()) {
            if (key == "$schema")
                continue;
            if (!is_key(key))
                find_fault(bundle, json::wrong(path, value, "a key of a-z, 0-9, '.', '-' and '_'", fmt::format("\"{}\"", key)).error());
            else if (!value.is_text() || value.as_text().empty())
                find_fault(bundle, json::wrong(path, value, fmt::format("a message as \"{}\"", key)).error());
            else
                sources.emplace(key, Source { value.as_text(), value.line() });
        }
        return sources;
    }

    /// Adds the messages of one folder; of a service only when all of it is good.
    void add(Bundle const& bundle, bool all_or_nothing)
    {
        auto const before = faults;
        std::array<std::string, language_count> paths;
        std::array<std::map<std::string, Source>, language_count> sources;
        std::array<bool, language_count> readable {};
        for (auto const language : all_languages) {
            auto const i = index_of(language);
            paths[i] = (bundle.folder / fmt::format("{}.json", code_of(language))).string();
            auto read = read_file_of(bundle, paths[i]);
            readable[i] = read.has_value();
            if (read)
                sources[i] = *std::move(read);
        }
        // English is what the other languages are compared with, because every administrator can read its place.
        constexpr std::array order { Language::english, Language::arabic, Language::korean };
        std::array<std::map<std::string, Pattern, std::less<>>, language_count> parsed;
        for (auto const language : order) {
            auto const i = index_of(language);
            for (auto const& [key, source] : sources[i]) {
                if (messages[i].contains(bundle.prefix + key))
                    find_fault(bundle, fmt::format("{}:{}", paths[i], source.line), "each message in one file", fmt::format("\"{}{}\" again", bundle.prefix, key));
                for (auto& flaw : flaws_of(source.text))
                    find_flaw(bundle, fmt::format("{}:{}", paths[i], source.line), std::move(flaw));
                auto pattern = Pattern::parse(source.text, locales[i]);
                if (!pattern) {
                    find_fault(bundle, Error { Failure::malformed, fmt::format("{}:{}: {}", paths[i], source.line, pattern.error().story) });
                    continue;
                }
                parsed[i].emplace(key, *std::move(pattern));
            }
        }
        compare(bundle, order, paths, readable, sources, parsed);
        if (all_or_nothing && faults > before)
            return;
        for (std::size_t i = 0; i < language_count; ++i) {
            for (auto& [key, pattern] : parsed[i])
                messages[i].emplace(bundle.prefix + key, Message { std::move(pattern), files.size(), sources[i].at(key).line });
            files.push_back(std::move(paths[i]));
        }
    }

    template <typename Order, typename Sources, typename Parsed>
    void compare(Bundle const& bundle, Order const& order, std::array<std::string, language_count> const& paths,
        std::array<bool, language_count> const& readable, Sources const& sources, Parsed const& parsed)
    {
        std::map<std::string, Language> first; // the first language that has a key
        for (auto const language : order) {
            for (auto const& [key, source] : sources[index_of(language)])
                first.emplace(key, language);
        }
        for (auto const& [key, original] : first) {
            auto const o = index_of(original);
            auto const place = fmt::format("{}:{}", paths[o], sources[o].at(key).line);
            for (auto const language : order) {
                auto const i = index_of(language);
                auto const source = sources[i].find(key);
                if (source == sources[i].end()) {
                    if (readable[i]) // otherwise the file has its own finding
                        find_fault(bundle, fmt::format("{}:1", paths[i]), fmt::format("the message \"{}\" (as in {})", key, place), "no such message");
                    continue;
                }
                auto const mine = parsed[i].find(key);
                auto const theirs = parsed[o].find(key);
                if (mine == parsed[i].end() || theirs == parsed[o].end())
                    continue;
                auto const expected = sentence(theirs->second.arguments()), seen = sentence(mine->second.arguments());
                if (expected != seen)
                    find_fault(bundle, fmt::format("{}:{}", paths[i], source->second.line),
                        fmt::format("the arguments of {} ({})", place, expected), seen);
            }
        }
    }

    /// What the program was made with, so that a release which lacks a message cannot silence it.
    void hold_against(OwnWords const& own, std::filesystem::path const& root)
    {
        auto const prefix = own.part.empty() ? std::string() : std::string(own.part) + ".";
        auto const folder = own.part.empty() ? root : root / own.part;
        Bundle const bundle { "messages", prefix, folder };
        auto const document = json::parse(own.json, "the program's own words");
        verify(document && document->is_object(), "the program was made with whole messages");
        auto const& english = locales[index_of(Language::english)];
        for (auto const& [key, value] : document->as_object()) {
            if (key == "$schema")
                continue;
            auto pattern = Pattern::parse(value.as_text(), english);
            verify(pattern.has_value(), "the program was made with well-formed messages");
            auto const name = prefix + key;
            Message const* theirs = nullptr;
            for (auto const language : { Language::english, Language::arabic, Language::korean })
                theirs = theirs != nullptr ? theirs : find(language, name);
            if (theirs == nullptr) {
                find_fault(bundle, fmt::format("{}:1", (folder / "en.json").string()), fmt::format("the message \"{}\", which the program says", name), "no such message in any language");
                messages[index_of(Language::english)].emplace(name, Message { *std::move(pattern), files.size(), value.line() });
                continue;
            }
            auto const expected = sentence(pattern->arguments()), seen = sentence(theirs->pattern.arguments());
            if (expected != seen)
                find_fault(bundle, fmt::format("{}:{}", files[theirs->file], theirs->line), fmt::format("the arguments that the program fills into \"{}\" ({})", name, expected), seen);
        }
        files.emplace_back("the program's own words");
    }

    /// As it is written: a name is no message, and its braces and apostrophes are its own.
    void rename_city(std::map<Language, std::string> const& names)
    {
        for (auto const& [language, name] : names) {
            std::string written;
            for (char const c : name)
                written += c == '\'' ? "''" : c == '{' || c == '}' ? fmt::format("'{}'", c) : std::string(1, c);
            auto pattern = Pattern::parse(written, locales[index_of(language)]);
            if (!pattern)
                continue;
            messages[index_of(language)].insert_or_assign("city.name", Message { *std::move(pattern), files.size(), 1 });
        }
        if (!names.empty())
            files.emplace_back("the city's own name");
    }

    [[nodiscard]] Message const* find(Language language, std::string_view key) const
    {
        auto const& of_language = messages[index_of(language)];
        auto const found = of_language.find(key);
        return found == of_language.end() ? nullptr : &found->second;
    }
};

Messages::Messages(std::unique_ptr<Release> release) : m_release(std::move(release)) { }
Messages::Messages(Messages&&) noexcept = default;
Messages& Messages::operator=(Messages&&) noexcept = default;
Messages::~Messages() = default;

Result<Messages> Messages::load(std::filesystem::path const& assets, Habits const& habits, std::span<OwnWords const> own)
{
    auto release = std::make_unique<Release>(habits);
    auto const root = assets / "messages";
    release->add({ "messages", "", root }, false);
    for (auto const& folder : folders_in(root))
        release->add({ "messages", folder.filename().string() + ".", folder }, false);
    if (std::ranges::all_of(release->messages, [](auto const& of_language) { return of_language.empty(); }))
        return failed(Failure::absent, fmt::format("{}: expected message files of the kiosk, saw none that can be used; install the content again", root.string()));
    for (auto const& words : own)
        release->hold_against(words, root);
    release->rename_city(habits.names);
    for (auto const& folder : folders_in(assets / "services")) {
        auto const id = folder.filename().string();
        release->add({ "service " + id, "service." + id + ".", folder }, true);
    }
    return Messages(std::move(release));
}

Messages Messages::pretend(Messages messages, Pseudo pseudo)
{
    auto& release = *messages.m_release;
    auto& english = release.messages[index_of(Language::english)];
    if (pseudo == Pseudo::stretched) {
        for (auto& [key, message] : english)
            message.pattern = message.pattern.respelt(stretched);
    } else {
        release.messages[index_of(Language::arabic)] = english;
        release.locales[index_of(Language::arabic)] = Locale(Language::english, release.country, release.zone);
    }
    return messages;
}

std::vector<Finding> const& Messages::findings() const
{
    return m_release->findings;
}

std::string Messages::say(Language language, std::string_view key, Arguments const& arguments) const
{
    for (auto const candidate : { language, Language::english, Language::arabic, Language::korean }) {
        if (auto const* message = m_release->find(candidate, key))
            return message->pattern.say(m_release->locales[index_of(candidate)], arguments);
    }
    verify(false, fmt::format("the content has the message {}", key).c_str());
    std::abort();
}

bool Messages::tells_hijri() const
{
    return m_release->country.hijri;
}

bool Messages::has(std::string_view key) const
{
    return std::ranges::all_of(all_languages, [&](Language language) { return m_release->find(language, key) != nullptr; });
}

std::vector<std::string> Messages::keys() const
{
    std::vector<std::string> all;
    for (auto const& of_language : m_release->messages) {
        for (auto const& [key, message] : of_language)
            all.push_back(key);
    }
    std::ranges::sort(all);
    all.erase(std::ranges::unique(all).begin(), all.end());
    return all;
}

std::string Messages::origin(Language language, std::string_view key) const
{
    auto const* message = m_release->find(language, key);
    return message == nullptr ? std::string() : fmt::format("{}:{}", m_release->files[message->file], message->line);
}

std::string Messages::letters(Language language, std::string_view key) const
{
    auto const* message = m_release->find(language, key);
    return message == nullptr ? std::string() : message->pattern.letters();
}

Pattern const* Messages::pattern_of(Language language, std::string_view key) const
{
    auto const* message = m_release->find(language, key);
    return message == nullptr ? nullptr : &message->pattern;
}

Locale const& Messages::locale_of(Language language) const
{
    return m_release->locales[index_of(language)];
}

std::vector<std::pair<std::string, std::string>> Messages::arguments_of(std::string_view key) const
{
    std::vector<std::pair<std::string, std::string>> all;
    for (auto const language : { Language::english, Language::arabic, Language::korean }) {
        auto const* message = m_release->find(language, key);
        if (message == nullptr)
            continue;
        for (auto const& [name, type] : message->pattern.arguments())
            all.emplace_back(name, std::string(to_string(type)));
        break;
    }
    return all;
}

}
