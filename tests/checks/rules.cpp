#include "tests/checks/rules.h"

#include "kiosk/base/core/file.h"
#include "kiosk/base/json/json.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <fmt/format.h>
#include <map>
#include <optional>
#include <sstream>

namespace checks {

namespace {

using namespace std::string_view_literals;

constexpr std::size_t most_lines = 600;
constexpr std::array hollow { "manager"sv, "helper"sv, "util"sv, "utils"sv, "common"sv, "misc"sv, "handler"sv, "processor"sv, "wrapper"sv, "data"sv, "info"sv, "impl"sv };
constexpr std::array at_the_top { "CMakeLists.txt"sv, "CMakePresets.json"sv, "README.md"sv, "ARCHITECTURE.md"sv, "CONTRIBUTING.md"sv, "LICENSE"sv,
    "kiosk"sv, "drivers"sv, "assets"sv, "fonts"sv, "tests"sv, "deploy"sv, ".ci"sv, ".gitignore"sv, ".clang-format"sv, ".clang-tidy"sv };
// Written in pieces, so that this file does not name them.
constexpr std::array unfinished { "TO" "DO"sv, "FIX" "ME"sv, "XX" "X"sv, "HA" "CK"sv };
constexpr std::array outside { "../" "shared/"sv, "/" "work/"sv };

std::string below(std::string_view folder, std::string_view part)
{
    return std::string(folder) + "/" + std::string(part);
}

bool is_inside(std::string_view folder, std::string_view above)
{
    return folder == above || (folder.starts_with(above) && folder.substr(above.size()).starts_with('/'));
}

/// The folder whose tests these are: tests/base/core tests kiosk/base/core, tests/drivers/usb tests drivers/usb.
std::optional<std::string> tested_by(std::string_view folder, FloorPlan const& plan)
{
    if (!folder.starts_with("tests/"))
        return std::nullopt;
    auto const inner = folder.substr(6);
    for (auto const& room : plan.rooms()) {
        if (is_inside(inner, room.folder) || is_inside(below("kiosk", inner), room.folder))
            return room.folder;
    }
    return std::nullopt;
}

/// The room that a file stands in; a folder inside a room belongs to it.
Room const* room_around(std::string_view folder, FloorPlan const& plan)
{
    for (auto const& room : plan.rooms()) {
        if (is_inside(folder, room.folder))
            return &room;
    }
    return nullptr;
}

struct Include {
    int line;
    char form; ///< '<', '"', or 'm' for a macro
    std::string name;
};

std::vector<Include> includes_of(File const& file)
{
    std::vector<Include> includes;
    int number = 0;
    for (auto const& line : file.lines) {
        ++number;
        std::string_view rest = line;
        auto const skip_blanks = [&] { rest.remove_prefix(std::min(rest.find_first_not_of(" \t"), rest.size())); };
        skip_blanks();
        if (!rest.starts_with('#'))
            continue;
        rest.remove_prefix(1);
        skip_blanks();
        if (!rest.starts_with("include"))
            continue;
        rest.remove_prefix(7);
        skip_blanks();
        if (rest.empty())
            continue;
        if (rest[0] == '<' || rest[0] == '"') {
            auto const end = rest.find(rest[0] == '<' ? '>' : '"', 1);
            includes.push_back({ number, rest[0], std::string(rest.substr(1, end == std::string_view::npos ? end : end - 1)) });
        } else {
            includes.push_back({ number, 'm', std::string(rest.substr(0, rest.find_first_of(" \t/"))) });
        }
    }
    return includes;
}

bool is_ours(std::string_view include)
{
    return include.starts_with("kiosk/") || include.starts_with("drivers/") || include.starts_with("deploy/") || include.starts_with("tests/");
}

/// Of the C++ standard: no ending and no folder; or of C: `.h` without being in the doors is not one of ours to use.
bool is_standard(std::string_view include)
{
    return include.find_first_of("./") == std::string_view::npos;
}

/// Why `file` may not include this header of others; nothing if it may.
std::optional<std::string> refused(File const& file, std::string const& header, FloorPlan const& plan)
{
    auto const doors = plan.doors_of(header);
    if (doors.empty())
        return fmt::format("<{}> belongs to no row of the doors in ARCHITECTURE.md; give its library one door, or use the C++ header", header);
    auto const folder = file.folder();
    auto const tested = tested_by(folder, plan);
    std::vector<std::string> open_in;
    for (auto const* door : doors) {
        if (door->folders.empty())
            return std::nullopt;
        for (auto const& place : door->folders) {
            if (is_inside(folder, place) || (tested && is_inside(*tested, place)))
                return std::nullopt;
            open_in.push_back(place);
        }
    }
    if (is_inside(folder, "tests/bench"))
        return std::nullopt;
    return fmt::format("<{}> belongs to {}, whose door is {}; ask for what you need there", header, doors.front()->library, fmt::join(open_in, ", "));
}

/// The headers that show a library, the system aside, to everyone who includes them: their folder's own.
std::set<std::string> showing_headers(Tree const& tree, FloorPlan const& plan)
{
    std::set<std::string> showing;
    for (auto before = showing.size() + 1; before != showing.size();) {
        before = showing.size();
        for (auto const& file : tree.files) {
            auto const shows = [&](Include const& include) {
                if (include.form == '"')
                    return showing.contains(include.name);
                return !is_standard(include.name) && std::ranges::none_of(plan.doors_of(include.name), [](Door const* door) { return door->library == "the system"; });
            };
            if (file.is_header() && std::ranges::any_of(includes_of(file), shows))
                showing.insert(file.path);
        }
    }
    return showing;
}

std::vector<std::string> words_of(std::string_view name)
{
    std::vector<std::string> words(1);
    char before = 0;
    for (char const c : name) {
        bool const letter = std::isalnum(static_cast<unsigned char>(c)) != 0;
        bool const begins = std::isupper(static_cast<unsigned char>(c)) != 0 && std::islower(static_cast<unsigned char>(before)) != 0;
        if (!letter || begins)
            words.emplace_back();
        if (letter)
            words.back() += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        before = c;
    }
    return words;
}

std::optional<std::string> hollow_word(std::string_view name)
{
    for (auto const& word : words_of(name)) {
        if (std::ranges::find(hollow, word) != hollow.end())
            return word;
    }
    return std::nullopt;
}

/// The name that `class X`, `struct X`, `enum class X` or `concept X` on this line gives; nothing for `class X;`.
std::optional<std::string> type_named(std::string_view line)
{
    for (auto const* behind : { "> class ", "> struct ", "> concept " }) { // template <typename T> class …
        if (auto const at = line.find(behind); at != std::string_view::npos)
            line.remove_prefix(at + 2);
    }
    std::istringstream words { std::string(line) };
    std::string word;
    bool type_follows = false;
    while (words >> word) {
        if (word == "class" || word == "struct" || word == "concept") {
            type_follows = true;
        } else if (type_follows) {
            auto const end = std::ranges::find_if_not(word, [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; });
            if (end != word.end() && *end == ';')
                return std::nullopt; // made elsewhere, and told there if it is ours
            return std::string(word.begin(), end);
        } else if (word != "enum") {
            return std::nullopt;
        }
    }
    return std::nullopt;
}

bool has_word(std::string_view line, std::string_view word)
{
    auto const is_letter = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; };
    for (auto at = line.find(word); at != std::string_view::npos; at = line.find(word, at + 1)) {
        auto const end = at + word.size();
        if ((at == 0 || !is_letter(line[at - 1])) && (end == line.size() || !is_letter(line[end])))
            return true;
    }
    return false;
}

bool has_path(std::string_view line, std::string_view path)
{
    for (auto at = line.find(path); at != std::string_view::npos; at = line.find(path, at + 1)) {
        // Behind a letter it is the middle of a longer path.
        if (at == 0 || path.starts_with("..") || std::isalnum(static_cast<unsigned char>(line[at - 1])) == 0)
            return true;
    }
    return false;
}

}

