#include "kiosk/glass/pictures/icon.h"

#include <catch2/catch.hpp>
#include <numbers>
#include <numeric>

using namespace kiosk;
using namespace kiosk::pictures;
using Catch::Matchers::EndsWith;

namespace {

std::string svg(std::string_view inside, std::string_view fill = "none")
{
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"24\" height=\"24\" viewBox=\"0 0 24 24\" fill=\"" + std::string(fill)
        + "\" stroke=\"currentColor\" stroke-width=\"2\" stroke-linecap=\"round\" stroke-linejoin=\"round\">\n" + std::string(inside) + "\n</svg>\n";
}

Icon icon(std::string_view inside, std::string_view fill = "none") { return Icon::parse(svg(inside, fill), "test.svg").value(); }

std::string story(std::string_view whole)
{
    auto const result = Icon::parse(whole, "bad.svg");
    REQUIRE_FALSE(result);
    CHECK(result.error().kind == Failure::malformed);
    return result.error().story;
}

/// Inked area in square units of the view box.
double area(Coverage const& coverage)
{
    auto const pixels = coverage.pixels();
    auto const unit = coverage.width() / 24.0;
    return std::accumulate(pixels.begin(), pixels.end(), 0.0) / 255 / (unit * unit);
}

bool near(Icon::Point a, Icon::Point b, float within = 0.01f) { return std::hypot(a.x - b.x, a.y - b.y) <= within; }

}

TEST_CASE("every icon of the tree is understood and has ink inside of its square", "[pictures]")
{
    int seen = 0;
    for (auto const& entry : std::filesystem::recursive_directory_iterator(std::filesystem::path(SHUBBAK_SOURCE) / "assets")) {
        if (entry.path().extension() != ".svg")
            continue;
        ++seen;
        auto const loaded = Icon::load(entry.path());
        INFO((loaded ? entry.path().string() : loaded.error().story));
        REQUIRE(loaded);
        auto const drawn = loaded->draw(48);
        CHECK(area(drawn) > 10);
        CHECK(area(drawn) < 24 * 24 * 0.9);
    }
    CHECK(seen > 0);
}

TEST_CASE("a stroke is as long and as wide as it says, with round ends, at any size", "[pictures]")
{
    auto const line = icon("<path d=\"M4 12h16\"/>");
    for (int const side : { 24, 37, 96, 240 }) {
        for (float const width : { 2.f, 1.5f, 4.f })
            CHECK(area(line.draw(side, width)) == Approx(16 * width + std::numbers::pi * width * width / 4).epsilon(0.02));
    }
    // Thinner than a pixel it is fainter, not wider.
    CHECK(area(line.draw(12, 0.5f)) == Approx(16 * 0.5 + 0.2).epsilon(0.06));
    // A dot is a line to itself.
    CHECK(area(icon("<path d=\"M12 12h0\"/>").draw(96, 4)) == Approx(4 * std::numbers::pi).epsilon(0.02));
    // Where it lies on whole pixels it is sharp.
    auto const sharp = line.draw(24, 2);
    CHECK(sharp.row(11)[12] == 255);
    CHECK(sharp.row(12)[12] == 255);
    CHECK(sharp.row(10)[12] == 0);
    CHECK(sharp.row(13)[12] == 0);
}

TEST_CASE("curves go where they should", "[pictures]")
{
    auto const ring = 2 * std::numbers::pi * 8 * 2;
    for (std::string_view const circle : { "<circle cx=\"12\" cy=\"12\" r=\"8\"/>", "<ellipse cx=\"12\" cy=\"12\" rx=\"8\" ry=\"8\"/>", "<path d=\"M4 12a8 8 0 0 1 16 0 8 8 0 1 1-16 0z\"/>",
             "<path d=\"M4 12A8 8 0 1020 12A8 8 0 104 12\"/>", "<rect x=\"4\" y=\"4\" width=\"16\" height=\"16\" rx=\"8\"/>" }) {
        auto const drawn = icon(circle);
        CHECK(area(drawn.draw(192)) == Approx(ring).epsilon(0.02));
        for (auto const& stroke : drawn.strokes()) {
            for (auto const& point : stroke.points)
                CHECK(std::hypot(point.x - 12, point.y - 12) == Approx(8).margin(0.01));
        }
    }
    // Radii too small to reach are made larger (F.6.6): a half circle over the way between the ends.
    auto const reaching = icon("<path d=\"M4 12A1 1 0 0 1 20 12\"/>");
    for (auto const& point : reaching.strokes()[0].points)
        CHECK(std::hypot(point.x - 12, point.y - 12) == Approx(8).margin(0.01));
    // A cubic passes its middle, a quadratic its own; smooth ones reflect.
    auto const through = [](std::string_view d, Icon::Point wanted) {
        auto const drawn = icon("<path d=\"" + std::string(d) + "\"/>");
        auto const& points = drawn.strokes().at(0).points;
        return std::ranges::any_of(points, [&](auto const& point) { return near(point, wanted, 0.2f); });
    };
    CHECK(through("M2 2C2 12 22 12 22 2", { 12, 9.5f }));
    CHECK(through("M2 2Q12 12 22 2", { 12, 7 }));
    CHECK(through("M2 12q4-8 8 0t8 0", { 14, 16 }));
    CHECK(through("M2 12c2-8 6-8 8 0s6 8 8 0", { 14, 18 }));
    CHECK_FALSE(through("M2 12q4-8 8 0l8 0", { 14, 16 }));
}

