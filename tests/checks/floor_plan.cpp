#include "tests/checks/floor_plan.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <map>

namespace checks {

namespace {

using kiosk::failed;
using kiosk::Failure;
using kiosk::Result;

struct TableRow {
    int line;
    std::vector<std::string> cells;
};

std::string_view trimmed(std::string_view text)
{
    auto const begin = text.find_first_not_of(" \t`");
    auto const end = text.find_last_not_of(" \t`");
    return begin == std::string_view::npos ? std::string_view() : text.substr(begin, end - begin + 1);
}

std::vector<std::string> split(std::string_view text, std::string_view between)
{
    std::vector<std::string> parts;
    for (;;) {
        auto const at = text.find(between);
        if (auto const part = trimmed(text.substr(0, at)); !part.empty())
            parts.emplace_back(part);
        if (at == std::string_view::npos)
            return parts;
        text.remove_prefix(at + between.size());
    }
}

/// The rows of the first table under `## heading`, without its head.
std::vector<TableRow> table(std::string_view page, std::string_view heading)
{
    std::vector<TableRow> rows;
    bool inside = false;
    int number = 0;
    for (std::size_t begin = 0; begin < page.size();) {
        auto const end = std::min(page.find('\n', begin), page.size());
        auto const line = page.substr(begin, end - begin);
        begin = end + 1;
        ++number;
        if (line.starts_with("## ")) {
            inside = trimmed(line.substr(3)) == heading;
        } else if (inside && line.starts_with('|')) {
            TableRow row { .line = number, .cells = {} };
            for (std::size_t cell = 1; cell < line.size();) {
                auto const bar = std::min(line.find('|', cell), line.size());
                row.cells.emplace_back(trimmed(line.substr(cell, bar - cell)));
                cell = bar + 1;
            }
            rows.push_back(std::move(row));
        }
    }
    rows.erase(rows.begin(), rows.begin() + std::min<std::ptrdiff_t>(2, std::ssize(rows)));
    return rows;
}

std::string last_part(std::string_view folder)
{
    return std::string(folder.substr(folder.rfind('/') + 1));
}

/// The folders that one word of the third column names: a room's last part, or all rooms of `drivers`.
std::vector<Room const*> named(std::string_view word, std::vector<Room> const& rooms)
{
    std::vector<Room const*> found;
    for (auto const& room : rooms) {
        if (last_part(room.folder) == word || room.folder.starts_with(fmt::format("{}/", word)))
            found.push_back(&room);
    }
    return found;
}

Result<std::set<std::string>> allowed(Room const& room, std::string_view words, int line, std::vector<Room> const& rooms)
{
    std::set<std::string> folders;
    constexpr std::string_view all = "all below";
    if (words.starts_with(all)) {
        for (auto const& other : rooms) {
            if (other.floor < room.floor)
                folders.insert(other.folder);
        }
        words.remove_prefix(all.size());
        words = trimmed(words);
        if (words.starts_with("but "))
            words.remove_prefix(4);
        for (auto const& word : split(words, " and ")) {
            auto const found = named(word, rooms);
            if (found.empty())
                return failed(Failure::malformed, fmt::format("ARCHITECTURE.md:{}: no row is called '{}'", line, word));
            for (auto const* other : found)
                folders.erase(other->folder);
        }
        return folders;
    }
    for (auto const& word : split(words, ",")) {
        auto const found = named(word, rooms);
        if (found.size() != 1)
            return failed(Failure::malformed, fmt::format("ARCHITECTURE.md:{}: {} rows are called '{}'", line, found.size(), word));
        if (found[0]->floor >= room.floor)
            return failed(Failure::malformed, fmt::format("ARCHITECTURE.md:{}: {} is not below {}", line, found[0]->folder, room.folder));
        folders.insert(found[0]->folder);
    }
    return folders;
}

}

bool matches(std::string_view pattern, std::string_view text)
{
    if (pattern.empty())
        return text.empty();
    if (pattern.front() != '*')
        return !text.empty() && pattern.front() == text.front() && matches(pattern.substr(1), text.substr(1));
    for (std::size_t skipped = 0; skipped <= text.size(); ++skipped) {
        if (matches(pattern.substr(1), text.substr(skipped)))
            return true;
    }
    return false;
}

Result<FloorPlan> FloorPlan::read(std::string_view page)
{
    FloorPlan plan;
    auto const rows = table(page, "Floor plan");
    for (auto const& [line, cells] : rows) {
        Room room;
        if (cells.size() != 4 || std::from_chars(cells[0].data(), cells[0].data() + cells[0].size(), room.floor).ec != std::errc())
            return failed(Failure::malformed, fmt::format("ARCHITECTURE.md:{}: expected | floor | folder | purpose | may include |", line));
        room.folder = cells[1];
        if (plan.room(room.folder) != nullptr)
            return failed(Failure::malformed, fmt::format("ARCHITECTURE.md:{}: {} has two rows", line, room.folder));
        plan.m_rooms.push_back(std::move(room));
    }
    for (std::size_t i = 0; i < rows.size(); ++i)
        plan.m_rooms[i].may_include = TRY(allowed(plan.m_rooms[i], rows[i].cells[3], rows[i].line, plan.m_rooms));

    for (auto const& [line, cells] : table(page, "Doors")) {
        if (cells.size() != 4)
            return failed(Failure::malformed, fmt::format("ARCHITECTURE.md:{}: expected | library | headers | door | package |", line));
        Door door { .library = cells[0], .patterns = split(cells[1], " "), .folders = {} };
        if (cells[2] != "everywhere")
            door.folders = split(cells[2], ",");
        for (auto const& folder : door.folders) {
            if (plan.room(folder) == nullptr && folder != "tests" && !folder.starts_with("tests/"))
                return failed(Failure::malformed, fmt::format("ARCHITECTURE.md:{}: {} has no row in the floor plan", line, folder));
        }
        plan.m_doors.push_back(std::move(door));
    }
    if (plan.m_rooms.empty() || plan.m_doors.empty())
        return failed(Failure::malformed, "ARCHITECTURE.md: expected tables under the headings Floor plan and Doors");
    return plan;
}

Room const* FloorPlan::room(std::string_view folder) const
{
    auto const found = std::ranges::find(m_rooms, folder, &Room::folder);
    return found == m_rooms.end() ? nullptr : &*found;
}

std::vector<Door const*> FloorPlan::doors_of(std::string_view header) const
{
    std::vector<Door const*> found;
    for (auto const& door : m_doors) {
        if (std::ranges::any_of(door.patterns, [&](auto const& pattern) { return matches(pattern, header); }))
            found.push_back(&door);
    }
    return found;
}

}
