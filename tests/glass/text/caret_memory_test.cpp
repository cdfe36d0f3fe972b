#include "kiosk/glass/text/caret.h"
#include "kiosk/glass/text/paragraph.h"

#include "tests/doubles/memory.h"
#include "tests/glass/text/allocations.h"
#include "tests/glass/text/caret_sample.h"
#include "tests/glass/text/sample.h"

#include <catch2/catch.hpp>

using namespace kiosk;
using namespace kiosk::text;

TEST_CASE("asking for carets allocates nothing, and selecting only what it returns", "[text][C7]")
{
    std::vector<SelectionBox> boxes;
    boxes.reserve(64);
    for (auto const& sentence : sample::sentences) {
        auto const layout = sample::paragraph(sentence.text, sentence.language, sentence.direction).lay_out({ 20, 190 });
        Carets const carets(sample::fonts(), sentence.text, layout);
        auto const size = static_cast<std::uint32_t>(sentence.text.size());
        auto const before = sample::allocations();
        std::uint32_t sum = 0;
        for (std::uint32_t at = 0; at <= size; ++at) {
            Place const place { at };
            auto const caret = carets.caret(place);
            for (auto const next : { carets.hit(caret.primary.x, caret.primary.top), carets.left(place), carets.right(place), carets.up(place, caret.primary.x), carets.down(place, 50),
                     carets.word_start(place), carets.word_end(place), carets.line_start(place), carets.line_end(place), carets.paragraph_start(place), carets.paragraph_end(place) })
                sum += next.position;
            sum += carets.word_at(at).end + carets.line_at(place).end + carets.erased_before(at).start + carets.erased_behind(at).end;
            carets.selection({ 0, at }, boxes);
        }
        auto const asking = sample::allocations() - before;
        CHECK(asking == 0);
        CHECK((sum > 0 || size == 0));
        auto const fresh = carets.selection({ 0, size });
        auto const returning = sample::allocations() - before - asking;
        CHECK((returning > 0) == !fresh.empty()); // this test would see one
    }
}

TEST_CASE("no letter of the text stays behind its carets", "[text][C7]")
{
    doubles::Planted const planted(20261124);
    auto const in_memory = [&] { return planted.times_in_memory(1) + planted.times_in_memory(2) + planted.times_in_memory(4); };
    REQUIRE(in_memory() == 0);
    {
        auto const text = planted.text();
        auto const layout = sample::paragraph(text.view(), Language::english).lay_out({ 20, 190 });
        auto const with_text = in_memory();
        CHECK(with_text > 0);
        Carets const carets(sample::fonts(), text.view(), layout);
        CHECK(carets.text_end().position == text.view().size());
        CHECK(in_memory() == with_text);
    }
    CHECK(in_memory() == 0);
}