TEST_CASE("every way of writing a path is read", "[pictures]")
{
    auto const corner = [](std::string_view d) { return icon("<path d=\"" + std::string(d) + "\"/>").strokes(); };
    auto const same = [&](std::string_view d, std::vector<Icon::Point> wanted) {
        auto const strokes = corner(d);
        REQUIRE(strokes.size() == 1);
        return strokes[0].points == wanted;
    };
    std::vector<Icon::Point> const square { { 4, 4 }, { 8, 4 }, { 8, 8 }, { 4, 8 }, { 4, 4 } };
    CHECK(same("M4 4 L8 4 L8 8 L4 8 Z", square));
    CHECK(same("m4,4 4,0 0,4 -4,0z", square));
    CHECK(same("M4 4H8V8H4z", square));
    CHECK(same("M4 4h4v4h-4Z", square));
    CHECK(same("M4 4 8 4 8 8 4 8z", square));
    CHECK(same("M.4e1+4.0h4v4h-4z", square));
    CHECK(same("M-1-1.5.5.5-.5-1e0", { { -1, -1.5f }, { .5f, .5f }, { -.5f, -1 } }));
    CHECK(corner("M1 1h2M5 5h2").size() == 2);
    CHECK(corner("M1 1h2zl2 2").size() == 2); // after z the line goes on from the begin
    CHECK(corner("M1 1h2zl2 2")[1].points == std::vector<Icon::Point> { { 1, 1 }, { 3, 3 } });
    CHECK(icon("<polyline points=\"1,2 3,4 5 6\"/>").strokes()[0].points == std::vector<Icon::Point> { { 1, 2 }, { 3, 4 }, { 5, 6 } });
    CHECK(icon("<polygon points=\"1,2 3,4 5 6\"/>").strokes()[0].points.back() == Icon::Point { 1, 2 });
    CHECK(icon("<line x1=\"1\" x2=\"5\" y1=\"2\" y2=\"6\"/>").strokes()[0].points == std::vector<Icon::Point> { { 1, 2 }, { 5, 6 } });
}

TEST_CASE("what is filled is filled, with its holes", "[pictures]")
{
    auto const dot = icon("<circle cx=\"12\" cy=\"12\" r=\"6\" fill=\"currentColor\" stroke=\"none\"/>");
    CHECK(area(dot.draw(96)) == Approx(36 * std::numbers::pi).epsilon(0.02));
    CHECK(area(icon("<circle cx=\"12\" cy=\"12\" r=\"6\" fill=\"currentColor\"/>").draw(96)) == Approx(49 * std::numbers::pi).epsilon(0.02));
    // Inner square wound the other way: a hole; the same way: none.
    auto const hole = icon("<path stroke=\"none\" fill=\"currentColor\" d=\"M4 4h16v16H4zM8 8v8h8V8z\"/>");
    CHECK(area(hole.draw(96)) == Approx(256 - 64).epsilon(0.02));
    auto const whole = icon("<path stroke=\"none\" fill=\"currentColor\" d=\"M4 4h16v16H4zM8 8h8v8H8z\"/>");
    CHECK(whole.draw(96).row(48)[48] == 255);
    CHECK(icon("<g fill=\"currentColor\"><rect x=\"4\" y=\"4\" width=\"8\" height=\"8\"/></g>").strokes()[0].filled);
}