std::string to_string(Fault const& fault)
{
    return fault.line > 0 ? fmt::format("{}:{}: {}", fault.file, fault.line, fault.story) : fmt::format("{}: {}", fault.file, fault.story);
}

std::string File::folder() const
{
    auto const slash = path.rfind('/');
    return slash == std::string::npos ? "" : path.substr(0, slash);
}

std::string File::name() const { return path.substr(path.rfind('/') + 1); }
bool File::is_header() const { return path.ends_with(".h"); }
bool File::is_source() const { return path.ends_with(".cpp"); }

Tree Tree::read(std::filesystem::path const& root)
{
    Tree tree;
    auto const add = [&](std::filesystem::path const& file) {
        auto content = kiosk::read_file(file);
        if (!content || content->find('\0') != std::string::npos)
            return; // a picture, a recording
        File entry { .path = std::filesystem::relative(file, root).generic_string(), .lines = {} };
        std::istringstream lines(std::move(*content));
        for (std::string line; std::getline(lines, line);)
            entry.lines.push_back(line);
        tree.files.push_back(std::move(entry));
    };
    for (auto const& entry : std::filesystem::directory_iterator(root)) {
        auto const name = entry.path().filename().string();
        if (name == "build" || name == ".git" || name == ".cache")
            continue;
        tree.top.push_back(name);
        if (entry.is_regular_file())
            add(entry.path());
        if (name == "kiosk" || name == "drivers" || name == "tests" || name == "deploy" || name == ".ci") {
            for (auto const& inner : std::filesystem::recursive_directory_iterator(entry.path())) {
                if (inner.is_regular_file())
                    add(inner.path());
            }
        }
    }
    std::ranges::sort(tree.files, {}, &File::path);
    std::ranges::sort(tree.top);
    return tree;
}

