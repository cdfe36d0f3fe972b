#include "kiosk/glass/language/spoken_messages.h"

#include "kiosk/base/core/file.h"
#include "kiosk/base/json/reader.h"
#include "kiosk/glass/language/locale.h"
#include "kiosk/glass/language/reading.h"
#include "kiosk/glass/language/vocalisation.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <map>
#include <optional>

namespace kiosk::language {

namespace {

constexpr std::size_t index_of(Language language) { return static_cast<std::size_t>(language); }

/// Files of one folder, and what their keys begin with.
struct Folder {
    std::string part; ///< for findings
    std::string prefix;
    std::filesystem::path path;
};

std::vector<Folder> folders_of(std::filesystem::path const& assets)
{
    std::vector<Folder> all { { "messages", "", assets / "messages" } };
    auto const inside = [&](std::filesystem::path const& path, auto const& make) {
        std::vector<std::filesystem::path> found;
        std::error_code code;
        for (std::filesystem::directory_iterator entry(path, code), end; !code && entry != end; entry.increment(code)) {
            if (entry->is_directory(code))
                found.push_back(entry->path());
        }
        std::ranges::sort(found);
        for (auto const& one : found)
            all.push_back(make(one.filename().string(), one));
    };
    inside(assets / "messages", [](std::string const& name, std::filesystem::path const& path) { return Folder { "messages", name + ".", path }; });
    inside(assets / "services", [](std::string const& name, std::filesystem::path const& path) { return Folder { "service " + name, "service." + name + ".", path }; });
    return all;
}

/// What the message says itself, as one compares words.
std::string words_of(Pattern const& pattern)
{
    std::string all;
    for (auto const& literal : Reading::literals(pattern))
        all.append(literal).append(" ");
    return bare_words(all);
}

std::string sentence(std::map<std::string, ArgumentType, std::less<>> const& arguments)
{
    std::string out;
    for (auto const& [name, type] : arguments)
        out += fmt::format("{}{} {}", out.empty() ? "" : ", ", name, to_string(type));
    return out.empty() ? "none" : out;
}

}

struct SpokenMessages::Release {
    Messages const& messages;
    std::array<std::map<std::string, Pattern, std::less<>>, all_languages.size()> patterns;
    std::vector<Finding> findings;
    Lexicon lexicon;

    void find_fault(std::string part, std::string where, std::string expected, std::string seen, std::string remedy)
    {
        findings.push_back({ std::move(part), false, std::move(where), std::move(expected), std::move(seen), std::move(remedy) });
    }

    /// The object in a file; nothing if there is no such file, or it is not one, which is found and told.
    std::optional<json::Value> object_in(std::string const& part, std::filesystem::path const& path)
    {
        std::error_code code;
        if (!std::filesystem::exists(path, code))
            return std::nullopt;
        auto const text = read_file(path, 4 * 1024 * 1024);
        auto document = text ? json::parse(*text, path.string()) : std::unexpected(text.error());
        if (document && document->is_object())
            return *std::move(document);
        find_fault(part, path.string(), "a speech file", document ? "no object" : document.error().story, "mend the speech file");
        return std::nullopt;
    }

    void add(Folder const& folder, Language language)
    {
        auto const path = folder.path / fmt::format("{}.speech.json", code_of(language));
        auto const document = object_in(folder.part, path);
        if (!document)
            return;
        for (auto const& [key, value] : document->as_object()) {
            if (key == "$schema")
                continue;
            auto const where = fmt::format("{}:{}", path.string(), value.line());
            auto const fault = [&](std::string expected, std::string seen) { find_fault(folder.part, where, std::move(expected), std::move(seen), "mend the speech file"); };
            auto const* reworded = value.is_object() ? value.find("reworded") : nullptr;
            auto const& text = reworded != nullptr ? *reworded : value;
            if (!text.is_text() || (reworded != nullptr && value.as_object().size() != 1)) {
                fault(R"(a text, or {"reworded": "a text"})", fmt::format("something else for \"{}\"", key));
                continue;
            }
            auto const* shown = messages.pattern_of(language, folder.prefix + key);
            if (shown == nullptr) {
                // Of a service that is left out, its own findings tell enough.
                if (folder.prefix.empty() || folder.part == "messages" || messages.has(folder.prefix + "name"))
                    fault("a key of the messages beside it", fmt::format("\"{}\"", key));
                continue;
            }
            auto pattern = Pattern::parse(text.as_text(), messages.locale_of(language), Written::for_the_ear);
            if (!pattern) {
                auto const& story = pattern.error().story;
                auto const saw = story.find(", saw ");
                fault(story.substr(9, saw - 9), story.substr(saw + 6)); // "expected …, saw …"
                continue;
            }
            check(*shown, *pattern, reworded == nullptr, language, fault);
            patterns[index_of(language)].emplace(folder.prefix + key, *std::move(pattern));
        }
    }