TEST_CASE("a mirrored icon is the same from right to left", "[pictures]")
{
    auto const arrow = icon("<path d=\"M5 12h14\"/><path d=\"m12 5 7 7-7 7\"/>");
    auto const drawn = arrow.draw(48);
    auto const mirrored = arrow.draw_mirrored(48);
    CHECK(drawn != mirrored);
    bool same = true;
    for (int y = 0; y < 48; ++y) {
        for (std::size_t x = 0; x < 48; ++x)
            same = same && std::abs(drawn.row(y)[x] - mirrored.row(y)[47 - x]) <= 1;
    }
    CHECK(same);
}

TEST_CASE("what is no line icon is an error with its file and line", "[pictures]")
{
    CHECK(story("") == "bad.svg:1: expected svg, saw the end");
    CHECK(story("<html/>") == "bad.svg:1: expected svg, saw html");
    CHECK(story("<svg viewBox=\"0 0 24 24\"></svg>") == "bad.svg:1: expected something to draw");
    CHECK_THAT(story("<svg viewBox=\"0 0 24 32\"></svg>"), EndsWith("expected a square at 0 0 of 1 to 1024 units, saw “0 0 24 32”"));
    CHECK(story("\n<svg>") == "bad.svg:2: expected a viewBox");
    CHECK(story("<svg viewBox=\"0 0 24 24\">\n<path d=\"M0 0h1\"/>") == "bad.svg:2: expected </svg>, saw the end");
    CHECK(story(svg("<text>hello</text>")) == "bad.svg:2: expected a shape of a line icon, saw text");
    CHECK(story(svg("\n<path d=\"M1 1 Lx\"/>")) == "bad.svg:3: d of path: expected a number, saw “x”");
    CHECK(story(svg("<path d=\"M1 1 L2\"/>")) == "bad.svg:2: d of path: expected a number, saw the end");
    CHECK(story(svg("<path d=\"L2 2\"/>")) == "bad.svg:2: d of path: expected a path that begins with M or m");
    CHECK(story(svg("<path d=\"M1 1 R3 3\"/>")) == "bad.svg:2: d of path: expected a path command, saw “R”");
    CHECK(story(svg("<path d=\"M1 1A1 1 0 2 0 3 3\"/>")) == "bad.svg:2: d of path: expected 0 or 1 of an arc, saw “2 0 3 3”");
    CHECK(story(svg("<path d=\"M1 1h1e9\"/>")) == "bad.svg:2: d of path: expected a number of at most 100000, saw “1e9”");
    CHECK(story(svg("<path d=\"M1 1z3 3\"/>")) == "bad.svg:2: d of path: expected a command after Z");
    CHECK(story(svg("<circle r=\"-1\"/>")) == "bad.svg:2: r of circle: expected no negative length");
    CHECK(story(svg("<circle r=\"1px\"/>")) == "bad.svg:2: r of circle: expected one number, saw “1px”");
    CHECK(story(svg("<circle r=\"1\" fill=\"red\"/>")) == "bad.svg:2: fill: expected none or currentColor, saw “red”");
    CHECK(story(svg("<g transform=\"scale(2)\"><circle r=\"1\"/></g>")) == "bad.svg:2: expected no transform");
    CHECK(story(svg("<path/>")) == "bad.svg:2: expected d of path");
    CHECK(story(svg("<path d=\"M1 1\" d=\"M1 1\"/>")) == "bad.svg:2: expected each attribute once, not another d, saw “=\"M1 1\"/>”");
    CHECK(story(svg("<g><circle r=\"1\"/></svg>")) == "bad.svg:2: expected </g>, saw </svg>");
    CHECK(story(svg("<!-- no end")) == "bad.svg:2: expected the end of a comment, saw “<!-- no end”");
    CHECK(story(svg("&amp;")) == "bad.svg:2: expected a tag, saw “&amp;”");
    CHECK(story("<!DOCTYPE svg><svg/>").starts_with("bad.svg:1: expected the name of a tag"));
    CHECK(story(svg("<path d=\"M1 1h1\"/>") + "<svg/>") == "bad.svg:4: expected the end, saw svg");
    std::string deep;
    for (int i = 0; i < 30; ++i)
        deep += "<g>";
    CHECK(story(svg(deep)) == "bad.svg:2: expected at most 16 elements inside of one another");
    CHECK(Icon::load("/nonexistent/icon.svg").error().kind == Failure::absent);
}
