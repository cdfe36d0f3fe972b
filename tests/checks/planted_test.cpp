/// The checks find what is planted in a small tree, and nothing else.

#include "tests/checks/floor_plan.h"
#include "tests/checks/rules.h"
#include "tests/doubles/folder.h"

#include <catch2/catch.hpp>
#include <fstream>

using namespace checks;

namespace {

constexpr auto page = R"(# A page
| floor | folder | before the | heading |
|---|---|---|---|
## Floor plan
Words.

| floor | folder | purpose | may include |
|---|---|---|---|
| 0 | kiosk/base/core | all | |
| 1 | drivers/usb | bytes | core |
| 1 | kiosk/glass/text | text | core |
| 2 | drivers/ccid | cards | core, usb |
| 3 | kiosk/app/stage | all together | all below but text and drivers |
| 4 | kiosk/app/main | main | all below |

## Doors
| library | headers | door | package |
|---|---|---|---|
| the system | `sys/* unistd.h` | everywhere | libc6-dev |
| Catch2 | `catch2/*` | tests | catch2 |
| libusb | `libusb.h` | drivers/usb | libusb |
| HarfBuzz | `hb.h hb-*.h` | kiosk/glass/text | libharfbuzz-dev |
)";

FloorPlan plan() { return FloorPlan::read(page).value(); }

/// A good tree, to which a test adds one bad file.
class SmallTree {
public:
    SmallTree()
    {
        add("ARCHITECTURE.md", page);
        add("kiosk/base/core/result.h", include("<expected>") + include("<sys/stat.h>"));
        add("kiosk/base/core/CMakeLists.txt", "kiosk_module(kiosk::core HEADERS result.h)\n");
        add("drivers/usb/device.h", include("\"kiosk/base/core/result.h\""));
        add("drivers/usb/native.h", include("<libusb.h>"));
        add("drivers/usb/private.h", include("\"drivers/usb/native.h\""));
        add("drivers/usb/device.cpp", include("\"drivers/usb/device.h\"") + include("\"drivers/usb/native.h\"") + include("<unistd.h>"));
        add("drivers/usb/CMakeLists.txt", "kiosk_module(drivers::usb HEADERS device.h SOURCES device.cpp)\n");
        add("drivers/ccid/reader.h", include("\"drivers/usb/device.h\""));
        add("drivers/ccid/CMakeLists.txt", "kiosk_module(drivers::ccid HEADERS reader.h)\n");
        add("tests/drivers/usb/device_test.cpp", include("\"drivers/usb/native.h\"") + include("<libusb.h>") + include("<catch2/catch.hpp>") + include("\"drivers/ccid/reader.h\""));
        add("kiosk/app/main/main.cpp", include("\"drivers/ccid/reader.h\""));
    }

    /// Spelled so that no line of this file is an include itself.
    static std::string include(std::string const& what) { return "#" "include " + what + "\n"; }

    void add(std::string const& path, std::string const& content)
    {
        auto const file = m_folder / path;
        std::filesystem::create_directories(file.parent_path());
        std::ofstream(file) << content;
    }

    [[nodiscard]] Tree read() const { return Tree::read(m_folder.path()); }
    [[nodiscard]] std::filesystem::path const& path() const { return m_folder.path(); }

private:
    doubles::Folder m_folder;
};

void one(Faults const& faults, std::string const& begins)
{
    for (auto const& fault : faults)
        UNSCOPED_INFO(to_string(fault));
    REQUIRE(faults.size() == 1);
    CHECK_THAT(to_string(faults[0]), Catch::Matchers::StartsWith(begins));
}

}

TEST_CASE("a good tree has no faults", "[checks]")
{
    SmallTree const small;
    auto const tree = small.read();
    CHECK(tree.files.size() == 12);
    CHECK(wrong_includes(tree, plan()).empty());
    CHECK(folders_without_a_room(tree, plan()).empty());
    CHECK(hollow_names(tree).empty());
    CHECK(long_files(tree).empty());
    CHECK(unfinished_work(tree).empty());
    CHECK(paths_outside(tree).empty());
    CHECK(headers_not_listed(tree, plan()).empty());
    CHECK(strangers_at_the_top(tree).empty());
}