    /// That it says the same, with all vowels.
    template <typename Fault>
    static void check(Pattern const& shown, Pattern const& spoken, bool same_words, Language language, Fault const& fault)
    {
        for (auto const& [name, type] : spoken.arguments()) {
            auto const known = shown.arguments().find(name);
            if (known == shown.arguments().end() || known->second != type)
                fault(fmt::format("the values of the message ({})", sentence(shown.arguments())), fmt::format("{} {}", name, to_string(type)));
        }
        if (language != Language::arabic)
            return;
        for (auto const& literal : Reading::literals(spoken)) {
            if (auto const word = unvocalised_word(literal))
                fault("Arabic with all its vowels", *word);
        }
        if (auto const expected = words_of(shown), seen = words_of(spoken); same_words && expected != seen)
            fault(fmt::format("the words of the message, \"{}\", or a text that is marked as \"reworded\"", expected), fmt::format("\"{}\"", seen));
    }

    void check_whole()
    {
        for (auto const& key : messages.keys()) {
            auto const* shown = messages.pattern_of(Language::arabic, key);
            if (shown == nullptr || patterns[index_of(Language::arabic)].contains(key))
                continue;
            auto const literals = Reading::literals(*shown);
            if (std::ranges::none_of(literals, [](std::string const& literal) { return has_arabic(literal); }))
                continue;
            std::string_view const rest = key;
            auto const part = rest.starts_with("service.") ? "service " + std::string(rest.substr(8, rest.find('.', 8) - 8)) : "messages";
            find_fault(part, messages.origin(Language::arabic, key), fmt::format("\"{}\" with its vowels in the ar.speech.json beside it", key), "no such entry",
                "add it; until then the message is read without its vowels");
        }
    }

    void read_lexicon(std::filesystem::path const& path)
    {
        auto const document = object_in("messages", path);
        if (!document)
            return;
        std::map<std::string, std::string> entries;
        for (auto const& [key, value] : document->as_object()) {
            if (key == "$schema")
                continue;
            auto const fault = [&](std::string expected, std::string seen) {
                find_fault("messages", fmt::format("{}:{}", path.string(), value.line()), std::move(expected), std::move(seen), "mend the lexicon");
            };
            if (!value.is_text())
                fault("a word with its vowels", fmt::format("something else for \"{}\"", key));
            else if (auto const word = unvocalised_word(value.as_text()))
                fault("a word with its vowels", *word);
            else
                entries.emplace(key, value.as_text());
        }
        lexicon = Lexicon(entries);
    }

    [[nodiscard]] Reading reading_in(Language language) const
    {
        return Reading(messages.locale_of(language), lexicon,
            [this, language](std::string_view key, Arguments const& arguments) { return said(language, key, arguments); });
    }

    [[nodiscard]] std::optional<SecretText> said(Language language, std::string_view key, Arguments const& arguments) const
    {
        auto const& of_language = patterns[index_of(language)];
        if (auto const spoken = of_language.find(key); spoken != of_language.end())
            return reading_in(language).read(spoken->second, Written::for_the_ear, arguments);
        if (auto const* shown = messages.pattern_of(language, key))
            return reading_in(language).read(*shown, Written::for_the_eye, arguments);
        return std::nullopt;
    }
};

SpokenMessages::SpokenMessages(std::unique_ptr<Release> release) : m_release(std::move(release)) { }
SpokenMessages::SpokenMessages(SpokenMessages&&) noexcept = default;
SpokenMessages& SpokenMessages::operator=(SpokenMessages&&) noexcept = default;
SpokenMessages::~SpokenMessages() = default;

SpokenMessages SpokenMessages::load(std::filesystem::path const& assets, Messages const& messages)
{
    auto release = std::unique_ptr<Release>(new Release { messages, {}, {}, {} });
    for (auto const& folder : folders_of(assets)) {
        for (auto const language : all_languages)
            release->add(folder, language);
    }
    release->read_lexicon(assets / "messages" / "ar.lexicon.json");
    release->check_whole();
    return SpokenMessages(std::move(release));
}

std::vector<Finding> const& SpokenMessages::findings() const { return m_release->findings; }

SecretText SpokenMessages::say_aloud(Language language, std::string_view key, Arguments const& arguments) const
{
    for (auto const candidate : { language, Language::english, Language::arabic, Language::korean }) {
        if (auto said = m_release->said(candidate, key, arguments))
            return *std::move(said);
    }
    verify(false, fmt::format("the content has the message {}", key).c_str());
    std::abort();
}

SecretText SpokenMessages::say_words(Language language, std::string_view words) const
{
    SecretText out;
    m_release->reading_in(language).add_shown(out, words);
    return out;
}

}