File const* Tree::find(std::string_view path) const
{
    auto const found = std::ranges::lower_bound(files, path, {}, &File::path);
    return found != files.end() && found->path == path ? &*found : nullptr;
}

Faults wrong_includes(Tree const& tree, FloorPlan const& plan)
{
    auto const showing = showing_headers(tree, plan);
    Faults faults;
    for (auto const& file : tree.files) {
        if (!file.is_header() && !file.is_source())
            continue;
        auto const folder = file.folder();
        auto const* room = room_around(folder, plan);
        bool const test = folder.starts_with("tests");
        for (auto const& [line, form, name] : includes_of(file)) {
            auto const fault = [&](std::string story) { faults.push_back({ file.path, line, std::move(story) }); };
            if (form != '"') {
                if (is_standard(name) && form == '<')
                    continue;
                if (auto const why = refused(file, name, plan))
                    fault(*why);
                continue;
            }
            auto const* included = tree.find(name);
            if (!is_ours(name) || included == nullptr) {
                fault(fmt::format("\"{}\" is not a file as named from the top of the tree; a library's header goes in <>", name));
                continue;
            }
            auto const from = included->folder();
            if (from == folder)
                continue;
            auto const* other = room_around(from, plan);
            if (!test && other == nullptr)
                fault(fmt::format("\"{}\" stands in a folder that the floor plan does not name", name));
            else if (!test && room != nullptr && other != room && !room->may_include.contains(other->folder))
                fault(fmt::format("{} may not include {}: see its row in ARCHITECTURE.md", room->folder, other->folder));
            else if (showing.contains(name) && other != nullptr && other != room && tested_by(folder, plan) != other->folder)
                fault(fmt::format("\"{}\" includes a library's header, so only {} may include it", name, other->folder));
        }
    }
    return faults;
}

Faults folders_without_a_room(Tree const& tree, FloorPlan const& plan)
{
    Faults faults;
    std::set<std::string> told;
    for (auto const& file : tree.files) {
        auto const folder = file.folder();
        if ((file.is_header() || file.is_source()) && !folder.starts_with("tests") && room_around(folder, plan) == nullptr && told.insert(folder).second)
            faults.push_back({ file.path, 0, fmt::format("{} has no row in the floor plan of ARCHITECTURE.md", folder) });
    }
    return faults;
}

