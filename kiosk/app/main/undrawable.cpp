#include "kiosk/app/main/undrawable.h"

#include <algorithm>
#include <fmt/format.h>

namespace kiosk::app {

namespace {

/// What either weight lacks.
std::vector<char32_t> missing(text::FontStack const& fonts, std::string_view text)
{
    auto letters = fonts.missing(text, text::Weight::regular);
    for (char32_t const letter : fonts.missing(text, text::Weight::bold)) {
        if (std::ranges::find(letters, letter) == letters.end())
            letters.push_back(letter);
    }
    return letters;
}

/// The service whose message `key` is; empty for the kiosk's own.
std::string_view service_of(std::string_view key)
{
    constexpr std::string_view prefix = "service.";
    if (!key.starts_with(prefix))
        return {};
    key.remove_prefix(prefix.size());
    return key.substr(0, key.find('.'));
}

Finding finding(std::string_view service, std::string where, std::string_view key, std::vector<char32_t> const& letters)
{
    std::string seen;
    for (char32_t const letter : letters)
        seen += fmt::format("{}U+{:04X}", seen.empty() ? "" : ", ", static_cast<std::uint32_t>(letter));
    return { service.empty() ? "messages" : fmt::format("service {}", service), false, std::move(where), "letters that the shipped fonts can draw",
        fmt::format("{} in \"{}\"", seen, key),
        fmt::format("change the message, or add the letters to fonts/rebuild{}", service.empty() ? "" : "; until then the kiosk does not offer this service") };
}

}

std::vector<Finding> leave_out_undrawable(catalogue::Catalogue& catalogue, language::Messages const& messages, text::FontStack const& fonts)
{
    std::vector<Finding> findings;
    auto const keys = messages.keys();
    for (auto const language : all_languages) {
        // All is good on nearly every start, and then one look at a language tells.
        std::string all;
        for (auto const& key : keys)
            all += messages.letters(language, key);
        if (missing(fonts, all).empty())
            continue;
        for (auto const& key : keys) {
            auto const letters = missing(fonts, messages.letters(language, key));
            if (letters.empty())
                continue;
            auto const service = service_of(key);
            findings.push_back(finding(service, messages.origin(language, key), key, letters));
            std::erase_if(catalogue.services, [&](catalogue::Service const& one) { return one.id == service; });
        }
    }
    return findings;
}

}
