#include "kiosk/glass/text/typesetter.h"

#include "kiosk/base/core/secret.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

namespace kiosk::text {

namespace {

std::size_t bytes_of(Layout const& layout)
{
    auto const held = [](auto const& vector) { return vector.capacity() * sizeof(vector[0]); };
    return sizeof(Layout) + held(layout.lines) + held(layout.runs) + held(layout.glyphs);
}

/// The same text may be set both ways.
using AnyFit = std::variant<Fit, ListingFit>;

struct Setting {
    Setting(AnyFit const& how, Paragraph const& paragraph) : fit(how)
    {
        if (auto const* const listing = std::get_if<ListingFit>(&fit))
            paragraph.lay_out_listing(*listing, layout);
        else
            paragraph.lay_out(std::get<Fit>(fit), layout);
    }

    AnyFit fit;
    Layout layout;
    std::uint64_t last_frame = 0;
};

struct Entry {
    Entry(FontStack const& fonts, std::string_view utf8, Style how) : text(utf8), style(how), paragraph(fonts, utf8, how) { }
    ~Entry() { wipe(text); }
    Entry(Entry const&) = delete;
    Entry& operator=(Entry const&) = delete;

    [[nodiscard]] std::size_t bytes() const
    {
        auto sum = sizeof(Entry) + text.capacity() + paragraph.bytes();
        for (auto const& setting : settings)
            sum += bytes_of(setting->layout);
        return sum;
    }

    std::string text;
    Style style;
    Paragraph paragraph;
    std::vector<std::unique_ptr<Setting>> settings;
    std::uint64_t last_frame = 0;
    bool personal = false;
};

std::size_t hash_of(std::string_view utf8, Style style)
{
    auto const kind = static_cast<std::size_t>(style.language) | static_cast<std::size_t>(style.weight) << 8
        | static_cast<std::size_t>(style.direction) << 16;
    return std::hash<std::string_view>()(utf8) ^ kind * 0x9e3779b97f4a7c15;
}

/// The hash is the key.
struct AsItIs {
    std::size_t operator()(std::size_t hash) const { return hash; }
};

}

struct Typesetter::Store {
    Store(FontStack const& stack, std::size_t most) : fonts(stack), most_bytes(most) { }

    Entry& entry(std::string_view utf8, Style style, Keeping keeping)
    {
        auto const hash = hash_of(utf8, style);
        auto const [begin, end] = entries.equal_range(hash);
        auto found = std::find_if(begin, end, [&](auto const& pair) { return pair.second->style == style && pair.second->text == utf8; });
        if (found == end) {
            found = entries.emplace(hash, std::make_unique<Entry>(fonts, utf8, style));
            bytes += found->second->bytes();
            ++counters.shaped;
        }
        auto& entry = *found->second;
        entry.last_frame = frame;
        entry.personal = entry.personal || keeping == Keeping::personal;
        return entry;
    }

    Layout const& set(std::string_view utf8, Style style, auto const& fit, Keeping keeping)
    {
        auto const shaped_before = counters.shaped;
        auto& found = entry(utf8, style, keeping);
        for (auto const& setting : found.settings) {
            if (setting->fit == AnyFit(fit)) {
                ++counters.layouts_found;
                setting->last_frame = frame;
                return setting->layout;
            }
        }
        if (counters.shaped == shaped_before)
            ++counters.paragraphs_found;
        bytes -= found.bytes();
        auto& setting = *found.settings.emplace_back(std::make_unique<Setting>(fit, found.paragraph));
        setting.last_frame = frame;
        bytes += found.bytes();
        return setting.layout;
    }

    void drop(auto const& unwanted)
    {
        for (auto at = entries.begin(); at != entries.end();) {
            auto const gone = at++;
            if (!unwanted(*gone->second))
                continue;
            bytes -= gone->second->bytes();
            entries.extract(gone).key() = 0; // a hash left in freed memory would confirm a guessed name
        }
    }

    /// Keeps the sizes and widths of a paragraph from piling up while a page is dragged or its text grows.
    void drop_old_settings(Entry& entry)
    {
        constexpr std::size_t most_settings = 4;
        if (entry.settings.size() <= most_settings)
            return;
        bytes -= entry.bytes();
        std::ranges::sort(entry.settings, std::greater(), [](auto const& setting) { return setting->last_frame; });
        while (entry.settings.size() > most_settings && entry.settings.back()->last_frame + 1 < frame)
            entry.settings.pop_back();
        bytes += entry.bytes();
    }

    FontStack const& fonts;
    std::size_t most_bytes;
    std::unordered_multimap<std::size_t, std::unique_ptr<Entry>, AsItIs> entries;
    std::size_t bytes = 0;
    std::uint64_t frame = 1;
    Counters counters;
};

Typesetter::Typesetter(FontStack const& fonts, std::size_t most_bytes) : m_store(std::make_unique<Store>(fonts, most_bytes)) { }
Typesetter::Typesetter(Typesetter&&) noexcept = default;
Typesetter& Typesetter::operator=(Typesetter&&) noexcept = default;
Typesetter::~Typesetter() = default;

void Typesetter::begin_frame()
{
    auto& store = *m_store;
    ++store.frame;
    for (auto const& [hash, entry] : store.entries)
        store.drop_old_settings(*entry);
    if (store.bytes <= store.most_bytes)
        return;
    // Oldest first, and all of a frame together.
    std::vector<std::pair<std::uint64_t, std::size_t>> ages;
    for (auto const& [hash, entry] : store.entries) {
        if (entry->last_frame + 1 < store.frame)
            ages.emplace_back(entry->last_frame, entry->bytes());
    }
    std::ranges::sort(ages);
    auto left = store.bytes;
    std::uint64_t newest_gone = 0;
    for (auto const& [frame, bytes] : ages) {
        if (left <= store.most_bytes)
            break;
        left -= bytes;
        newest_gone = frame;
    }
    store.drop([&](Entry const& entry) { return entry.last_frame <= newest_gone; });
}

Layout const& Typesetter::set(std::string_view utf8, Style style, Fit const& fit, Keeping keeping)
{
    return m_store->set(utf8, style, fit, keeping);
}

Layout const& Typesetter::set_listing(std::string_view utf8, Style style, ListingFit const& listing)
{
    return m_store->set(utf8, style, listing, Keeping::house);
}

Paragraph const& Typesetter::paragraph(std::string_view utf8, Style style, Keeping keeping)
{
    return m_store->entry(utf8, style, keeping).paragraph;
}

void Typesetter::forget_personal()
{
    m_store->drop([](Entry const& entry) { return entry.personal; });
}

Typesetter::Counters Typesetter::counters() const
{
    auto counters = m_store->counters;
    counters.paragraphs_held = m_store->entries.size();
    counters.bytes_held = m_store->bytes;
    return counters;
}

FontStack const& Typesetter::fonts() const { return m_store->fonts; }

}
