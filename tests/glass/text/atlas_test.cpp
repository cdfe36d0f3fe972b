#include "kiosk/glass/text/atlas.h"
#include "kiosk/glass/text/print.h"
#include "tests/glass/text/sample.h"

#include <algorithm>
#include <catch2/catch.hpp>

using namespace kiosk;
using namespace kiosk::text;

namespace {

std::vector<std::uint8_t> pixels_of(Atlas const& atlas, Slot const& slot)
{
    std::vector<std::uint8_t> pixels;
    for (int y = 0; y < slot.height; ++y) {
        for (int x = 0; x < slot.width; ++x)
            pixels.push_back(atlas.pixels()[static_cast<std::size_t>((slot.y + y) * atlas.width() + slot.x + x)]);
    }
    return pixels;
}

/// Draws a layout by stamps, as the glass does.
Coverage stamped(Atlas& atlas, Layout const& layout, int width, int height, float left, float top)
{
    Coverage sheet(width, height);
    for (auto const& glyph : layout.glyphs) {
        auto const stamp = atlas.stamp(layout, glyph, left, top);
        for (int y = 0; y < stamp.slot.height; ++y) {
            for (int x = 0; x < stamp.slot.width; ++x) {
                auto& pixel = sheet.row(stamp.y + y)[static_cast<std::size_t>(stamp.x + x)];
                pixel = static_cast<std::uint8_t>(std::min(255, pixel + atlas.pixels()[static_cast<std::size_t>((stamp.slot.y + y) * atlas.width() + stamp.slot.x + x)]));
            }
        }
    }
    return sheet;
}

std::string syllables(int first, int count)
{
    std::string text;
    for (int i = first; i < first + count; ++i) {
        auto const c = 0xac00 + i;
        text += { static_cast<char>(0xe0 | c >> 12), static_cast<char>(0x80 | (c >> 6 & 0x3f)), static_cast<char>(0x80 | (c & 0x3f)) };
    }
    return text;
}

}

TEST_CASE("stamps of the atlas and direct painting give the same pixels", "[text]")
{
    Atlas atlas(sample::fonts(), 512);
    for (auto const language : all_languages) {
        auto const layout = sample::paragraph("Card بطاقة 카드 15.00", language).lay_out({ 21.3f, 260, Align::centre });
        Coverage painted(300, 200);
        paint(sample::fonts(), layout, painted, 12.4f, 9.7f);
        auto const drawn = stamped(atlas, layout, 300, 200, 12.4f, 9.7f);
        CHECK(painted == drawn);
        CHECK(std::ranges::count_if(painted.pixels(), [](int pixel) { return pixel > 200; }) > 500);
    }
    CHECK_FALSE(atlas.overflowed());
}

TEST_CASE("a glyph is drawn once for each quarter of a pixel", "[text]")
{
    Atlas atlas(sample::fonts(), 512);
    auto const glyph = sample::paragraph("H", Language::english).lay_out({ 20 }).glyphs[0];
    auto const at = [&](float x) { return atlas.stamp(glyph.face, glyph.glyph, 20, x, 50); };
    auto const first = at(10);
    CHECK(at(10.1f).slot == first.slot);
    CHECK(at(11).slot == first.slot);
    CHECK(at(11).x == first.x + 1);
    CHECK(at(-3).slot == first.slot);
    CHECK(at(10.25f).slot != first.slot);
    CHECK(at(10.9f).x == first.x + 1);
    CHECK(atlas.counters().misses == 2);
    CHECK(atlas.counters().hits == 5);
    // The stem stands where the pen says, whatever the phase: its middle moves with the pen.
    auto const middle = [&](float x) {
        auto const stamp = at(x);
        auto const pixels = pixels_of(atlas, stamp.slot);
        double sum = 0;
        double weighted = 0;
        for (std::size_t i = 0; i < pixels.size(); ++i) {
            sum += pixels[i];
            weighted += pixels[i] * (static_cast<double>(stamp.x) + static_cast<double>(i % stamp.slot.width) + 0.5);
        }
        return weighted / sum;
    };
    for (auto const step : { 0.25f, 0.5f, 0.75f })
        CHECK(middle(10 + step) - middle(10) == Approx(step).margin(0.06));
}