TEST_CASE("a wrong include is found with its file and line", "[checks]")
{
    struct Planted {
        std::string file, text, begins;
    };
    auto const include = SmallTree::include;
    auto const planted = GENERATE_COPY(
        Planted { "kiosk/base/core/up.cpp", "\n" + include("\"drivers/usb/device.h\""), "kiosk/base/core/up.cpp:2: kiosk/base/core may not include drivers/usb" },
        Planted { "drivers/ccid/side.cpp", "// why\n\n  #  include \"kiosk/app/stage/stage.h\"\n", "drivers/ccid/side.cpp:3: \"kiosk/app/stage/stage.h\" is not a file" },
        Planted { "kiosk/app/stage/stage.cpp", include("\"drivers/usb/device.h\""), "kiosk/app/stage/stage.cpp:1: kiosk/app/stage may not include drivers/usb" },
        Planted { "drivers/ccid/usb.cpp", include("<libusb.h>"), "drivers/ccid/usb.cpp:1: <libusb.h> belongs to libusb, whose door is drivers/usb" },
        Planted { "drivers/ccid/native.cpp", include("\"drivers/usb/native.h\""), "drivers/ccid/native.cpp:1: \"drivers/usb/native.h\" includes a library's header" },
        Planted { "drivers/ccid/behind.cpp", include("\"drivers/usb/private.h\""), "drivers/ccid/behind.cpp:1: \"drivers/usb/private.h\" includes a library's header" },
        Planted { "drivers/usb/shape.cpp", include("<hb-ft.h>"), "drivers/usb/shape.cpp:1: <hb-ft.h> belongs to HarfBuzz" },
        Planted { "drivers/usb/old.cpp", include("<string.h>"), "drivers/usb/old.cpp:1: <string.h> belongs to no row" },
        Planted { "drivers/usb/macro.cpp", include("FT_FREETYPE_H"), "drivers/usb/macro.cpp:1: <FT_FREETYPE_H> belongs to no row" },
        Planted { "drivers/usb/near.cpp", include("\"device.h\""), "drivers/usb/near.cpp:1: \"device.h\" is not a file as named from the top" },
        Planted { "drivers/usb/test.cpp", include("<catch2/catch.hpp>"), "drivers/usb/test.cpp:1: <catch2/catch.hpp> belongs to Catch2, whose door is tests" },
        Planted { "drivers/usb/double.cpp", include("\"tests/doubles/clock.h\""), "drivers/usb/double.cpp:1: \"tests/doubles/clock.h\" is not a file" },
        Planted { "tests/drivers/ccid/usb_test.cpp", include("<libusb.h>"), "tests/drivers/ccid/usb_test.cpp:1: <libusb.h> belongs to libusb" });
    SmallTree small;
    small.add(planted.file, planted.text);
    one(wrong_includes(small.read(), plan()), planted.begins);
}

TEST_CASE("product code may not include a test's double", "[checks]")
{
    SmallTree small;
    small.add("tests/doubles/clock.h", "");
    small.add("drivers/usb/double.cpp", SmallTree::include("\"tests/doubles/clock.h\""));
    one(wrong_includes(small.read(), plan()), "drivers/usb/double.cpp:1: \"tests/doubles/clock.h\" stands in a folder");
}

TEST_CASE("a folder without a row is found", "[checks]")
{
    SmallTree small;
    small.add("kiosk/glass/mist/mist.cpp", "");
    small.add("kiosk/glass/mist/more.cpp", "");
    one(folders_without_a_room(small.read(), plan()), "kiosk/glass/mist/mist.cpp: kiosk/glass/mist has no row");
}

TEST_CASE("names that hide a noun are found in files and types", "[checks]")
{
    auto const file = GENERATE(as<std::string> {}, "device_manager.h", "string_utils.cpp", "info.h", "CardHandler.cpp", "common.cmake");
    SmallTree small;
    small.add("drivers/usb/" + file, "");
    one(hollow_names(small.read()), "drivers/usb/" + file + ": '");
}

