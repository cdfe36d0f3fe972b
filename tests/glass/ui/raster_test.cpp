#include "kiosk/glass/ui/raster.h"

#include "kiosk/glass/ui/brush.h"
#include "tests/glass/ui/room.h"

#include <catch2/catch.hpp>
#include <imgui.h>
#include <imgui_internal.h>

#include <functional>
#include <vector>

using namespace kiosk;
using namespace kiosk::ui;
using namespace kiosk::ui::testing;
using platform::Rectangle;

namespace {

constexpr std::uint32_t white = 0xFFFFFF;
constexpr std::uint32_t ink = 0x102030;

/// A small white surface with a border that nothing may touch.
class Sheet {
public:
    Sheet(int width, int height) : m_width(width), m_height(height), m_memory(static_cast<std::size_t>((width + 2) * (height + 2)), 0xABCDEF), m_atlas(shipped_fonts(), 256)
    {
        for (int y = 0; y < height; ++y)
            std::ranges::fill(surface().row(y), white);
    }

    void draw(std::function<void(Brush&, ImDrawList&)> const& paint)
    {
        m_atlas.begin_frame();
        ImDrawListSharedData shared;
        shared.ClipRectFullscreen = { -8192, -8192, 8192, 8192 };
        shared.SetCircleTessellationMaxError(0.3F);
        shared.InitialFlags = ImDrawListFlags_AntiAliasedFill | ImDrawListFlags_AllowVtxOffset;
        ImDrawList list(&shared);
        list._ResetForNewFrame();
        list.PushClipRectFullScreen();
        list.PushTextureID(reinterpret_cast<ImTextureID>(Texture::plain));
        Brush brush(list, m_atlas);
        paint(brush, list);
        ImDrawList* lists[] = { &list };
        ImDrawData data;
        data.Valid = true;
        data.CmdLists = lists;
        data.CmdListsCount = 1;
        Marks marks;
        marks.read(data, m_atlas, m_width, m_height);
        rasterise(marks, m_atlas, surface(), marks.whole());
    }

    [[nodiscard]] platform::Surface surface() { return { m_memory.data() + m_width + 2 + 1, m_width, m_height, m_width + 2 }; }
    [[nodiscard]] std::uint32_t at(int x, int y) { return surface().row(y)[static_cast<std::size_t>(x)]; }
    /// `#` ink, `.` paper, `+` between.
    [[nodiscard]] std::vector<std::string> picture()
    {
        std::vector<std::string> lines;
        for (int y = 0; y < m_height; ++y) {
            std::string line;
            for (auto const pixel : surface().row(y))
                line.push_back(pixel == white ? '.' : pixel == ink ? '#' : '+');
            lines.push_back(line);
        }
        return lines;
    }
    [[nodiscard]] bool border_is_whole() const
    {
        for (int y = 0; y < m_height + 2; ++y) {
            for (int x = 0; x < m_width + 2; ++x) {
                bool const inside = x > 0 && x <= m_width && y > 0 && y <= m_height;
                if (!inside && m_memory[static_cast<std::size_t>(y * (m_width + 2) + x)] != 0xABCDEF)
                    return false;
            }
        }
        return true;
    }
    text::Atlas& atlas() { return m_atlas; }

private:
    int m_width;
    int m_height;
    std::vector<std::uint32_t> m_memory;
    text::Atlas m_atlas;
};

using Lines = std::vector<std::string>;

}

TEST_CASE("a plain rectangle fills its pixels and no others", "[ui][raster]")
{
    Sheet sheet(5, 4);
    sheet.draw([](Brush& brush, ImDrawList&) { brush.fill({ 1, 1, 4, 3 }, { ink }); });
    CHECK(sheet.picture() == Lines { ".....", ".###.", ".###.", "....." });
}

TEST_CASE("what reaches beyond the surface is cut off", "[ui][raster]")
{
    Sheet sheet(4, 4);
    sheet.draw([](Brush& brush, ImDrawList&) {
        brush.fill({ -100, -100, 2, 2 }, { ink });
        brush.fill({ 3, 3, 40000, 40000 }, { ink });
        brush.fill({ 7, 0, 9, 4 }, { ink });
        brush.fill({ 3, 1, 1, 2 }, { ink });
    });
    CHECK(sheet.picture() == Lines { "##..", "##..", "....", "...#" });
    CHECK(sheet.border_is_whole());
}

