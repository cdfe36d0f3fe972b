#include "kiosk/glass/text/typesetter.h"

#include "kiosk/base/core/secret.h"
#include "tests/glass/text/allocations.h"
#include "tests/glass/text/sample.h"

#include <array>
#include <catch2/catch.hpp>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

using namespace kiosk;
using namespace kiosk::text;

namespace {
constexpr Style english { Language::english };

/// The letter that stands there. All are kerned with one another, so that cut words are shaped again.
std::uint32_t letter_at(std::size_t i) { return static_cast<std::uint32_t>("AVTWYoaP"[(i * i * 5 + i / 3 + i / 7) % 8]); }

/// Letters that stand nowhere in the program: they are computed, and spell nothing.
std::string planted()
{
    std::string text(240, '\0');
    for (std::size_t i = 0; i < text.size(); ++i)
        text[i] = static_cast<char>(letter_at(i));
    return text;
}

/// The number of its glyph.
std::uint32_t glyph_at(std::size_t i)
{
    std::string const letter(1, static_cast<char>(letter_at(i)));
    return sample::paragraph(letter, Language::english).lay_out({ 20 }).glyphs.at(0).glyph;
}

/// How often what stands for letters from the middle of the planted text stands in this process's writable memory,
/// `stride` bytes apart: letters 1 as UTF-8, 2 as UTF-16, 4 as UTF-32, 20 in HarfBuzz's glyph records; glyph numbers 20
/// there, 24 in a paragraph's and a layout's; in either order, for HarfBuzz's context runs backward. Their middle, because
/// freed memory begins with what the allocator writes there.
int times_in_memory(std::size_t stride, std::size_t first = 100, std::size_t count = 12, std::uint32_t (*number_at)(std::size_t) = letter_at)
{
    constexpr std::size_t most = 12;
    constexpr std::size_t widest = 24;
    REQUIRE(count <= most);
    REQUIRE(stride <= widest);
    // Turned over, or the search would find what it looks for here.
    std::array<std::uint32_t, most> turned {};
    auto const mask = stride < 4 ? (1u << stride * 8) - 1 : ~0u;
    for (std::size_t i = 0; i < count; ++i)
        turned[i] = ~number_at(first + i) & mask;
    auto* const maps = std::fopen("/proc/self/maps", "r");
    auto const memory = ::open("/proc/self/mem", O_RDONLY | O_CLOEXEC);
    REQUIRE(maps != nullptr);
    REQUIRE(memory >= 0);
    std::vector<std::pair<std::uintptr_t, std::uintptr_t>> regions;
    char line[512];
    while (std::fgets(line, sizeof line, maps) != nullptr) {
        std::uintptr_t begin = 0;
        std::uintptr_t end = 0;
        char rights[8];
        // A sanitizer keeps its shadow here, or in mappings far larger than ours: it holds no text and never ends.
        auto const in_shadow = [&] { return (begin >= 0x7fff7000 && begin < 0x10007fff8000) || end - begin > 512u << 20; };
        if (std::sscanf(line, "%lx-%lx %7s", &begin, &end, rights) == 3 && rights[1] == 'w' && !in_shadow())
            regions.emplace_back(begin, end);
    }
    std::fclose(maps);
    // Memory is looked at through a window that is not searched itself.
    constexpr std::size_t step = 65536;
    static char window[step + most * widest + sizeof(std::uint32_t)];
    auto const window_at = reinterpret_cast<std::uintptr_t>(window);
    int found = 0;
    for (auto const& [begin, end] : regions) {
        for (auto at = begin; at < end; at += step) {
            auto const length = std::min<std::uintptr_t>(end - at, sizeof window);
            if (at < window_at + sizeof window && at + length > window_at)
                continue;
            auto const got = ::pread(memory, window, length, static_cast<off_t>(at));
            if (got < static_cast<ssize_t>(count * stride))
                continue;
            auto const last = std::min(step, static_cast<std::size_t>(got) - count * stride + 1);
            for (std::size_t place = 0; place < last; ++place) {
                auto const is_at = [&](std::size_t number, std::size_t i) {
                    std::uint32_t there = 0;
                    std::memcpy(&there, window + place + i * stride, sizeof there);
                    return (~there & mask) == turned[number];
                };
                std::size_t forward = 0;
                std::size_t backward = 0;
                while (forward < count && is_at(forward, forward))
                    ++forward;
                while (backward < count && is_at(count - 1 - backward, backward))
                    ++backward;
                found += forward == count || backward == count ? 1 : 0;
            }
        }
    }
    ::close(memory);
    std::memset(window, 0, sizeof window);
    return found;
}
}