TEST_CASE("types that hide a noun are found, words that only look alike are not", "[checks]")
{
    SmallTree small;
    small.add("drivers/usb/good.h", "class Database;\nstruct Information { };\nenum class Commonwealth { };\nint manager;\n// a class Manager in words\nstruct ImDrawData;\n");
    CHECK(hollow_names(small.read()).empty());
    auto const line = GENERATE(as<std::string> {}, "class DeviceManager {", "struct FooImpl final {", "template <typename T> class DataRow", "enum class Info : int {", "template <typename T> struct Rows : CardHandler<T>", "    struct OldWrapper");
    small.add("drivers/usb/bad.h", "\n" + line + "\n");
    if (line.find("Rows") != std::string::npos)
        CHECK(hollow_names(small.read()).empty()); // CardHandler is told where it is made
    else
        one(hollow_names(small.read()), "drivers/usb/bad.h:2: '");
}

TEST_CASE("a file of more than 600 lines is found", "[checks]")
{
    SmallTree small;
    std::string lines(600, '\n');
    small.add("drivers/usb/long.cpp", lines);
    CHECK(long_files(small.read()).empty());
    small.add("drivers/usb/long.cpp", lines + "// one more\n");
    one(long_files(small.read()), "drivers/usb/long.cpp: 601 lines");
}

TEST_CASE("what was left for later is found, and what is not there in a clone", "[checks]")
{
    SmallTree small;
    small.add("deploy/note", std::string("TO") + "DOS\n# TO" + "DO: later\n");
    one(unfinished_work(small.read()), "deploy/note:2: ");
    small.add("deploy/path", std::string("net/wo") + "rk/x\ncat /wo" + "rk/x\n");
    one(paths_outside(small.read()), "deploy/path:2: ");
    small.add("deploy/path", std::string("see ../sha") + "red/design.md\n");
    one(paths_outside(small.read()), "deploy/path:1: ");
}

TEST_CASE("a header that is not listed would not be compiled alone", "[checks]")
{
    SmallTree small;
    small.add("drivers/usb/vice.h", ""); // part of the listed device.h
    one(headers_not_listed(small.read(), plan()), "drivers/usb/vice.h: ");
}

TEST_CASE("a source that no target builds is found", "[checks]")
{
    SmallTree small;
    small.add("build/commands.json", R"([{"directory":"/b","command":"c++","file":")" + small.path().string() + R"(/drivers/usb/device.cpp"},{"file":")" + small.path().string() + R"(/kiosk/app/main/main.cpp"}])");
    auto const built = sources_of_build(small.path() / "build/commands.json", small.path()).value();
    one(sources_not_built(small.read(), built), "tests/drivers/usb/device_test.cpp: no target");
    small.add("tests/bench/start.cpp", "");
    CHECK(sources_not_built(small.read(), built).size() == 2);
    small.add("tests/bench/CMakeLists.txt", "add_executable(start start.cpp)\n");
    CHECK(sources_not_built(small.read(), built).size() == 1);
}

TEST_CASE("a stranger at the top is found", "[checks]")
{
    SmallTree small;
    small.add("notes.txt", "");
    one(strangers_at_the_top(small.read()), "notes.txt: ");
}

TEST_CASE("a table that cannot be meant is refused by its line", "[checks]")
{
    std::string const doors = "\n## Doors\n| a | b | c | d |\n|---|---|---|---|\n| x | `x.h` | everywhere | x |\n";
    auto const read = [&](std::string const& rows) { return FloorPlan::read("## Floor plan\n| f | f | p | m |\n|-|-|-|-|\n" + rows + doors); };
    CHECK(read("| 0 | kiosk/base/core | x | |\n"));
    CHECK(read("| 0 | kiosk/base/core | x | |\n| 0 | kiosk/base/json | x | core |\n").error().story == "ARCHITECTURE.md:5: kiosk/base/core is not below kiosk/base/json");
    CHECK(read("| 0 | kiosk/base/core | x | |\n| 1 | kiosk/base/json | x | cor |\n").error().story == "ARCHITECTURE.md:5: 0 rows are called 'cor'");
    CHECK(read("| 0 | kiosk/base/core | x | |\n| 1 | kiosk/base/core | x | |\n").error().story == "ARCHITECTURE.md:5: kiosk/base/core has two rows");
    CHECK(read("| 0 | kiosk/base/core | x |\n").error().story == "ARCHITECTURE.md:4: expected | floor | folder | purpose | may include |");
    CHECK(read("| 1 | kiosk/app/main | x | all below but mist |\n").error().story == "ARCHITECTURE.md:4: no row is called 'mist'");
    CHECK_FALSE(FloorPlan::read("# nothing"));
}
