/// What is left of a citizen in a kiosk that goes on.

#include "tests/programs/playground.h"

#include <catch2/catch.hpp>

using namespace programs;

TEST_CASE("after a visit nothing that a citizen said or a card told is left in the kiosk's memory", "[programs]")
{
    // The program looks for the values twice: while the citizen reads them on the glass, where it has to find them, and
    // when the kiosk is at rest again, in UTF-8, UTF-16 and UTF-32.
    Playground playground;
    auto const ended = playground.run_beside_devices("visit_memory");
    INFO(ended.said);
    CHECK(ended.code == 0);
}