TEST_CASE("no slot of a frame is ever touched again in that frame", "[text][A1][A3]")
{
    Atlas atlas(sample::fonts(), 256);
    struct Given {
        Slot slot;
        std::vector<std::uint8_t> pixels;
    };
    std::vector<Given> given;
    auto const layout = sample::paragraph(syllables(0, 400), Language::korean).lay_out({ 20 });
    for (auto const& glyph : layout.glyphs) {
        auto const stamp = atlas.stamp(layout, glyph, 0, 0);
        if (!stamp.slot.empty())
            given.push_back({ stamp.slot, pixels_of(atlas, stamp.slot) });
    }
    CHECK(atlas.overflowed()); // the sheet is too small for all of them,
    CHECK(given.size() > 60);  // but well filled
    CHECK(given.size() < 400);
    for (auto const& [slot, pixels] : given)
        CHECK(pixels_of(atlas, slot) == pixels);
    // A pixel of air around each: grown by one, none meets another.
    std::vector<int> owner(static_cast<std::size_t>(atlas.width() * atlas.height()), -1);
    bool apart = true;
    for (std::size_t i = 0; i < given.size(); ++i) {
        auto const& slot = given[i].slot;
        for (int y = slot.y - 1; y <= slot.y + slot.height; ++y) {
            for (int x = slot.x - 1; x <= slot.x + slot.width; ++x) {
                auto& pixel = owner[static_cast<std::size_t>(y * atlas.width() + x)];
                auto const inside = x >= slot.x && x < slot.x + slot.width && y >= slot.y && y < slot.y + slot.height;
                apart = apart && (!inside || pixel == -1 || pixel == static_cast<int>(i));
                if (inside)
                    pixel = static_cast<int>(i);
            }
        }
    }
    CHECK(apart);
}

TEST_CASE("a frame that did not fit finds room when it is built again", "[text][A2]")
{
    Atlas atlas(sample::fonts(), 256);
    auto const frame = [&](int first, int count) {
        auto const layout = sample::paragraph(syllables(first, count), Language::korean).lay_out({ 20 });
        for (auto const& glyph : layout.glyphs)
            (void)atlas.stamp(layout, glyph, 0, 0);
    };
    // Other syllables in each frame: the sheet fills up and is emptied, but need not grow.
    int repeats = 0;
    for (int i = 0; i < 20; ++i) {
        atlas.begin_frame();
        auto const generation = atlas.generation();
        frame(i * 40, 40);
        if (atlas.overflowed()) {
            ++repeats;
            atlas.begin_frame();
            CHECK(atlas.generation() != generation);
            frame(i * 40, 40);
        }
        CHECK_FALSE(atlas.overflowed());
    }
    CHECK(repeats >= 3);
    CHECK(atlas.height() == 256);
    CHECK(atlas.counters().resets == static_cast<std::uint64_t>(repeats));
    // More than the whole sheet in one frame: it grows until it fits.
    int tries = 0;
    do {
        atlas.begin_frame();
        frame(2000, 1000);
        ++tries;
    } while (atlas.overflowed() && tries < 10);
    CHECK_FALSE(atlas.overflowed());
    CHECK(atlas.height() > 256);
    CHECK(atlas.width() == 256);
}

