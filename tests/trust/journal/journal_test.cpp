#include "kiosk/trust/journal/journal.h"

#include "kiosk/trust/journal/numbers.h"
#include "kiosk/trust/journal/tables.h"
#include "kiosk/trust/store/database.h"
#include "tests/doubles/disk.h"
#include "tests/trust/journal/office.h"

#include <csignal>
#include <set>
#include <sys/stat.h>
#include <sys/wait.h>

using namespace office;
using journal::Journal;
using journal::Outcome;
using journal::Place;
using journal::State;
namespace disk = doubles::disk;

namespace {

/// True if any file below `folder` holds `text`.
bool holds(std::filesystem::path const& folder, std::string_view text)
{
    for (auto const& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file() && read_file(entry.path()).value().find(text) != std::string::npos)
            return true;
    }
    return false;
}

void change_by_hand(std::filesystem::path const& file, std::string const& sql)
{
    REQUIRE(store::Database::open(file, journal::tables()).value().run(sql));
}

}

TEST_CASE("A transaction goes from commit to archive, and its state says what happened", "[journal][J1]")
{
    Office const office;
    auto const journal = office.open();
    auto const committed = journal->commit(order()).value();
    CHECK(journal->find(committed.id)->state == State::committed);
    CHECK(journal->find(committed.id)->place == Place::none);
    REQUIRE(journal->printing(committed.id));
    CHECK(journal->find(committed.id)->state == State::printing);
    REQUIRE(journal->ended(committed.id, Outcome::printed));

    auto const standing = journal->find(committed.number).value();
    CHECK(standing.id == committed.id);
    CHECK(standing.state == State::printed);
    CHECK(standing.place == Place::waiting);
    CHECK(journal->counts() == journal::Counts { 1, 0, 0, 0 });

    auto const batch = journal->waiting(10, 1'000'000).value();
    REQUIRE(batch.records.size() == 1);
    auto const record = wire::decode_record(batch.records.front()).value();
    CHECK(record.id == committed.id);
    CHECK(record.seq == 1);
    CHECK(record.state == Outcome::printed);
    CHECK(record.committed_at == committed.at);
    CHECK(record.sealed_to == office.hub.public_key().name());
    auto const body = office.hub.open(record.sealed_body).value();
    CHECK(body.view().find(planted) != std::string_view::npos);
    CHECK(body.view().find(committed.secret.view()) != std::string_view::npos);

    REQUIRE(journal->acknowledged(batch.stream, { 1, 0, {}, {} }, 1));
    CHECK(journal->find(committed.id)->place == Place::received);
    REQUIRE(journal->acknowledged(batch.stream, { 1, 1, {}, {} }, 1));
    CHECK(journal->find(committed.id)->place == Place::archived);
    CHECK(journal->counts() == journal::Counts { 0, 0, 1, 0 });
}

TEST_CASE("What was paid is in the record", "[journal]")
{
    Office const office;
    auto const journal = office.open();
    auto paid = order("digital-class");
    paid.amount = Money { 1250, Currency::of("SAR").value() };
    auto const committed = journal->commit(paid).value();
    REQUIRE(journal->ended(committed.id, Outcome::not_printed));
    CHECK(waiting(*journal).front().amount == paid.amount);
    CHECK(journal->find(committed.id)->amount == paid.amount);
}

TEST_CASE("A later change of state is a correction with its own place", "[journal][J5]")
{
    Office const office;
    auto const journal = office.open();
    auto const committed = serve(*journal, Outcome::not_printed);
    auto const first = journal->waiting(1, 1).value().records.front();
    REQUIRE(journal->printing(committed.id));
    REQUIRE(journal->ended(committed.id, Outcome::printed));
    auto const records = waiting(*journal);
    REQUIRE(records.size() == 2);
    CHECK(records[0].kind == wire::RecordKind::transaction);
    CHECK(records[0].state == Outcome::not_printed);
    CHECK(records[1].kind == wire::RecordKind::correction);
    CHECK(records[1].id == committed.id);
    CHECK(records[1].state == Outcome::printed);
    CHECK(records[1].sealed_body.empty());
    CHECK(journal->waiting(1, 1).value().records.front() == first);
}

