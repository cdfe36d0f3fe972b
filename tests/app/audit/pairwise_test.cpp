#include "kiosk/app/audit/pairwise.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <set>
#include <tuple>

using namespace kiosk::audit;

namespace {

std::set<std::tuple<std::size_t, int, std::size_t, int>> pairs_of(std::vector<Row> const& rows)
{
    std::set<std::tuple<std::size_t, int, std::size_t, int>> pairs;
    for (auto const& row : rows) {
        for (std::size_t a = 0; a < row.size(); ++a) {
            for (std::size_t b = a + 1; b < row.size(); ++b)
                pairs.emplace(a, row[a], b, row[b]);
        }
    }
    return pairs;
}

}

TEST_CASE("every two choices meet in some row", "[audit]")
{
    for (auto const& levels : { std::vector<int> { 5, 4, 4, 4, 3 }, std::vector<int> { 2, 2 }, std::vector<int> { 1, 7, 1, 3 }, std::vector<int> { 3, 3, 3, 3, 3, 3 } }) {
        auto const rows = pairwise(levels);
        CHECK(pairs_of(rows) == pairs_of(all_rows(levels)));
        for (auto const& row : rows) {
            for (std::size_t i = 0; i < row.size(); ++i)
                CHECK((row[i] >= 0 && row[i] < levels[i]));
        }
    }
}

TEST_CASE("the rows are few, and the same each time", "[audit]")
{
    std::vector<int> const levels { 5, 4, 4, 4, 3 };
    auto const rows = pairwise(levels);
    CHECK(rows.size() >= 20); // no fewer can hold 5 x 4 pairs
    CHECK(rows.size() <= 30); // all combinations are 960
    CHECK(rows == pairwise(levels));
}

TEST_CASE("one choice alone gives each of its values, no choice nothing", "[audit]")
{
    CHECK(pairwise(std::vector<int> { 3 }) == std::vector<Row> { { 0 }, { 1 }, { 2 } });
    CHECK(pairwise(std::vector<int> {}).empty());
    CHECK(all_rows(std::vector<int> { 2, 2 }) == std::vector<Row> { { 0, 0 }, { 0, 1 }, { 1, 0 }, { 1, 1 } });
}