TEST_CASE("a clip cuts, and ends", "[ui][raster]")
{
    Sheet sheet(4, 2);
    sheet.draw([](Brush& brush, ImDrawList&) {
        brush.clip({ 1, 0, 3, 1 });
        brush.fill({ 0, 0, 4, 1 }, { ink });
        brush.unclip();
        brush.fill({ 0, 1, 1, 2 }, { ink });
    });
    CHECK(sheet.picture() == Lines { ".##.", "#..." });
}

TEST_CASE("half transparent ink is half of both colours", "[ui][raster]")
{
    Sheet sheet(1, 1);
    sheet.draw([](Brush& brush, ImDrawList&) { brush.fill({ 0, 0, 1, 1 }, { 0x000000 }, 128); });
    CHECK(sheet.at(0, 0) == 0x7F7F7F);
}

TEST_CASE("coverage from the atlas is copied pixel by pixel", "[ui][raster]")
{
    Sheet sheet(4, 3);
    sheet.draw([&](Brush& brush, ImDrawList&) {
        Coverage coverage(2, 2);
        coverage.row(0)[0] = 255;
        coverage.row(0)[1] = 0;
        coverage.row(1)[0] = 51;
        coverage.row(1)[1] = 255;
        brush.stamp(sheet.atlas().place(7, coverage), 1, 1, { 0x000000 });
    });
    CHECK(sheet.at(1, 1) == 0x000000);
    CHECK(sheet.at(2, 1) == white);
    CHECK(sheet.at(1, 2) == 0xCCCCCC);
    CHECK(sheet.at(2, 2) == 0x000000);
    CHECK(sheet.at(0, 1) == white);
    CHECK(sheet.at(3, 2) == white);
}

TEST_CASE("round corners are smooth and the same on all four sides", "[ui][raster]")
{
    Sheet sheet(8, 6);
    sheet.draw([](Brush& brush, ImDrawList&) { brush.fill_rounded({ 0, 0, 8, 6 }, 3, { ink }); });
    CHECK(sheet.picture() == Lines { "+++##+++", "+######+", "+######+", "+######+", "+######+", "+++##+++" });
    CHECK(sheet.at(1, 0) == sheet.at(0, 1));
    CHECK(sheet.at(0, 0) == sheet.at(7, 5));
    CHECK(sheet.at(0, 0) != sheet.at(1, 0));
}

TEST_CASE("a ring leaves its inside alone", "[ui][raster]")
{
    Sheet sheet(6, 6);
    sheet.draw([](Brush& brush, ImDrawList&) { brush.ring({ 0, 0, 6, 6 }, 0, 1, { ink }); });
    CHECK(sheet.picture() == Lines { "######", "#....#", "#....#", "#....#", "#....#", "######" });
    Sheet round(10, 10);
    round.draw([](Brush& brush, ImDrawList&) { brush.ring({ 0, 0, 10, 10 }, 4, 2, { ink }); });
    auto const picture = round.picture();
    CHECK(picture[0] == ".+++##+++.");
    CHECK(picture[4] == "##......##");
    CHECK(picture[5] == "##......##");
}

TEST_CASE("dots are whole squares", "[ui][raster]")
{
    Sheet sheet(7, 5);
    Dots dots(3, 2);
    dots.ink(0, 0);
    dots.ink(1, 0);
    dots.ink(2, 1);
    sheet.draw([&](Brush& brush, ImDrawList&) { brush.dots(dots, { 0, 0, 7, 5 }, { ink }); });
    CHECK(sheet.picture() == Lines { "####...", "####...", "....##.", "....##.", "......." });
}

