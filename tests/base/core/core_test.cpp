#include "kiosk/base/core/bitmap.h"
#include "kiosk/base/core/file.h"
#include "kiosk/base/core/ids.h"
#include "kiosk/base/core/mailbox.h"
#include "kiosk/base/core/money.h"
#include "kiosk/base/core/secret.h"
#include "kiosk/base/core/time.h"
#include "tests/doubles/clock.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>
#include <unistd.h>

using namespace kiosk;

namespace {
Result<int> half(int value)
{
    if (value % 2 != 0)
        return failed(Failure::malformed, "odd");
    return value / 2;
}
Result<int> quarter(int value)
{
    return half(TRY_WHILE("halving", half(value)));
}
}

TEST_CASE("an error passes upward and says what was being done", "[core]")
{
    CHECK(quarter(8).value() == 2);
    auto const wrong = quarter(3);
    REQUIRE_FALSE(wrong);
    CHECK(wrong.error().kind == Failure::malformed);
    CHECK(wrong.error().story == "while halving: odd");
    CHECK(quarter(6).error().story == "odd");
}

TEST_CASE("a deadline has passed when the clock reaches it", "[core]")
{
    doubles::AdvanceableClock clock;
    auto const deadline = Deadline::after(clock, std::chrono::seconds(2));
    CHECK_FALSE(deadline.passed(clock));
    clock.advance(std::chrono::seconds(1));
    CHECK(deadline.left(clock) == std::chrono::seconds(1));
    clock.advance(std::chrono::seconds(5));
    CHECK(deadline.passed(clock));
    CHECK(deadline.left(clock) == Duration::zero());
}

TEST_CASE("civil time is written and read alike", "[core]")
{
    auto const moment = WallTime(std::chrono::sys_days(std::chrono::year(2024) / 2 / 29)) + std::chrono::milliseconds(3723004);
    CHECK(to_rfc3339(moment) == "2024-02-29T01:02:03.004Z");
    CHECK(from_rfc3339(to_rfc3339(moment)).value() == moment);
    CHECK(from_rfc3339("2024-02-29T01:02:03Z").value() == moment - std::chrono::milliseconds(4));
    for (auto const* bad : { "", "2023-02-29T01:02:03Z", "2024-02-29 01:02:03Z", "2024-02-29T25:02:03Z", "2024-02-29T01:02:03.Z", "2024-02-29T01:02:03" })
        CHECK_FALSE(from_rfc3339(bad));
}

TEST_CASE("a receipt number finds a wrong or swapped digit", "[core]")
{
    auto const number = ReceiptNumber::of(12, 345);
    CHECK(number.digits().size() == 12);
    CHECK(ReceiptNumber::from_text(number.grouped()).value() == number);
    auto const digits = number.digits();
    for (std::size_t i = 0; i < digits.size(); ++i) {
        for (char c = '0'; c <= '9'; ++c) {
            auto other = digits;
            other[i] = c;
            CHECK(ReceiptNumber::from_text(other).has_value() == (c == digits[i]));
        }
    }
    CHECK_FALSE(ReceiptNumber::from_text("12"));
    CHECK_FALSE(ReceiptNumber::from_text("12345678901x"));
}

TEST_CASE("ids are random, written as text and read again", "[core]")
{
    auto const id = TransactionId::make();
    CHECK(id != TransactionId::make());
    CHECK(TransactionId::from_text(id.text()).value() == id);
    CHECK_FALSE(TransactionId::from_text("XYZ"));
    CHECK_FALSE(TransactionId::from_text(std::string(32, 'G')));
}

TEST_CASE("a receipt secret has eight letters that cannot be confused", "[core]")
{
    std::set<std::string> seen;
    for (int i = 0; i < 100; ++i) {
        auto const secret = make_receipt_secret();
        CHECK(secret.size() == 8);
        CHECK(secret.find_first_of("0O1IL5S2Z8BUV") == std::string::npos);
        seen.insert(secret);
    }
    CHECK(seen.size() == 100);
}

TEST_CASE("a currency is three capital letters", "[core]")
{
    CHECK(Currency::of("EGP").value().code() == "EGP");
    CHECK_FALSE(Currency::of("egp"));
    CHECK_FALSE(Currency::of("POUND"));
}