TEST_CASE("a paragraph is shaped once, wrapped once for each fit, and then found", "[text]")
{
    Typesetter typesetter(sample::fonts());
    auto const& first = typesetter.set("Insert your card", english, { 20, 300 });
    auto const& again = typesetter.set("Insert your card", english, { 20, 300 });
    CHECK(&first == &again);
    CHECK(typesetter.counters().shaped == 1);
    CHECK(typesetter.counters().layouts_found == 1);
    auto const& narrow = typesetter.set("Insert your card", english, { 20, 100 });
    CHECK(narrow.lines.size() > first.lines.size());
    CHECK(typesetter.counters().shaped == 1);
    CHECK(typesetter.counters().paragraphs_found == 1);
    CHECK(typesetter.paragraph("Insert your card", english).natural_width(20) == Approx(first.width));
    (void)typesetter.set("Insert your card", { Language::english, Weight::bold }, { 20, 300 });
    (void)typesetter.set("Insert your card", { Language::korean }, { 20, 300 });
    (void)typesetter.set("Insert your card", { Language::english, Weight::regular, Direction::right_to_left }, { 20, 300 });
    CHECK(typesetter.counters().shaped == 4);
    CHECK(typesetter.counters().paragraphs_held == 4);
}

TEST_CASE("what is held is found without asking for memory", "[text]")
{
    Typesetter typesetter(sample::fonts());
    std::vector<std::string> texts;
    for (int i = 0; i < 40; ++i)
        texts.push_back("Paragraph number " + std::to_string(i) + std::string(300, 'x') + " بلدية 시청");
    auto const set_all = [&] {
        auto const before = sample::allocations();
        typesetter.begin_frame();
        for (auto const& text : texts) {
            for (auto const width : { 300.f, unbounded })
                (void)typesetter.set(text, english, { 20, width }, Keeping::personal);
            (void)typesetter.set(text, { Language::arabic, Weight::bold }, { 20 });
            (void)typesetter.paragraph(text, english);
        }
        return sample::allocations() - before;
    };
    CHECK(set_all() > 0);
    CHECK(set_all() == 0);
    CHECK(set_all() == 0);
}

TEST_CASE("wrapping again asks for memory only where a layout has none", "[text]")
{
    auto const long_one = sample::paragraph("Please put your card into the slot, gold chip up, and wait: بلدية الواحة 시청 AVAWA.", Language::english);
    Layout layout;
    auto const set_all = [&] {
        auto const before = sample::allocations();
        for (float width = 900; width > 20; width -= 7)
            long_one.lay_out({ 20, width }, layout);
        return sample::allocations() - before;
    };
    CHECK(set_all() > 0);
    CHECK(set_all() == 0);
}

TEST_CASE("what is set stays valid for its frame", "[text][T1]")
{
    Typesetter typesetter(sample::fonts(), 1000);
    typesetter.begin_frame();
    std::vector<Layout const*> layouts;
    std::vector<float> widths;
    for (int i = 0; i < 200; ++i) {
        layouts.push_back(&typesetter.set("Number " + std::to_string(i), english, { 20 }));
        widths.push_back(layouts.back()->width);
    }
    for (std::size_t i = 0; i < layouts.size(); ++i)
        CHECK(layouts[i]->width == widths[i]);
    CHECK(typesetter.counters().bytes_held > 1000);
    // The frame before is kept, what is older is not.
    typesetter.begin_frame();
    CHECK(typesetter.counters().paragraphs_held == 200);
    (void)typesetter.set("Number 7", english, { 20 });
    CHECK(typesetter.counters().shaped == 200);
    typesetter.begin_frame();
    CHECK(typesetter.counters().paragraphs_held == 1);
}