TEST_CASE("No clear byte of a body is in any file", "[journal][J2]")
{
    Office const office;
    auto const state = office.folder / "state";
    std::string secret;
    {
        auto const journal = office.open();
        auto const committed = journal->commit(order()).value();
        secret = committed.secret.view();
        CHECK_FALSE(holds(state, planted));
        CHECK_FALSE(holds(state, secret));
        CHECK(holds(state, committed.number.digits())); // the search finds what is there
        REQUIRE(journal->printing(committed.id));
        REQUIRE(journal->ended(committed.id, Outcome::printed));
        CHECK_FALSE(holds(state, planted));
        CHECK_FALSE(holds(state, secret));
    }
    CHECK_FALSE(holds(state, planted));
    CHECK_FALSE(holds(state, secret));
}

TEST_CASE("The journal's files are for their owner alone", "[journal]")
{
    Office const office;
    auto const journal = office.open();
    serve(*journal);
    for (auto const& entry : std::filesystem::directory_iterator(office.folder / "state")) {
        struct stat facts { };
        REQUIRE(::stat(entry.path().c_str(), &facts) == 0);
        INFO(entry.path());
        CHECK((facts.st_mode & 0777) == 0600);
    }
}

TEST_CASE("Receipt numbers go on where they stopped", "[journal][J3]")
{
    Office const office;
    std::set<std::string> given;
    for (int run = 0; run < 3; ++run) {
        auto const journal = office.open();
        for (int i = 0; i < 3; ++i)
            CHECK(given.insert(serve(*journal).number.digits()).second);
    }
    // One after the other: nothing is left out when nothing went wrong.
    CHECK(given.rbegin()->substr(4, 7) == "0000008");
}

TEST_CASE("A lost journal or an old copy of it does not bring numbers back", "[journal][J3]")
{
    Office const office;
    auto const file = office.folder / "state/journal.db";
    std::set<std::string> given;
    Epoch const first_epoch = [&] {
        auto const journal = office.open();
        given.insert(serve(*journal).number.digits());
        return journal->epoch();
    }();
    auto const old_copy = read_file(file).value();
    {
        auto const journal = office.open();
        for (std::uint32_t i = 0; i < journal::Numbers::block + 10; ++i)
            given.insert(journal->commit(order()).value().number.digits());
    }
    SECTION("lost") { REQUIRE(std::filesystem::remove(file)); }
    SECTION("an old copy") { REQUIRE(replace_file(file, old_copy, 0600)); }
    auto const journal = office.open();
    CHECK(given.insert(serve(*journal).number.digits()).second);
    CHECK(journal->epoch() != first_epoch);
}

TEST_CASE("Numbers end at their last one, and the story says what to do", "[journal][J3]")
{
    Office const office;
    REQUIRE(std::filesystem::create_directories(office.folder / "state"));
    REQUIRE(replace_file(office.folder / "state/journal.db.numbers", "9999999\n"));
    auto const journal = office.open();
    CHECK(journal->commit(order()).value().number.digits().substr(4, 7) == "9999999");
    auto const after = journal->commit(order());
    REQUIRE_FALSE(after);
    CHECK(after.error().kind == Failure::exhausted);
    CHECK(after.error().story.find("another number") != std::string::npos);
}

TEST_CASE("A numbers file that holds no number stops the journal", "[journal][J3]")
{
    Office const office;
    REQUIRE(std::filesystem::create_directories(office.folder / "state"));
    for (auto const* content : { "", "many\n", "12", "-1\n", "99999999999999999999\n", "10000001\n" }) {
        REQUIRE(replace_file(office.folder / "state/journal.db.numbers", content));
        auto const opened = Journal::open(office.settings(), office.clock);
        REQUIRE_FALSE(opened);
        CHECK(opened.error().kind == Failure::malformed);
    }
}

