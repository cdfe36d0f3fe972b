#pragma once
/// The floor plan and the doors, as ARCHITECTURE.md tells them.

#include "kiosk/base/core/result.h"

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace checks {

/// One row of the floor plan.
struct Room {
    int floor = 0;
    std::string folder;
    /// Folders, in full.
    std::set<std::string> may_include;
};

/// One row of the doors. A pattern may hold `*` for any letters.
struct Door {
    std::string library;
    std::vector<std::string> patterns;
    /// Folders, or folders above them; empty: everywhere.
    std::vector<std::string> folders;
};

class FloorPlan {
public:
    /// Reads the tables under the headings "Floor plan" and "Doors"; the story of an error names the line.
    [[nodiscard]] static kiosk::Result<FloorPlan> read(std::string_view page);

    [[nodiscard]] std::vector<Room> const& rooms() const { return m_rooms; }
    [[nodiscard]] std::vector<Door> const& doors() const { return m_doors; }
    /// Null if no row names the folder.
    [[nodiscard]] Room const* room(std::string_view folder) const;
    /// The libraries that `header` (`unicode/ubidi.h`) may belong to.
    [[nodiscard]] std::vector<Door const*> doors_of(std::string_view header) const;

private:
    std::vector<Room> m_rooms;
    std::vector<Door> m_doors;
};

/// `pattern` may hold `*` for any letters.
[[nodiscard]] bool matches(std::string_view pattern, std::string_view text);

}
