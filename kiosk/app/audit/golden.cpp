#include "kiosk/app/audit/golden.h"

#include "kiosk/app/audit/pairwise.h"
#include "kiosk/base/core/file.h"
#include "kiosk/glass/ui/page.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <set>

namespace kiosk::audit {

namespace {

using ui::Element;
using ui::Index;
using ui::Kind;
using ui::none;

constexpr std::string_view list_of_pictures = "pictures.txt";

std::string_view word_of(ui::Role role)
{
    switch (role) {
    case ui::Role::text: return "text";
    case ui::Role::heading: return "heading";
    case ui::Role::button: return "button";
    case ui::Role::choice: return "choice";
    case ui::Role::field: return "field";
    case ui::Role::key: return "key";
    case ui::Role::icon: return "icon";
    case ui::Role::picture: return "picture";
    case ui::Role::progress: return "progress";
    case ui::Role::group: return "group";
    }
    return "thing";
}

/// Letters that stand for nothing to see: marks of direction, joiners, isolates.
bool unseen(char32_t letter) { return (letter >= 0x200B && letter <= 0x200F) || (letter >= 0x2028 && letter <= 0x202F) || (letter >= 0x2060 && letter <= 0x206F); }

/// On one line; what cannot be seen is written as its number.
std::string written(std::string_view words)
{
    std::string out = "\"";
    for (std::size_t i = 0; i < words.size(); ++i) {
        auto const bits = [&](std::size_t at) { return at < words.size() ? static_cast<char32_t>(static_cast<unsigned char>(words[at]) & 63U) : 0U; };
        bool const three = static_cast<unsigned char>(words[i]) == 0xE2;
        auto const letter = static_cast<char32_t>(0x2000U | bits(i + 1) << 6U | bits(i + 2));
        if (words[i] == '\n') {
            out += "\\n";
        } else if (three && unseen(letter)) {
            out += fmt::format("<{:04X}>", static_cast<std::uint32_t>(letter));
            i += 2;
        } else {
            out += words[i];
        }
    }
    return out + "\"";
}

class Dump {
public:
    Dump(ui::Page const& page, Panel const& panel) : m_page(page), m_panel(panel) { }

    std::string take()
    {
        m_out = fmt::format("page {} on {:.0f} x {:.0f} mm\n", m_page.id, m_panel.width_mm, m_panel.height_mm);
        auto const count = static_cast<Index>(m_page.elements().size());
        for (Index index = 0; index < count; ++index)
            add(index);
        return std::move(m_out);
    }

private:
    [[nodiscard]] int tenths(int pixels) const { return static_cast<int>(std::lround(m_panel.millimetres(pixels) * 10)); }

    [[nodiscard]] std::string area_of(Element const& element) const
    {
        auto const& area = element.area;
        return fmt::format("[{} {} {} {}]", tenths(area.left), tenths(area.top), tenths(area.right), tenths(area.bottom));
    }

    [[nodiscard]] int depth_of(Index index) const
    {
        int depth = 0;
        for (Index at = m_page[index].parent; at != none; at = m_page[at].parent)
            depth += m_page[at].role || !m_page[at].id.empty() ? 1 : 0;
        return depth;
    }

    void add(Index index)
    {
        auto const& element = m_page[index];
        bool const drawn = element.surface || element.edge || element.kind == Kind::text || element.kind == Kind::icon || element.kind == Kind::picture || element.kind == Kind::dots
            || element.kind == Kind::rule;
        if (!(drawn || element.role || !element.id.empty()) || (element.absent && element.clip == none))
            return;
        m_out += std::string(static_cast<std::size_t>(2 * depth_of(index)), ' ');
        if (element.kind == Kind::text)
            m_out += fmt::format("text {}", element.weight == ui::Weight::bold ? "bold" : "regular");
        else if (element.kind == Kind::icon)
            m_out += fmt::format("icon {}", element.icon);
        else if (element.kind == Kind::rule)
            m_out += "rule";
        else
            m_out += element.role ? word_of(*element.role) : "box";
        if (!element.id.empty())
            m_out += " " + element.id;
        m_out += " " + area_of(element);
        if (element.kind == Kind::text || element.kind == Kind::icon)
            m_out += fmt::format(" {}", ui::name_of(element.colour));
        if (element.surface)
            m_out += fmt::format(" on {}", ui::name_of(*element.surface));
        if (element.edge)
            m_out += fmt::format(" edge {}", ui::name_of(*element.edge));
        if (element.touchable)
            m_out += " touch";
        if (element.chosen)
            m_out += " chosen";
        if (element.absent)
            m_out += " scrolled away";
        // A target's words are those of the texts in it.
        if (!element.words.empty() && (element.kind == Kind::text || element.first == none))
            m_out += " " + written(element.words.text);
        m_out += '\n';
    }

