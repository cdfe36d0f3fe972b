#include "drivers/virtual/order.h"
#include "drivers/virtual/order_socket.h"

#include <catch2/catch.hpp>

#include <sys/stat.h>

#include <filesystem>

using namespace drivers::virtuals;

namespace {

template <typename Wanted>
Wanted parsed(std::string_view line)
{
    auto const order = parse_order(line);
    if (!order)
        FAIL(line << ": " << order.error().story);
    REQUIRE(std::holds_alternative<Wanted>(*order));
    return std::get<Wanted>(*order);
}

std::string refused(std::string_view line)
{
    auto const order = parse_order(line);
    REQUIRE_FALSE(order);
    CHECK(order.error().kind == kiosk::Failure::malformed);
    return order.error().story;
}

struct Folder {
    Folder()
    {
        std::string name = (std::filesystem::temp_directory_path() / "orders-XXXXXX").string();
        REQUIRE(mkdtemp(name.data()));
        path = name;
    }
    ~Folder() { std::filesystem::remove_all(path); }
    std::filesystem::path path;
};

}

TEST_CASE("orders are understood as they are written in the manual", "[virtual]")
{
    CHECK(parsed<order::InsertCard>("card insert 3").number == 3);
    CHECK_FALSE(parsed<order::RemoveCard>(" card  remove\n").after_exchanges);
    CHECK(parsed<order::RemoveCard>("card remove after 4").after_exchanges == 4U);
    CHECK(parsed<order::SetPaper>("paper out").supply == Paper::Supply::out);
    CHECK(parsed<order::SetPaper>("paper low").supply == Paper::Supply::low);
    CHECK(parsed<order::SetPaper>("paper in").supply == Paper::Supply::full);
    CHECK(parsed<order::EndPaper>("paper out after 120").after_rows == 120);
    CHECK(parsed<order::SavePaper>("paper save /a b/c.png").file == "/a b/c.png");
    CHECK(parsed<order::SetCover>("cover open").open);
    CHECK_FALSE(parsed<order::SetCover>("cover close").open);
    CHECK(parsed<order::Plug>("plug printer").device == DeviceWord::printer);
    CHECK(parsed<order::Unplug>("unplug reader").device == DeviceWord::reader);
    parsed<order::AskStatus>("status");
    parsed<order::ClearFaults>("fault clear");

    auto const any = parsed<order::ArmFault>("fault power-cycle at transfer 7");
    CHECK_FALSE(any.device);
    CHECK(any.fault.kind == FaultKind::power_cycle);
    CHECK(any.fault.unit == Fault::Unit::transfer);
    CHECK(any.fault.at == 7);
    auto const one = parsed<order::ArmFault>("fault printer short at byte 0");
    CHECK(one.device == DeviceWord::printer);
    CHECK(one.fault.kind == FaultKind::cut_short);
    CHECK(one.fault.unit == Fault::Unit::byte);
}

TEST_CASE("every kind of fault has its word", "[virtual]")
{
    for (auto const* const word : { "stall", "short", "babble", "nak", "late", "duplicate", "power-cycle", "unplug" }) {
        auto const kind = fault_kind_of(word);
        REQUIRE(kind);
        CHECK(to_string(*kind) == word);
    }
    CHECK_FALSE(fault_kind_of("melt"));
}

TEST_CASE("what makes no sense says what was expected", "[virtual]")
{
    CHECK(refused("") == "expected card, paper, cover, fault, plug, unplug or status, saw the end of the line");
    CHECK(refused("card insert 6") == "card insert: expected a card from 1 to 5, saw \"6\"");
    CHECK(refused("card insert") == "card insert: expected a card from 1 to 5, saw \"\"");
    CHECK(refused("paper out after") == "expected a number, saw the end of the line");
    CHECK(refused("paper out 5") == "expected \"after N\" or nothing, saw \"5\"");
    CHECK(refused("paper save") == "expected a file, saw the end of the line");
    CHECK(refused("cover ajar") == "expected open or close, saw \"ajar\"");
    CHECK(refused("fault stall at transfer -1") == "expected a number, saw \"-1\"");
    CHECK(refused("fault stall at transfer 0") == "transfers are counted from 1, the next one");
    CHECK(refused("fault stall on byte 3") == "expected \"at\", saw \"on\"");
    CHECK(refused("plug in") == "expected reader or printer, saw \"in\"");
    CHECK(refused("status please") == "expected the end of the line, saw \"please\"");
}

TEST_CASE("orders go over a socket that only its owner may open, and are answered one by one", "[virtual]")
{
    Folder const folder;
    auto const path = folder.path / "devices.sock";
    CHECK(send_order(path, "status").error().kind == kiosk::Failure::absent);
    std::vector<std::string> heard;
    {
        auto const socket = OrderSocket::listen(path, [&](std::string_view line) {
            heard.emplace_back(line);
            return "answer to " + std::string(line);
        });
        REQUIRE(socket);
        struct stat what {};
        REQUIRE(stat(path.c_str(), &what) == 0);
        CHECK((what.st_mode & 0777) == 0600);
        CHECK(send_order(path, "card insert 1").value() == "answer to card insert 1");
        CHECK(send_order(path, "status").value() == "answer to status");
        CHECK(OrderSocket::listen(path, {}).error().kind == kiosk::Failure::refused);
    }
    CHECK(heard == std::vector<std::string> { "card insert 1", "status" });
    CHECK_FALSE(std::filesystem::exists(path));
}

TEST_CASE("a socket that somebody left behind is replaced", "[virtual]")
{
    Folder const folder;
    auto const path = folder.path / "devices.sock";
    {
        auto const first = OrderSocket::listen(path, [](std::string_view) { return std::string("first"); });
        REQUIRE(first);
        std::filesystem::rename(path, folder.path / "kept");
    }
    std::filesystem::rename(folder.path / "kept", path);
    auto const second = OrderSocket::listen(path, [](std::string_view) { return std::string("second"); });
    REQUIRE(second);
    CHECK(send_order(path, "x").value() == "second");
    CHECK(OrderSocket::listen(folder.path / "no" / "such" / "folder", {}).error().kind == kiosk::Failure::refused);
    CHECK(OrderSocket::listen(folder.path / std::string(120, 'x'), {}).error().kind == kiosk::Failure::refused);
}

TEST_CASE("a line without end closes the connection", "[virtual]")
{
    Folder const folder;
    auto const path = folder.path / "devices.sock";
    auto const socket = OrderSocket::listen(path, [](std::string_view) { return std::string("?"); });
    REQUIRE(socket);
    CHECK(send_order(path, std::string(3000, 'x')).value() == "?");
    // The end comes only after the connection was given up.
    CHECK(send_order(path, std::string(1'000'000, 'x')).error().kind == kiosk::Failure::unreachable);
    CHECK(send_order(path, "x").value() == "?");
}
