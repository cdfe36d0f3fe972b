/// Falls and disk failures between any two operations on the disk.

#include "tests/doubles/disk.h"
#include "tests/trust/journal/office.h"

#include <cerrno>
#include <map>
#include <set>
#include <sstream>
#include <sys/syscall.h>
#include <sys/wait.h>

using namespace office;
using journal::Journal;
using journal::Outcome;
using journal::State;
namespace disk = doubles::disk;

namespace {

/// The life of three transactions, told step by step: `say` is called after each step has returned.
void live(Office const& office, std::function<void(std::string const&)> const& say)
{
    auto const opened = Journal::open(office.settings(), office.clock);
    if (!opened)
        return;
    auto& journal = **opened;
    say("opened");
    auto const commit = [&](std::string const& name) {
        auto const committed = journal.commit(order()).value();
        say(name + " committed " + committed.id.text() + " " + committed.number.digits());
        return committed.id;
    };
    auto const step = [&](std::string const& name, Result<void> const& result) {
        if (result)
            say(name);
    };
    auto const a = commit("a");
    step("a printing", journal.printing(a));
    step("a printed", journal.ended(a, Outcome::printed));
    auto const b = commit("b");
    step("b printing", journal.printing(b));
    step("b notPrinted", journal.ended(b, Outcome::not_printed));
    step("b printing", journal.printing(b));
    step("b printed", journal.ended(b, Outcome::printed));
    step("received 1", journal.acknowledged(journal.waiting(1, 1).value().stream, { 2, 1, {}, {} }, 2));
    auto const c = commit("c");
    step("c printing", journal.printing(c));
    step("end", {});
}

/// The states a transaction may be found in, by the last thing that was heard of it: what was said, or the step after.
std::map<std::string, std::set<State>> const truths {
    { "committed", { State::not_printed, State::print_unknown } },
    { "printing", { State::print_unknown, State::printed, State::not_printed } },
    { "printed", { State::printed } },
    { "notPrinted", { State::not_printed, State::print_unknown } },
};

struct Told {
    std::string id, number, last;
};

void check_truth(Office const& office, std::vector<std::string> const& said)
{
    std::map<std::string, Told> told;
    for (auto const& line : said) {
        std::istringstream words(line);
        std::string name, what, id, number;
        words >> name >> what >> id >> number;
        if (what == "committed")
            told[name] = { id, number, what };
        else if (told.contains(name))
            told[name].last = what;
    }
    auto const journal = office.open();
    std::set<std::string> numbers;
    auto const newest = journal->newest(100).value();
    for (auto const& standing : newest)
        REQUIRE(numbers.insert(standing.number.digits()).second);
    // The one under way when the kiosk fell may be there as well.
    REQUIRE(numbers.size() >= told.size());
    REQUIRE(numbers.size() <= told.size() + 1);
    for (auto const& [name, what] : told) {
        auto const standing = journal->find(TransactionId::from_text(what.id).value()).value();
        INFO(name << " was last heard of as " << what.last << " and is " << to_string(standing.state));
        REQUIRE(standing.number.digits() == what.number);
        REQUIRE(truths.at(what.last).contains(standing.state));
        REQUIRE(standing.seq != 0);
    }
    // Every record is in its place, each transaction has one that carries its body, and that opens.
    std::map<TransactionId, int> bodies;
    auto const counts = journal->counts();
    for (auto const& record : waiting(*journal)) {
        if (record.kind == wire::RecordKind::transaction) {
            ++bodies[record.id];
            REQUIRE(office.hub.open(record.sealed_body));
        }
    }
    for (auto const& [id, times] : bodies)
        REQUIRE(times == 1);
    REQUIRE(bodies.size() + counts.received + counts.archived == numbers.size());
    // And life goes on, with a number that was never given.
    REQUIRE(numbers.insert(serve(*journal).number.digits()).second);
}

/// Lives in a child that falls at the `count`th operation on the disk. True if it came to the end before.
bool live_and_fall(Office const& office, std::uint64_t count, std::vector<std::string>& said)
{
    int ends[2];
    REQUIRE(pipe(ends) == 0);
    auto const child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        disk::fall_at(count);
        live(office, [&](std::string const& line) {
            auto const text = line + "\n";
            syscall(SYS_write, ends[1], text.data(), text.size());
        });
        syscall(SYS_exit_group, 0);
    }
    ::close(ends[1]);
    std::string all;
    char bytes[4096];
    for (ssize_t got; (got = ::read(ends[0], bytes, sizeof bytes)) > 0;)
        all.append(bytes, static_cast<std::size_t>(got));
    ::close(ends[0]);
    int status = 0;
    REQUIRE(waitpid(child, &status, 0) == child);
    REQUIRE(WIFEXITED(status));
    std::istringstream lines(all);
    for (std::string line; std::getline(lines, line);)
        said.push_back(line);
    return WEXITSTATUS(status) == 0;
}

}

