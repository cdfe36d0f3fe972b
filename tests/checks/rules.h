#pragma once
/// The rules of the house that a compiler does not know. Each looks at a whole tree and tells what breaks it.

#include "kiosk/base/core/result.h"
#include "tests/checks/floor_plan.h"

#include <filesystem>
#include <set>
#include <string>
#include <vector>

namespace checks {

/// `FILE:LINE: what is wrong and what to do`; line 0 is the file itself.
struct Fault {
    std::string file;
    int line = 0;
    std::string story;
};

[[nodiscard]] std::string to_string(Fault const& fault);

/// One file that people wrote, as lines.
struct File {
    /// From the top of the tree: `kiosk/base/core/result.h`.
    std::string path;
    std::vector<std::string> lines;

    [[nodiscard]] std::string folder() const;
    [[nodiscard]] std::string name() const;
    [[nodiscard]] bool is_header() const;
    [[nodiscard]] bool is_source() const;
};

struct Tree {
    /// All text files under kiosk, drivers, tests, deploy and .ci, and those at the top; sorted by path.
    std::vector<File> files;
    /// What stands at the top, builds and git aside.
    std::vector<std::string> top;

    [[nodiscard]] static Tree read(std::filesystem::path const& root);
    [[nodiscard]] File const* find(std::string_view path) const;
};

using Faults = std::vector<Fault>;

/// An include of ours that the floor plan does not allow, that does not start at the top of the tree or is not there;
/// a header of a library outside its door, or of one that has none; a header showing a library to another folder.
[[nodiscard]] Faults wrong_includes(Tree const& tree, FloorPlan const& plan);
/// A folder with C++ in it that the floor plan does not name.
[[nodiscard]] Faults folders_without_a_room(Tree const& tree, FloorPlan const& plan);
/// File and type names that hide a noun (Manager, Helper, …).
[[nodiscard]] Faults hollow_names(Tree const& tree);
/// More than 600 lines of C++ in one file.
[[nodiscard]] Faults long_files(Tree const& tree);
/// Notes to oneself that were left behind.
[[nodiscard]] Faults unfinished_work(Tree const& tree);
/// Paths into places that a fresh clone does not have.
[[nodiscard]] Faults paths_outside(Tree const& tree);
/// A header that its folder's CMakeLists.txt does not list: it would not be compiled alone. One that shows a library is
/// not listed, for it is not compiled without that library's own directories.
[[nodiscard]] Faults headers_not_listed(Tree const& tree, FloorPlan const& plan);
/// A .cpp that is not in `built` (paths as in File). Benchmarks are built by a preset of their own: for those it is
/// enough that their CMakeLists.txt names them.
[[nodiscard]] Faults sources_not_built(Tree const& tree, std::set<std::string> const& built);
/// Something at the top that the page's table does not know.
[[nodiscard]] Faults strangers_at_the_top(Tree const& tree);

/// The sources of a build, from the top of the tree, out of its compile_commands.json.
[[nodiscard]] kiosk::Result<std::set<std::string>> sources_of_build(std::filesystem::path const& commands, std::filesystem::path const& root);

}