Faults hollow_names(Tree const& tree)
{
    Faults faults;
    for (auto const& file : tree.files) {
        if (auto const word = hollow_word(file.name()))
            faults.push_back({ file.path, 0, fmt::format("'{}' in a file's name hides a noun: say what it is", *word) });
        if (!file.is_header() && !file.is_source())
            continue;
        int line = 0;
        for (auto const& text : file.lines) {
            ++line;
            auto const type = type_named(text);
            if (auto const word = type ? hollow_word(*type) : std::nullopt)
                faults.push_back({ file.path, line, fmt::format("'{}' in {} hides a noun: say what it is", *word, *type) });
        }
    }
    return faults;
}

Faults long_files(Tree const& tree)
{
    Faults faults;
    for (auto const& file : tree.files) {
        if ((file.is_header() || file.is_source()) && file.lines.size() > most_lines)
            faults.push_back({ file.path, 0, fmt::format("{} lines: split it by what it is about (at most {})", file.lines.size(), most_lines) });
    }
    return faults;
}

Faults unfinished_work(Tree const& tree)
{
    Faults faults;
    for (auto const& file : tree.files) {
        int line = 0;
        for (auto const& text : file.lines) {
            ++line;
            for (auto const word : unfinished) {
                if (has_word(text, word))
                    faults.push_back({ file.path, line, fmt::format("'{}': finish it, or say on an issue what is missing", word) });
            }
        }
    }
    return faults;
}

Faults paths_outside(Tree const& tree)
{
    Faults faults;
    for (auto const& file : tree.files) {
        int line = 0;
        for (auto const& text : file.lines) {
            ++line;
            for (auto const path : outside) {
                if (has_path(text, path))
                    faults.push_back({ file.path, line, fmt::format("'{}…' is not in a fresh clone", path) });
            }
        }
    }
    return faults;
}

Faults headers_not_listed(Tree const& tree, FloorPlan const& plan)
{
    auto const showing = showing_headers(tree, plan);
    Faults faults;
    for (auto const& file : tree.files) {
        if (!file.is_header() || file.path.starts_with("tests/") || showing.contains(file.path))
            continue;
        auto const* list = tree.find(below(file.folder(), "CMakeLists.txt"));
        bool const listed = list != nullptr && std::ranges::any_of(list->lines, [&](auto const& line) { return has_word(line, file.name()); });
        if (!listed)
            faults.push_back({ file.path, 0, "name it under HEADERS in the CMakeLists.txt of its folder, so that it is compiled alone" });
    }
    return faults;
}

Faults sources_not_built(Tree const& tree, std::set<std::string> const& built)
{
    Faults faults;
    for (auto const& file : tree.files) {
        if (!file.is_source() || built.contains(file.path))
            continue;
        auto const* list = tree.find(below(file.folder(), "CMakeLists.txt"));
        bool const named = list != nullptr && std::ranges::any_of(list->lines, [&](auto const& line) { return has_word(line, file.name()); });
        if (!is_inside(file.folder(), "tests/bench") || !named)
            faults.push_back({ file.path, 0, "no target builds it" });
    }
    return faults;
}

Faults strangers_at_the_top(Tree const& tree)
{
    Faults faults;
    for (auto const& name : tree.top) {
        if (std::ranges::find(at_the_top, name) == at_the_top.end())
            faults.push_back({ name, 0, "is not one of the entries that the top level has" });
    }
    return faults;
}

kiosk::Result<std::set<std::string>> sources_of_build(std::filesystem::path const& commands, std::filesystem::path const& root)
{
    auto const text = TRY(kiosk::read_file(commands));
    auto const document = TRY(kiosk::json::parse(text, commands.string()));
    std::set<std::string> sources;
    for (auto const& command : document.is_array() ? document.as_array() : kiosk::json::Value::Array()) {
        if (auto const* file = command.find("file"); file != nullptr && file->is_text())
            sources.insert(std::filesystem::path(file->as_text()).lexically_relative(root).generic_string());
    }
    return sources;
}

}
