#include "kiosk/app/audit/golden.h"
#include "kiosk/base/core/file.h"
#include "kiosk/base/core/ids.h"
#include "tests/app/audit/stock.h"

#include <catch2/catch.hpp>
#include <algorithm>

using namespace kiosk;
using namespace kiosk::audit;
using namespace kiosk::audit::testing;

TEST_CASE("every page looks as its golden says", "[audit][golden]")
{
    auto const made = goldens(shipped());
    REQUIRE(made);
    auto const found = differences(*made, source() / "tests" / "golden" / "displays");
    for (std::size_t i = 0; i < std::min<std::size_t>(found.size(), 10); ++i)
        UNSCOPED_INFO(found[i]);
    INFO(found.size() << " goldens differ; if that is meant: shubbak audit --golden tests/golden/displays");
    CHECK(found.empty());
}

TEST_CASE("the first difference of a golden is told with its line, and what is missing or too many", "[audit][golden]")
{
    auto const folder = std::filesystem::temp_directory_path() / ("golden-" + TransactionId::make().text());
    std::vector<Golden> const all { { "ar/home.txt", "page home\nbutton a\nbutton b\n" }, { "pictures.txt", "one 1\n" } };
    REQUIRE(write_goldens(all, folder));
    CHECK(differences(all, folder).empty());
    auto const path = [&](char const* file) { return (folder / file).string(); };
    auto changed = all;
    changed[0].text = "page home\nbutton a\nbutton c\n";
    CHECK(differences(changed, folder) == std::vector { path("ar/home.txt") + ":3: expected \"button b\", saw \"button c\"" });
    changed[0].text = "page home\nbutton a\n";
    CHECK(differences(changed, folder) == std::vector { path("ar/home.txt") + ":3: expected \"button b\", saw the end" });
    changed[0].file = "ar/new.txt";
    CHECK(differences(changed, folder)
        == std::vector { path("ar/new.txt") + ":1: expected a golden, saw none", path("ar/home.txt") + ":1: expected no such golden, saw one" });
    // Writing takes away what is none any more.
    REQUIRE(write_goldens(changed, folder));
    CHECK(differences(changed, folder).empty());
    std::filesystem::remove_all(folder);
}

TEST_CASE("a pixel makes another picture", "[audit][golden]")
{
    Picture picture(20, 10, 0x112233);
    auto const before = number_of(picture);
    picture.row(9)[19] = 0x112234;
    CHECK(number_of(picture) != before);
    picture.row(9)[19] = 0xFF112233;
    CHECK(number_of(picture) == before);
}
