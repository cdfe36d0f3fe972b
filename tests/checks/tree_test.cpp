#include "kiosk/base/core/file.h"
#include "tests/checks/floor_plan.h"
#include "tests/checks/rules.h"

#include <catch2/catch.hpp>
#include <filesystem>

using namespace checks;

namespace {

std::filesystem::path const root = SHUBBAK_SOURCE;

FloorPlan plan()
{
    auto read = FloorPlan::read(kiosk::read_file(root / "ARCHITECTURE.md").value());
    if (!read)
        FAIL(read.error().story);
    return std::move(*read);
}

Tree const& tree()
{
    static Tree const read = Tree::read(root);
    return read;
}

void none(Faults const& faults)
{
    for (auto const& fault : faults)
        UNSCOPED_INFO(to_string(fault));
    CHECK(faults.empty());
}

}

TEST_CASE("every include goes down the floor plan and through a door", "[checks]")
{
    REQUIRE(tree().files.size() > 50); // the tree was found
    none(wrong_includes(tree(), plan()));
}

TEST_CASE("every folder has a row in the floor plan", "[checks]") { none(folders_without_a_room(tree(), plan())); }

TEST_CASE("no name hides a noun", "[checks]") { none(hollow_names(tree())); }

TEST_CASE("every file can be read in one sitting", "[checks]") { none(long_files(tree())); }

TEST_CASE("nothing is left for later in the tree", "[checks]") { none(unfinished_work(tree())); }

TEST_CASE("nothing points to a place that a fresh clone does not have", "[checks]") { none(paths_outside(tree())); }

TEST_CASE("every header is compiled alone", "[checks]") { none(headers_not_listed(tree(), plan())); }

TEST_CASE("every source is built", "[checks]")
{
    auto const built = sources_of_build(std::filesystem::path(SHUBBAK_BUILD) / "compile_commands.json", root);
    REQUIRE(built);
    REQUIRE(built->contains("tests/checks/tree_test.cpp"));
    none(sources_not_built(tree(), *built));
}

TEST_CASE("the top level holds what ARCHITECTURE.md says", "[checks]") { none(strangers_at_the_top(tree())); }