TEST_CASE("What was under way when the kiosk fell ends as the truth", "[journal][J4]")
{
    Office const office;
    std::optional<TransactionId> waiting_for_printer, at_printer;
    {
        auto const journal = office.open();
        waiting_for_printer = journal->commit(order()).value().id;
        at_printer = journal->commit(order()).value().id;
        REQUIRE(journal->printing(*at_printer));
    }
    auto const journal = office.open();
    CHECK(journal->recovered().not_printed == 1);
    CHECK(journal->recovered().print_unknown == 1);
    CHECK(journal->find(*waiting_for_printer)->state == State::not_printed);
    CHECK(journal->find(*at_printer)->state == State::print_unknown);
    CHECK(waiting(*journal).size() == 2);
}

TEST_CASE("Only what is archived is let go", "[journal][J6]")
{
    Office const office;
    auto const journal = office.open();
    for (int i = 0; i < 5; ++i)
        serve(*journal);
    auto const stream = journal->waiting(1, 1).value().stream;
    auto const third = journal->waiting(10, 1'000'000).value().records[2];
    REQUIRE(journal->acknowledged(stream, { 4, 2, {}, {} }, 4));
    CHECK(journal->counts() == journal::Counts { 1, 2, 2, 0 });
    CHECK(waiting(*journal).front().seq == 5);

    SECTION("a hub that lost what it had only received is filled again")
    {
        REQUIRE(journal->acknowledged(stream, { 2, 2, {}, {} }, 2));
        auto const batch = journal->waiting(10, 1'000'000).value();
        CHECK(batch.first == 3);
        CHECK(batch.records.front() == third);
        CHECK(journal->counts() == journal::Counts { 3, 0, 2, 0 });
    }
    SECTION("marks that cannot be true change nothing")
    {
        auto const other = wire::Stream { stream.kiosk, Epoch::make() };
        auto const other_kiosk = wire::Stream { wire::KioskNumber::of(43).value(), stream.epoch };
        CHECK(journal->acknowledged(stream, { 6, 0, {}, {} }, 6).error().kind == Failure::malformed);
        CHECK(journal->acknowledged(stream, { 1, 1, {}, {} }, 1).error().kind == Failure::malformed);
        CHECK(journal->acknowledged(stream, { 4, 5, {}, {} }, 4).error().kind == Failure::malformed);
        CHECK(journal->acknowledged(stream, { 4, 2, { { 6, "never written" } }, {} }, 4).error().kind == Failure::malformed);
        CHECK(journal->acknowledged(other, { 4, 2, {}, {} }, 4).error().kind == Failure::malformed);
        CHECK(journal->acknowledged(other_kiosk, { 4, 2, {}, {} }, 4).error().kind == Failure::malformed);
        CHECK(journal->counts() == journal::Counts { 1, 2, 2, 0 });
    }
    SECTION("a lower archived mark takes nothing back")
    {
        REQUIRE(journal->acknowledged(stream, { 4, 0, {}, {} }, 4));
        CHECK(journal->counts() == journal::Counts { 1, 2, 2, 0 });
    }
}

TEST_CASE("Marks are believed only as far as the hub has compared", "[journal][J9]")
{
    Office const office;
    auto const journal = office.open();
    for (int i = 0; i < 5; ++i)
        serve(*journal);
    auto const stream = journal->waiting(1, 1).value().stream;
    // Only asked: these five may be another kiosk's.
    REQUIRE(journal->acknowledged(stream, { 5, 5, {}, {} }, 0));
    CHECK(journal->counts() == journal::Counts { 5, 0, 0, 0 });
    // Two were sent and compared.
    REQUIRE(journal->acknowledged(stream, { 5, 5, {}, {} }, 2));
    CHECK(journal->counts() == journal::Counts { 3, 0, 2, 0 });
    // What was compared before stays so.
    REQUIRE(journal->acknowledged(stream, { 4, 2, {}, {} }, 4));
    REQUIRE(journal->acknowledged(stream, { 5, 5, {}, {} }, 0));
    CHECK(journal->counts() == journal::Counts { 1, 0, 4, 0 });
}