TEST_CASE("coverage is kept under its key until the sheet is emptied", "[text]")
{
    Atlas atlas(sample::fonts(), 256);
    Coverage icon(24, 16);
    for (int y = 0; y < 16; ++y) {
        for (int x = 0; x < 24; ++x)
            icon.row(y)[static_cast<std::size_t>(x)] = static_cast<std::uint8_t>(x * 10 + y);
    }
    CHECK_FALSE(atlas.find(7));
    auto const slot = atlas.place(7, icon);
    CHECK(atlas.find(7) == slot);
    CHECK(std::ranges::equal(pixels_of(atlas, slot), icon.pixels()));
    auto const other = atlas.place(7, Coverage(24, 16, 255));
    CHECK(other != slot);
    CHECK(atlas.find(7) == other);
    CHECK(std::ranges::equal(pixels_of(atlas, slot), icon.pixels())); // still what was handed out
    CHECK(atlas.place(8, Coverage()).empty());
    CHECK(atlas.place(9, Coverage(300, 300)).empty());
    CHECK(atlas.overflowed());
    auto const solid = pixels_of(atlas, atlas.solid());
    CHECK(solid == std::vector<std::uint8_t>(16, 255));
    atlas.begin_frame();
    CHECK_FALSE(atlas.find(7));
    CHECK(pixels_of(atlas, atlas.solid()) == solid);
}

TEST_CASE("a receipt's letters are whole on paper and stay on the sheet", "[text]")
{
    // 3.5 mm capitals on a 203 dpi head are 28 dots high.
    auto const* const text = "رقم الإيصال 123 영수증 No. 000 100";
    auto const layout = sample::paragraph(text, Language::arabic).lay_out({ 28, 560 });
    Dots sheet(576, static_cast<int>(layout.height) + 1);
    print(sample::fonts(), layout, sheet, 8, 0);
    Coverage grey(576, sheet.height());
    paint(sample::fonts(), layout, grey, 8, 0);
    int inked = 0;
    int wrong = 0;
    for (int y = 0; y < sheet.height(); ++y) {
        for (int x = 0; x < sheet.width(); ++x) {
            auto const coverage = grey.row(y)[static_cast<std::size_t>(x)];
            inked += sheet.at(x, y) ? 1 : 0;
            wrong += (coverage == 255 && !sheet.at(x, y)) || (coverage == 0 && sheet.at(x, y)) ? 1 : 0;
        }
    }
    CHECK(wrong == 0);
    CHECK(inked > 2000);
    // A thin stroke survives: every column between the edges of H's bar is inked somewhere near its middle.
    auto const capital = sample::paragraph("H", Language::english).lay_out({ 28 });
    Dots letter(40, 60);
    print(sample::fonts(), capital, letter, 4, 0);
    auto const middle = static_cast<int>(capital.lines[0].baseline) - 14;
    for (int x = 8; x < 4 + static_cast<int>(capital.width) - 6; ++x) {
        bool bar = false;
        for (int y = middle - 3; y <= middle + 3; ++y)
            bar = bar || letter.at(x, y);
        CHECK(bar);
    }
    // Off the sheet is cut off, on every side.
    for (auto const& [left, top] : { std::pair(-300.f, -20.f), std::pair(500.f, 10.f), std::pair(0.f, 5000.f), std::pair(-9000.f, 0.f) })
        print(sample::fonts(), layout, sheet, left, top);
}

TEST_CASE("nothing of what was drawn stays on the sheet once it forgets", "[text][A4]")
{
    Atlas atlas(sample::fonts(), 256);
    auto const layout = sample::paragraph("뷁뛟", Language::korean).lay_out({ 20 });
    auto const before = stamped(atlas, layout, 100, 60, 5, 5);
    auto const generation = atlas.generation();
    auto const inked = [&] { return std::ranges::count_if(atlas.pixels(), [](int pixel) { return pixel > 0; }); };
    auto const ink = inked();

    atlas.forget();

    CHECK(ink > 100);
    CHECK(inked() == 16); // the solid slot
    CHECK(atlas.generation() != generation);
    atlas.begin_frame();
    CHECK(stamped(atlas, layout, 100, 60, 5, 5) == before);
}