TEST_CASE("the store stays within its bound and lets the oldest go first", "[text][T3]")
{
    constexpr std::size_t bound = 100'000;
    Typesetter typesetter(sample::fonts(), bound);
    for (int i = 0; i < 500; ++i) {
        typesetter.begin_frame();
        CHECK(typesetter.counters().bytes_held <= bound + 10'000);
        (void)typesetter.set("always here", english, { 20 });
        (void)typesetter.set("Paragraph number " + std::to_string(i), english, { 20 });
    }
    auto const before = typesetter.counters().shaped;
    (void)typesetter.set("always here", english, { 20 });
    (void)typesetter.set("Paragraph number 499", english, { 20 });
    CHECK(typesetter.counters().shaped == before);
    (void)typesetter.set("Paragraph number 0", english, { 20 });
    CHECK(typesetter.counters().shaped == before + 1);

    // One text at ever new widths does not pile up either.
    for (int i = 0; i < 500; ++i) {
        typesetter.begin_frame();
        (void)typesetter.set("dragged", english, { 20, 100.f + static_cast<float>(i) });
        CHECK(typesetter.counters().bytes_held <= bound + 10'000);
    }
}

TEST_CASE("a personal text is forgotten and nothing of it stays in memory", "[text][T2][P4]")
{
    Typesetter typesetter(sample::fonts());
    (void)typesetter.set("a text of the house", english, { 20 });
    {
        auto text = planted();
        for (auto const language : all_languages) {
            typesetter.begin_frame();
            (void)typesetter.set(text, { language }, { 20, 60 }, Keeping::personal); // cut inside of the word
            (void)typesetter.set(text, { language, Weight::bold, Direction::right_to_left }, { 31, 400 }, Keeping::personal);
        }
        // Arabic behind it, so that its last letters are the shaper's context.
        std::string mixed;
        mixed.reserve(300);
        mixed.append(text).append("ب");
        (void)typesetter.set(mixed, english, { 20 }, Keeping::personal);
        for (float width = 500; width < 1100; width += 20) // some of these lines are shaped again
            (void)typesetter.set(text, english, { 20, width }, Keeping::personal);
        wipe(mixed);
        wipe(text);
    }
    // It is in memory now, and this search finds it.
    REQUIRE(times_in_memory(1) > 0);
    REQUIRE(times_in_memory(2) > 0);
    REQUIRE(times_in_memory(24, 100, 12, glyph_at) > 0);
    typesetter.forget_personal();
    CHECK(times_in_memory(1) == 0);
    CHECK(times_in_memory(2) == 0);
    CHECK(times_in_memory(4) == 0);
    CHECK(times_in_memory(4, 235, 5) == 0);
    CHECK(times_in_memory(20) == 0);
    CHECK(times_in_memory(20, 100, 12, glyph_at) == 0);
    CHECK(times_in_memory(24, 100, 12, glyph_at) == 0);
    CHECK(typesetter.counters().paragraphs_held == 1);
}

TEST_CASE("a text that was personal once is personal until it is forgotten", "[text]")
{
    Typesetter typesetter(sample::fonts());
    (void)typesetter.set("Sara", english, { 20 });
    (void)typesetter.set("Sara", english, { 20 }, Keeping::personal);
    (void)typesetter.set("Sara", english, { 20 });
    typesetter.forget_personal();
    CHECK(typesetter.counters().paragraphs_held == 0);
    CHECK(typesetter.counters().bytes_held == 0);
}