    ui::Page const& m_page;
    Panel const& m_panel;
    std::string m_out;
};

/// One size and one theme for each page and language; of one page of each kind also every pair of choices.
std::vector<std::pair<std::size_t, Aspect>> shown(std::span<Exhibit const> all)
{
    std::vector<std::pair<std::size_t, Aspect>> list;
    constexpr std::array levels { static_cast<int>(all_voices.size()), static_cast<int>(all_sizes.size()), static_cast<int>(all_contrasts.size()), static_cast<int>(all_modes.size()), 2 };
    auto const pairs = pairwise(levels);
    for (std::size_t i = 0; i < all.size(); ++i) {
        for (auto const voice : { Voice::arabic, Voice::english, Voice::korean })
            list.push_back({ i, { .voice = voice } });
        if (all[i].share != Share::all_aspects)
            continue;
        for (auto const& row : pairs) {
            auto const at = [&](std::size_t factor) { return static_cast<std::size_t>(row[factor]); };
            Aspect const aspect { all_voices[at(0)], all_sizes[at(1)], all_contrasts[at(2)], all_modes[at(3)], at(4) };
            if (offered(aspect) && std::ranges::find(list, std::pair(i, aspect)) == list.end())
                list.emplace_back(i, aspect);
        }
    }
    std::ranges::stable_sort(list, {}, [](auto const& one) { return std::pair(one.second.panel, wording_of(one.second.voice)); });
    return list;
}

bool is_written_out(Aspect const& aspect)
{
    return aspect == Aspect { .voice = aspect.voice } && wording_of(aspect.voice) == Wording::shipped;
}

std::vector<std::string_view> lines_of(std::string_view text)
{
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        auto const end = text.find('\n');
        lines.push_back(text.substr(0, end));
        text.remove_prefix(end == text.npos ? text.size() : end + 1);
    }
    return lines;
}

/// The goldens that are in the folder, from it.
std::set<std::string> files_in(std::filesystem::path const& folder)
{
    std::set<std::string> files;
    std::error_code error;
    for (std::filesystem::recursive_directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
        if (entry->is_regular_file(error) && entry->path().extension() == ".txt")
            files.insert(std::filesystem::relative(entry->path(), folder).generic_string());
    }
    return files;
}

}

std::string display_list(Showroom& room) { return Dump(room.presenter().laid_out(), room.panel()).take(); }

std::uint64_t number_of(Picture const& picture)
{
    std::uint64_t number = 0xCBF29CE484222325U;
    for (auto const pixel : picture.pixels()) {
        for (unsigned shift = 0; shift < 24; shift += 8)
            number = (number ^ (pixel >> shift & 0xFFU)) * 0x100000001B3U;
    }
    return number;
}

Result<std::vector<Golden>> goldens(Stock const& stock)
{
    auto const all = exhibits(stock.catalogue);
    std::vector<Golden> made;
    std::vector<std::string> pictures;
    std::unique_ptr<Showroom> room;
    std::optional<std::pair<std::size_t, Wording>> open;
    for (auto const& [exhibit, aspect] : shown(all)) {
        std::pair const wanted { aspect.panel, wording_of(aspect.voice) };
        if (open != wanted) {
            room.reset();
            room = TRY(Showroom::open(stock, panels[wanted.first], wanted.second));
            open = wanted;
        }
        room->show([&](ui::Canvas& canvas) { draw(all[exhibit], stock.catalogue, aspect, canvas); }, aspect.form());
        pictures.push_back(fmt::format("{} {} {:016x}\n", all[exhibit].name, name_of(aspect), number_of(room->presenter().picture())));
        if (is_written_out(aspect))
            made.push_back({ fmt::format("{}/{}.txt", name_of(aspect.voice), all[exhibit].name), display_list(*room) });
    }
    std::ranges::sort(pictures);
    Golden list { std::string(list_of_pictures), {} };
    for (auto const& line : pictures)
        list.text += line;
    made.push_back(std::move(list));
    return made;
}

Result<void> write_goldens(std::vector<Golden> const& all, std::filesystem::path const& folder)
{
    auto stale = files_in(folder);
    std::error_code error;
    for (auto const& golden : all) {
        stale.erase(golden.file);
        std::filesystem::create_directories((folder / golden.file).parent_path(), error);
        TRY(replace_file(folder / golden.file, golden.text));
    }
    for (auto const& file : stale)
        std::filesystem::remove(folder / file, error);
    return {};
}

std::vector<std::string> differences(std::vector<Golden> const& all, std::filesystem::path const& folder)
{
    std::vector<std::string> found;
    auto stale = files_in(folder);
    for (auto const& golden : all) {
        auto const path = (folder / golden.file).string();
        if (stale.erase(golden.file) == 0) {
            found.push_back(fmt::format("{}:1: expected a golden, saw none", path));
            continue;
        }
        auto const kept = read_file(path);
        auto const expected = kept ? lines_of(*kept) : std::vector<std::string_view> {};
        auto const seen = lines_of(golden.text);
        for (std::size_t i = 0; i < std::max(expected.size(), seen.size()); ++i) {
            auto const line = [&](auto const& lines) { return i < lines.size() ? fmt::format("\"{}\"", lines[i]) : std::string("the end"); };
            if (line(expected) != line(seen)) {
                found.push_back(fmt::format("{}:{}: expected {}, saw {}", path, i + 1, line(expected), line(seen)));
                break;
            }
        }
    }
    for (auto const& file : stale)
        found.push_back(fmt::format("{}:1: expected no such golden, saw one", (folder / file).string()));
    return found;
}

}