TEST_CASE("A rejected record is kept although it is archived", "[journal][J6]")
{
    Office const office;
    auto const file = office.folder / "state/journal.db";
    {
        auto const journal = office.open();
        serve(*journal);
        serve(*journal);
        REQUIRE(journal->acknowledged(journal->waiting(1, 1).value().stream, { 2, 2, { { 1, "sealed to another key" } }, {} }, 2));
        CHECK(journal->counts() == journal::Counts { 0, 0, 2, 1 });
    }
    auto database = store::Database::open(file, journal::tables()).value();
    auto rows = database.prepare("SELECT record IS NULL, length(leaf) FROM records ORDER BY seq").value();
    REQUIRE(rows.step().value());
    CHECK(rows.integer(0) == 0);
    REQUIRE(rows.step().value());
    CHECK(rows.integer(0) == 1);
    CHECK(rows.integer(1) == 32);
}

TEST_CASE("A durable change costs one sync", "[journal][J7]")
{
    Office const office;
    auto const journal = office.open();
    serve(*journal); // the block of numbers is set aside
    std::vector<TransactionId> ids;
    for (int i = 0; i < 20; ++i) {
        auto before = disk::syncs();
        ids.push_back(journal->commit(order()).value().id);
        CHECK(disk::syncs() - before == 1);
        before = disk::syncs();
        REQUIRE(journal->printing(ids.back()));
        CHECK(disk::syncs() - before == 1);
        before = disk::syncs();
        REQUIRE(journal->ended(ids.back(), Outcome::printed));
        CHECK(disk::syncs() - before == 1);
    }
    auto const before = disk::syncs();
    auto const stream = journal->waiting(1, 1).value().stream;
    REQUIRE(journal->acknowledged(stream, { 20, 20, {}, {} }, 20));
    CHECK(disk::syncs() - before == 1);
    REQUIRE(journal->acknowledged(stream, { 20, 20, {}, {} }, 20)); // a heartbeat that says nothing new
    CHECK(disk::syncs() - before == 1);
}

TEST_CASE("A damaged record is never handed out as a good one", "[journal][J8]")
{
    Office const office;
    auto const file = office.folder / "state/journal.db";
    {
        auto const journal = office.open();
        for (int i = 0; i < 3; ++i)
            serve(*journal);
    }
    std::string by_hand;
    SECTION("other bytes") { by_hand = "UPDATE records SET record = CAST(x'00' || substr(record, 2) AS BLOB) WHERE seq = 2"; }
    SECTION("no bytes") { by_hand = "UPDATE records SET record = NULL WHERE seq = 2"; }
    SECTION("another hash") { by_hand = "UPDATE records SET leaf = zeroblob(32) WHERE seq = 2"; }
    SECTION("no row") { by_hand = "DELETE FROM records WHERE seq = 2"; }
    change_by_hand(file, by_hand);
    auto const journal = office.open();
    auto batch = journal->waiting(10, 1'000'000).value();
    CHECK(batch.records.size() == 1);
    CHECK_FALSE(batch.damaged);
    REQUIRE(journal->acknowledged(batch.stream, { 1, 0, {}, {} }, 1));
    batch = journal->waiting(10, 1'000'000).value();
    CHECK(batch.records.size() == 1);
    CHECK(batch.damaged);
    REQUIRE(journal->acknowledged(batch.stream, { 2, 0, { { 2, "cannot be read" } }, {} }, 2));
    CHECK(waiting(*journal).front().seq == 3);
}