TEST_CASE("A kiosk that falls between any two operations on its disk tells the truth afterwards", "[journal][J1][J3][J4][J5]")
{
    std::uint64_t falls = 0;
    for (bool came_to_the_end = false; !came_to_the_end; ++falls) {
        Office const office;
        std::vector<std::string> said;
        came_to_the_end = live_and_fall(office, falls + 1, said);
        INFO("fell at operation " << falls + 1);
        CHECK((!came_to_the_end || said.back() == "end")); // closing the file comes after
        check_truth(office, said);
    }
    // If this number shrinks, the loop has stopped seeing the disk.
    CHECK(falls > 60);
}

TEST_CASE("A fall while recovering from a fall is recovered as well", "[journal][J4]")
{
    Office const before;
    // Falls with two transactions under way.
    {
        auto const journal = before.open();
        (void)journal->commit(order()).value();
        REQUIRE(journal->printing(journal->commit(order()).value().id));
    }
    auto const left = read_file(before.folder / "state/journal.db").value();
    auto const numbers = read_file(before.folder / "state/journal.db.numbers").value();
    for (std::uint64_t count = 1;; ++count) {
        Office office;
        REQUIRE(std::filesystem::create_directories(office.folder / "state"));
        REQUIRE(replace_file(office.folder / "state/journal.db", left, 0600));
        REQUIRE(replace_file(office.folder / "state/journal.db.numbers", numbers, 0600));
        auto const child = fork();
        if (child == 0) {
            disk::fall_at(count);
            auto const fine = Journal::open(office.settings(), office.clock).has_value();
            syscall(SYS_exit_group, fine ? 0 : 1);
        }
        int status = 0;
        waitpid(child, &status, 0);
        auto const journal = office.open();
        auto const records = waiting(*journal);
        REQUIRE(records.size() == 2);
        CHECK(records[0].state == Outcome::not_printed);
        CHECK(records[1].state == Outcome::print_unknown);
        if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
            break;
        REQUIRE(WEXITSTATUS(status) == disk::fallen);
    }
}

TEST_CASE("A full disk keeps nothing of a commit, and the next one works when there is room", "[journal][J1]")
{
    for (std::uint64_t count = 1;; ++count) {
        Office const office;
        auto const journal = office.open();
        serve(*journal);
        disk::fail_from(count, ENOSPC);
        auto const refused = journal->commit(order());
        disk::heal();
        if (refused) {
            CHECK(count > 3);
            break;
        }
        INFO(refused.error().story);
        CHECK(refused.error().kind == Failure::exhausted);
        CHECK(journal->newest(10).value().size() == 1);
        serve(*journal);
        CHECK(waiting(*journal).size() == 2);
    }
}

TEST_CASE("After an error of the disk nothing more is accepted until the file is opened again", "[journal][J1]")
{
    bool accepted = false;
    for (std::uint64_t count = 1; !accepted; ++count) {
        Office const office;
        std::optional<journal::Committed> first;
        {
            auto const journal = office.open();
            first = serve(*journal);
            disk::fail_from(count, EIO);
            auto const refused = journal->commit(order());
            disk::heal();
            accepted = refused.has_value();
            if (!accepted) {
                CHECK(refused.error().kind == Failure::refused);
                CHECK(journal->commit(order()).error().kind == Failure::refused);
            }
        }
        auto const journal = office.open();
        CHECK(journal->find(first->id)->state == State::printed);
        // What was refused may be there or not, but then as the truth: nothing was printed.
        auto const newest = journal->newest(10).value();
        for (auto const& standing : newest) {
            INFO(to_string(standing.state));
            CHECK((standing.id == first->id || standing.state == State::not_printed));
        }
        CHECK((!accepted || count > 3));
        serve(*journal);
    }
}
