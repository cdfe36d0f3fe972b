#include "kiosk/app/main/thrift.h"

#include "kiosk/base/core/file.h"
#include "kiosk/glass/language/messages.h"

#include <catch2/catch.hpp>

#include <cstdlib>

using namespace kiosk;

namespace {

/// Pages of files that are in memory for this process, in kB.
long file_pages()
{
    auto const status = read_file("/proc/self/status").value_or("");
    auto const at = status.find("RssFile:");
    return at == std::string::npos ? 0 : std::strtol(status.c_str() + at + 8, nullptr, 10);
}

std::string greeting()
{
    auto const messages = language::Messages::load(std::filesystem::path(SHUBBAK_SOURCE) / "assets", { .country = "EG", .time_zone = "UTC" });
    return messages ? messages->say(Language::english, "rest.greeting") : std::string();
}

}

TEST_CASE("what only the start needed is given back, and the program goes on", "[app][thrift]")
{
    auto const said = greeting();
    auto const before = file_pages();
    app::give_back_memory();
    auto const after = file_pages();
    CHECK(before > 4000);
    CHECK(after < before / 2);
    // Tables that the loader has written, ICU's data and an exception's way through the libraries are all there.
    CHECK(greeting() == said);
    CHECK_FALSE(said.empty());
    CHECK_THROWS_AS(std::string().at(1), std::out_of_range);
}