TEST_CASE("a picture at its own size is copied, a smaller one is the mean of its pixels", "[ui][raster]")
{
    Picture picture(2, 2);
    picture.row(0)[0] = 0x000000;
    picture.row(0)[1] = 0x0000FF;
    picture.row(1)[0] = 0x00FF00;
    picture.row(1)[1] = 0xFF0000;
    Sheet same(4, 2);
    same.draw([&](Brush& brush, ImDrawList&) { brush.picture(picture, { 1, 0, 3, 2 }); });
    CHECK(same.at(1, 0) == 0x000000);
    CHECK(same.at(2, 0) == 0x0000FF);
    CHECK(same.at(1, 1) == 0x00FF00);
    CHECK(same.at(2, 1) == 0xFF0000);
    CHECK(same.at(3, 1) == white);
    Sheet small(1, 1);
    small.draw([&](Brush& brush, ImDrawList&) { brush.picture(picture, { 0, 0, 1, 1 }); });
    CHECK(small.at(0, 0) == 0x404040);
    Sheet large(4, 4);
    large.draw([&](Brush& brush, ImDrawList&) { brush.picture(picture, { 0, 0, 4, 4 }); });
    CHECK(large.at(1, 1) == 0x000000);
    CHECK(large.at(2, 2) == 0xFF0000);
}

TEST_CASE("triangles that share an edge leave no gap and paint no pixel twice", "[ui][raster]")
{
    Sheet sheet(8, 8);
    sheet.draw([](Brush&, ImDrawList& list) {
        auto const half = IM_COL32(0, 0, 0, 128);
        list.PrimReserve(6, 4);
        auto const first = static_cast<ImDrawIdx>(list._VtxCurrentIdx);
        for (auto const& [x, y] : { ImVec2(1, 1), ImVec2(7, 2), ImVec2(6, 7), ImVec2(0, 6) })
            list.PrimWriteVtx({ x, y }, { 0, 0 }, half);
        for (int const corner : { 0, 1, 2, 0, 2, 3 })
            list.PrimWriteIdx(static_cast<ImDrawIdx>(first + corner));
    });
    int painted = 0;
    for (int y = 0; y < 8; ++y) {
        for (int x = 0; x < 8; ++x) {
            CHECK((sheet.at(x, y) == white || sheet.at(x, y) == 0x7F7F7F));
            painted += sheet.at(x, y) == white ? 0 : 1;
        }
    }
    CHECK(painted > 25);
    CHECK(painted < 37);
    CHECK(sheet.at(4, 4) == 0x7F7F7F);
    CHECK(sheet.border_is_whole());
}

TEST_CASE("a convex shape has soft edges", "[ui][raster]")
{
    Sheet sheet(9, 9);
    sheet.draw([](Brush&, ImDrawList& list) { list.AddCircleFilled({ 4.5F, 4.5F }, 3.2F, IM_COL32(0x10, 0x20, 0x30, 255), 16); });
    auto const picture = sheet.picture();
    CHECK(picture[4][4] == '#');
    CHECK(picture[0] == ".........");
    CHECK(std::ranges::count(picture[2], '+') >= 2);
}

TEST_CASE("wild draw data cannot write beside the surface", "[ui][raster]")
{
    Sheet sheet(4, 4);
    float const infinite = std::numeric_limits<float>::infinity();
    sheet.draw([&](Brush& brush, ImDrawList& list) {
        list.AddTriangleFilled({ -1e9F, -1e9F }, { 1e9F, 0 }, { 0, 1e9F }, IM_COL32(0, 0, 0, 255));
        list.PrimReserve(3, 3);
        auto const first = static_cast<ImDrawIdx>(list._VtxCurrentIdx);
        for (auto const& [x, y] : { ImVec2(0, -infinite), ImVec2(infinite, 2), ImVec2(std::nanf(""), 3) })
            list.PrimWriteVtx({ x, y }, { 0, 0 }, IM_COL32(0, 0, 0, 255));
        for (int corner = 0; corner < 3; ++corner)
            list.PrimWriteIdx(static_cast<ImDrawIdx>(first + corner));
        // A slot that is not on the sheet.
        brush.stamp({ 60000, 60000, 100, 100 }, 0, 0, { ink });
    });
    CHECK(sheet.border_is_whole());
}