TEST_CASE("A batch ends at its limits, but never before its first record", "[journal]")
{
    Office const office;
    auto const journal = office.open();
    for (int i = 0; i < 4; ++i)
        serve(*journal);
    auto const size = journal->waiting(1, 1).value().records.front().size();
    CHECK(journal->waiting(3, 1'000'000).value().records.size() == 3);
    CHECK(journal->waiting(10, 2 * size + 10).value().records.size() == 2);
    CHECK(journal->waiting(10, 1).value().records.size() == 1);
}

TEST_CASE("Counts are told when they change, and only then", "[journal]")
{
    Office const office;
    std::vector<journal::Counts> told;
    auto const journal = Journal::open(office.settings([&](auto const& counts) { told.push_back(counts); }), office.clock).value();
    auto const committed = journal->commit(order()).value();
    REQUIRE(journal->printing(committed.id));
    CHECK(told.empty());
    REQUIRE(journal->ended(committed.id, Outcome::printed));
    REQUIRE(told.size() == 1);
    CHECK(told.front() == journal::Counts { 1, 0, 0, 0 });
}

TEST_CASE("The newest transactions come first", "[journal]")
{
    Office const office;
    auto const journal = office.open();
    auto const first = serve(*journal), second = serve(*journal, Outcome::not_printed);
    auto const newest = journal->newest(10).value();
    REQUIRE(newest.size() == 2);
    CHECK(newest[0].id == second.id);
    CHECK(newest[0].state == State::not_printed);
    CHECK(newest[1].id == first.id);
    CHECK(journal->newest(1).value().size() == 1);
    CHECK(journal->find(TransactionId::make()).error().kind == Failure::absent);
}

TEST_CASE("Without the hub's key nothing is accepted, and the story says where it belongs", "[journal]")
{
    Office const office;
    REQUIRE(std::filesystem::remove(office.folder / "hub.pub"));
    auto const opened = Journal::open(office.settings(), office.clock);
    REQUIRE_FALSE(opened);
    CHECK(opened.error().kind == Failure::absent);
    CHECK(opened.error().story.find("hub.pub") != std::string::npos);
    CHECK_FALSE(std::filesystem::exists(office.folder / "state/journal.db"));
}

TEST_CASE("A journal of another kiosk is refused", "[journal]")
{
    Office const office;
    serve(*office.open());
    auto settings = office.settings();
    settings.kiosk = wire::KioskNumber::of(43).value();
    auto const opened = Journal::open(settings, office.clock);
    REQUIRE_FALSE(opened);
    CHECK(opened.error().kind == Failure::refused);
    CHECK(opened.error().story.find("0042") != std::string::npos);
}

TEST_CASE("A key that changes seals what comes after it, and old records stay as they are", "[journal]")
{
    Office office;
    auto const old_name = office.hub.public_key().name();
    serve(*office.open());
    office.hub = seal::KeyPair::make();
    REQUIRE(replace_file(office.folder / "hub.pub", office.hub.public_key().text()));
    auto const journal = office.open();
    serve(*journal);
    auto const records = waiting(*journal);
    REQUIRE(records.size() == 2);
    CHECK(records[0].sealed_to == old_name);
    CHECK(office.hub.open(records[1].sealed_body));
}

TEST_CASE("A step that the drawing does not have is a bug, and ends the program", "[journal]")
{
    Office const office;
    auto const child = fork();
    if (child == 0) {
        ::close(STDERR_FILENO);
        std::signal(SIGABRT, SIG_DFL);
        auto const journal = office.open();
        auto const committed = serve(*journal);
        (void)journal->ended(committed.id, Outcome::not_printed);
        _exit(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    CHECK_FALSE((WIFEXITED(status) && WEXITSTATUS(status) == 0));
    CHECK(waiting(*office.open()).size() == 1);
}