TEST_CASE("languages have codes", "[core]")
{
    for (auto const language : all_languages)
        CHECK(language_of(code_of(language)).value() == language);
    CHECK_FALSE(language_of("fr"));
}

TEST_CASE("a worker does its tasks in order and finishes them before it ends", "[core]")
{
    std::vector<int> done;
    {
        Worker worker("test");
        for (int i = 0; i < 100; ++i)
            worker.post([&done, i] { done.push_back(i); });
    }
    REQUIRE(done.size() == 100);
    CHECK(std::ranges::is_sorted(done));
}

TEST_CASE("a mailbox wakes its reader and gives letters in order", "[core]")
{
    int woken = 0;
    Mailbox<int> box([&] { ++woken; });
    CHECK_FALSE(box.take());
    box.post(1);
    box.post(2);
    CHECK(woken == 2);
    CHECK(box.take() == 1);
    CHECK(box.wait() == 2);
    box.close();
    CHECK_FALSE(box.wait());
}

TEST_CASE("dots are inked from the highest bit", "[core]")
{
    Dots dots(10, 2);
    dots.ink(0, 0);
    dots.ink(9, 1);
    CHECK(dots.row(0)[0] == 0x80);
    CHECK(dots.row(1)[1] == 0x40);
    CHECK(dots.at(9, 1));
    CHECK_FALSE(dots.at(8, 1));
    dots.set_height(1);
    dots.set_height(3);
    CHECK(dots.at(0, 0));
    CHECK_FALSE(dots.at(9, 1));
    auto const copy = dots;
    auto const moved = std::move(dots);
    CHECK(copy == moved);
    auto blank = copy;
    blank.wipe();
    CHECK(blank == Dots(10, 3));
}

TEST_CASE("a file is replaced whole, and a missing one is named", "[core]")
{
    auto const path = std::filesystem::temp_directory_path() / ("shubbak-core-" + std::to_string(::getpid()));
    REQUIRE(replace_file(path, "one"));
    REQUIRE(replace_file(path, "two"));
    CHECK(read_file(path).value() == "two");
    CHECK(read_file(path, 2).error().kind == Failure::exhausted);
    std::filesystem::remove(path);
    auto const missing = read_file(path);
    REQUIRE_FALSE(missing);
    CHECK(missing.error().kind == Failure::absent);
    CHECK(missing.error().story.find(path.string()) != std::string::npos);
}

TEST_CASE("a secret leaves no letters behind", "[core]")
{
    std::string text = "a name long enough to live on the heap";
    auto const* const memory = text.data();
    auto const size = text.size();
    wipe(text);
    CHECK(text.empty());
    CHECK(std::string_view(memory, size).find_first_not_of('\0') == std::string_view::npos);
    SecretText one("short");
    auto const two = std::move(one);
    CHECK(two.view() == "short");
}

TEST_CASE("a reader with something of its own to do waits for a letter until its deadline", "[core]")
{
    SystemClock const clock;
    Mailbox<int> box;
    CHECK_FALSE(box.wait_until(Deadline::after(clock, std::chrono::milliseconds(1)), clock));
    box.post(7);
    CHECK(box.wait_until(Deadline::after(clock, std::chrono::hours(1)), clock) == 7);
    box.close();
    CHECK_FALSE(box.wait_until(Deadline::after(clock, std::chrono::hours(1)), clock));
    CHECK(box.closed());
}

TEST_CASE("bytes of a card are overwritten when their memory is given back", "[core]")
{
    WipingAllocator<std::uint8_t> memory;
    auto* const bytes = memory.allocate(64);
    std::fill_n(bytes, 64, std::uint8_t { 0x5A });
    wipe(std::span(bytes, 64));
    CHECK(std::all_of(bytes, bytes + 64, [](auto byte) { return byte == 0; }));
    memory.deallocate(bytes, 64);
    SecretBytes grown;
    for (int i = 0; i < 1000; ++i)
        grown.push_back(static_cast<std::uint8_t>(i));
    CHECK(grown[999] == static_cast<std::uint8_t>(999));
}
