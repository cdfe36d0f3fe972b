#include "kiosk/trust/store/database.h"

#include "kiosk/base/core/file.h"
#include "tests/doubles/folder.h"

#include <catch2/catch.hpp>
#include <sys/stat.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace kiosk;
using store::Database;
using store::Schema;

namespace {

Schema shelf()
{
    return { "shelf", 0x0511e1f, { "CREATE TABLE books (title TEXT NOT NULL, pages INTEGER) STRICT" } };
}

/// The titles on the shelf, in the order they were put there.
std::vector<std::string> titles(Database& database)
{
    std::vector<std::string> found;
    auto rows = database.prepare("SELECT title FROM books ORDER BY rowid").value();
    while (rows.step().value())
        found.push_back(rows.text(0));
    return found;
}

void put(Database& database, std::string_view title)
{
    REQUIRE(database.prepare("INSERT INTO books VALUES (?1, 1)").value().bind(1, title).run());
}

bool in_child(std::function<void()> const& act)
{
    auto const child = fork();
    if (child == 0) {
        ::close(STDERR_FILENO);
        act();
        _exit(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}

TEST_CASE("A committed row is there when the file is opened again", "[store]")
{
    doubles::Folder const folder;
    auto const file = folder / "deep/shelf.db";
    {
        auto database = Database::open(file, shelf()).value();
        auto change = database.begin().value();
        put(database, "Muqaddimah");
        REQUIRE(change.commit());
    }
    auto database = Database::open(file, shelf()).value();
    CHECK(titles(database) == std::vector<std::string> { "Muqaddimah" });
}

TEST_CASE("A transaction that is not committed leaves nothing", "[store]")
{
    doubles::Folder const folder;
    auto database = Database::open(folder / "shelf.db", shelf()).value();
    {
        auto change = database.begin().value();
        put(database, "half a book");
    }
    CHECK(titles(database).empty());
}

TEST_CASE("Every kind of value comes back as it was bound", "[store]")
{
    doubles::Folder const folder;
    auto database = Database::open(folder / "shelf.db", shelf()).value();
    auto row = database.prepare("SELECT ?1, ?2, ?3, ?4, ?5").value();
    row.bind(1, INT64_MIN).bind(2, std::string_view("naïve \0 text", 13)).bind_bytes(3, std::string_view("\0\xff", 2)).bind_null(4).bind_bytes(5, "");
    REQUIRE(row.step().value());
    CHECK(row.integer(0) == INT64_MIN);
    CHECK(row.text(1) == std::string_view("naïve \0 text", 13));
    CHECK(row.bytes(2) == std::string_view("\0\xff", 2));
    CHECK(row.is_null(3));
    CHECK_FALSE(row.is_null(4));
    CHECK(row.bytes(4).empty());
}

TEST_CASE("The file and its WAL are for their owner alone", "[store]")
{
    doubles::Folder const folder;
    auto const database = Database::open(folder / "shelf.db", shelf()).value();
    for (auto const* name : { "shelf.db", "shelf.db-wal" }) {
        struct stat facts { };
        REQUIRE(::stat((folder / name).c_str(), &facts) == 0);
        CHECK((facts.st_mode & 0777) == 0600);
    }
    CHECK_FALSE(std::filesystem::exists(folder / "shelf.db-shm"));
}

TEST_CASE("A second program is told that the file is held", "[store]")
{
    doubles::Folder const folder;
    auto const database = Database::open(folder / "shelf.db", shelf()).value();
    CHECK(in_child([&] {
        auto const second = Database::open(folder / "shelf.db", shelf());
        if (second || second.error().kind != Failure::unreachable || second.error().story.find("shelf.db") == std::string::npos)
            _exit(1);
    }));
}

TEST_CASE("Tables of an older version are brought up to date and keep their rows", "[store]")
{
    doubles::Folder const folder;
    {
        auto database = Database::open(folder / "shelf.db", shelf()).value();
        put(database, "Kitab al-Manazir");
    }
    auto newer = shelf();
    newer.steps.push_back("ALTER TABLE books ADD COLUMN author TEXT");
    {
        auto database = Database::open(folder / "shelf.db", newer).value();
        CHECK(titles(database) == std::vector<std::string> { "Kitab al-Manazir" });
        CHECK(database.prepare("SELECT author FROM books").has_value());
    }
    SECTION("and the older program refuses the newer file and keeps it as it is")
    {
        auto const before = read_file(folder / "shelf.db").value();
        auto const older = Database::open(folder / "shelf.db", shelf());
        REQUIRE_FALSE(older);
        CHECK(older.error().kind == Failure::refused);
        CHECK(older.error().story.find("newer version") != std::string::npos);
        CHECK(read_file(folder / "shelf.db").value() == before);
    }
}

TEST_CASE("A file that is not ours is refused by name and kept as it is", "[store]")
{
    doubles::Folder const folder;
    auto const file = folder / "shelf.db";
    SECTION("text") { REQUIRE(replace_file(file, "Dear diary, this is not a database at all, but it is long enough to look.")); }
    SECTION("another program's database")
    {
        auto other = shelf();
        other.application = 77;
        auto const database = Database::open(file, other).value();
    }
    SECTION("a database of ours with its pages overwritten")
    {
        {
            auto database = Database::open(file, shelf()).value();
            for (int i = 0; i < 500; ++i)
                put(database, "a book with a title long enough to fill a few pages of the file");
        }
        auto content = read_file(file).value();
        REQUIRE(content.size() > 4 * 4096);
        content.replace(4096, 3 * 4096, 3 * 4096, '\x5a');
        REQUIRE(replace_file(file, content));
    }
    auto const before = read_file(file).value();
    auto const opened = Database::open(file, shelf());
    REQUIRE_FALSE(opened);
    CHECK(opened.error().kind == Failure::malformed);
    CHECK(opened.error().story.find("shelf.db") != std::string::npos);
    CHECK(opened.error().story.find("kept as it is") != std::string::npos);
    CHECK(read_file(file).value() == before);
}

TEST_CASE("A folder that may not be written is refused in words", "[store]")
{
    auto const opened = Database::open("/proc/shubbak/shelf.db", shelf());
    REQUIRE_FALSE(opened);
    CHECK(opened.error().kind == Failure::refused);
    CHECK(opened.error().story.find("/proc/shubbak") != std::string::npos);
}

TEST_CASE("A full file says so, keeps nothing of the change, and goes on", "[store]")
{
    doubles::Folder const folder;
    auto database = Database::open(folder / "shelf.db", shelf()).value();
    put(database, "the first");
    REQUIRE(database.run("PRAGMA max_page_count=4"));
    std::string const long_title(100'000, 'x');
    {
        auto change = database.begin().value();
        auto const put_long = database.prepare("INSERT INTO books VALUES (?1, 1)").value().bind(1, long_title).run();
        REQUIRE_FALSE(put_long);
        CHECK(put_long.error().kind == Failure::exhausted);
    }
    put(database, "the second");
    CHECK(titles(database) == std::vector<std::string> { "the first", "the second" });
}

TEST_CASE("Another thread may take a database over, but never share it", "[store]")
{
    doubles::Folder const folder;
    auto database = Database::open(folder / "shelf.db", shelf()).value();
    CHECK_FALSE(in_child([&] { std::thread([&] { (void)database.run("SELECT 1"); }).join(); }));
    database.hand_over();
    bool good = false;
    std::thread([&] {
        good = database.run("SELECT 1").has_value();
        database.hand_over();
    }).join();
    CHECK(good);
}
