#include "kiosk/trust/store/database.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <optional>
#include <sqlite3.h>
#include <thread>
#include <unistd.h>
#include <utility>

namespace kiosk::store {

struct Database::Inside {
    std::filesystem::path file;
    std::string name;
    sqlite3* connection = nullptr;
    std::thread::id owner = std::this_thread::get_id();
    bool in_transaction = false;
    bool broken = false; ///< the disk failed: what it holds is unknown

    ~Inside() { sqlite3_close(connection); }

    void check_thread()
    {
        if (owner == std::thread::id())
            owner = std::this_thread::get_id();
        verify(owner == std::this_thread::get_id(), "a database is used from its owner thread alone");
    }

    std::unexpected<Error> error(std::string_view doing)
    {
        auto const code = sqlite3_extended_errcode(connection);
        auto const place = fmt::format("{} {}: {}", name, file.string(), doing);
        auto const said = fmt::format("{} ({})", sqlite3_errmsg(connection), code);
        switch (code & 0xff) {
        case SQLITE_FULL:
            return failed(Failure::exhausted, fmt::format("{}: the disk is full: {}", place, said));
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return failed(Failure::unreachable, fmt::format("{}: another program holds the file: {}", place, said));
        case SQLITE_CORRUPT:
            broken = true;
            return failed(Failure::malformed, fmt::format("{}: the file is damaged; it is kept as it is: {}", place, said));
        case SQLITE_NOTADB:
            broken = true;
            return failed(Failure::malformed, fmt::format("{}: this is not a {} file; it is kept as it is: {}", place, name, said));
        case SQLITE_IOERR:
            broken = true;
            return failed(Failure::refused, fmt::format("{}: the disk failed: {}", place, said));
        case SQLITE_CANTOPEN:
        case SQLITE_PERM:
        case SQLITE_READONLY:
        case SQLITE_AUTH:
            return failed(Failure::refused, fmt::format("{}: may not be written: {}", place, said));
        default:
            return failed(Failure::refused, fmt::format("{}: {}", place, said));
        }
    }

    Result<void> usable(std::string_view doing)
    {
        check_thread();
        if (broken)
            return failed(Failure::refused,
                fmt::format("{} {}: {}: the disk failed before; the file must be opened again", name, file.string(), doing));
        return {};
    }

    Result<void> run(std::string const& sql)
    {
        TRY(usable("changing"));
        if (sqlite3_exec(connection, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
            return error("changing");
        return {};
    }

    /// The first column of the first row, as SQLite writes it.
    Result<std::string> word(std::string const& sql)
    {
        std::string value;
        sqlite3_stmt* statement = nullptr;
        auto code = sqlite3_prepare_v2(connection, sql.c_str(), -1, &statement, nullptr);
        if (code == SQLITE_OK && (code = sqlite3_step(statement)) == SQLITE_ROW)
            value = reinterpret_cast<char const*>(sqlite3_column_text(statement, 0));
        auto const failure = code == SQLITE_ROW ? std::optional<std::unexpected<Error>>() : error("reading");
        sqlite3_finalize(statement);
        if (failure)
            return *failure;
        return value;
    }

    Result<std::int64_t> number(std::string const& sql)
    {
        return std::strtoll(TRY(word(sql)).c_str(), nullptr, 10);
    }
};

namespace {

/// An empty file with mode 0600 whose name is durable; SQLite's own would be readable by others, and SQLite syncs the
/// folder only for a file that it made itself.
Result<void> make_file(std::filesystem::path const& file, std::string_view name)
{
    auto const refuse = [&](char const* doing) {
        auto const code = errno;
        return failed(code == ENOSPC || code == EDQUOT ? Failure::exhausted : Failure::refused,
            fmt::format("{} {}: cannot {}: {}", name, file.string(), doing, std::strerror(code)));
    };
    auto const folder = file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
    std::error_code trouble;
    std::filesystem::create_directories(folder, trouble);
    if (trouble)
        return failed(Failure::refused, fmt::format("{} {}: cannot make its folder: {}", name, file.string(), trouble.message()));
    int const made = ::open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (made < 0)
        return errno == EEXIST ? Result<void>() : refuse("make it");
    ::close(made);
    int const opened = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (opened < 0)
        return refuse("open its folder");
    auto const synced = ::fsync(opened);
    auto const code = errno;
    ::close(opened);
    errno = code;
    return synced == 0 ? Result<void>() : refuse("sync its folder");
}

}

Database::Database(std::unique_ptr<Inside> inside) : m_inside(std::move(inside)) { }
Database::Database(Database&&) noexcept = default;
Database::~Database()
{
    if (m_inside)
        m_inside->check_thread();
}

Result<Database> Database::open(std::filesystem::path const& file, Schema const& schema)
{
    TRY(make_file(file, schema.name));
    auto inside = std::make_unique<Inside>();
    inside->file = file;
    inside->name = schema.name;
    // NOMUTEX: one owner thread, checked at each call.
    if (sqlite3_open_v2(file.c_str(), &inside->connection, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr) != SQLITE_OK)
        return inside->error("opening");
    sqlite3_db_config(inside->connection, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(inside->connection, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    // EXCLUSIVE comes before the first access, so that the WAL needs no shared memory file; nothing goes to temporary
    // files; half a megabyte of cache is plenty for one visit at a time.
    TRY_WHILE("opening", inside->run("PRAGMA locking_mode=EXCLUSIVE; PRAGMA temp_store=MEMORY; PRAGMA cell_size_check=ON;"
                                     "PRAGMA cache_size=-512; PRAGMA foreign_keys=ON; PRAGMA synchronous=FULL"));

    auto const application = TRY(inside->number("PRAGMA application_id"));
    auto const version = TRY(inside->number("PRAGMA user_version"));
    auto const tables = TRY(inside->number("SELECT count(*) FROM sqlite_schema"));
    if (application != schema.application && (application != 0 || version != 0 || tables != 0))
        return failed(Failure::malformed, fmt::format("{} {}: this file belongs to something else; it is kept as it is", schema.name, file.string()));
    auto const newest = static_cast<std::int64_t>(schema.steps.size());
    if (version > newest)
        return failed(Failure::refused,
            fmt::format("{} {}: written by a newer version (its tables are version {}, this program knows {}); it is kept as it is: install the newer program",
                schema.name, file.string(), version, newest));

    if (tables != 0) {
        auto const found = TRY_WHILE("checking the file", inside->word("PRAGMA quick_check(1)"));
        if (found != "ok")
            return failed(Failure::malformed, fmt::format("{} {}: the file is damaged ({}); it is kept as it is", schema.name, file.string(), found));
    }
    TRY(inside->run("PRAGMA journal_mode=WAL"));

    // In one step, so that a fall leaves the file as it was or as it should be.
    Database database(std::move(inside));
    if (version < newest) {
        auto change = TRY(database.begin());
        for (auto step = version; step < newest; ++step)
            TRY_WHILE("bringing the tables up to date", database.run(schema.steps[static_cast<std::size_t>(step)]));
        TRY(database.run(fmt::format("PRAGMA application_id={}; PRAGMA user_version={}", schema.application, newest)));
        TRY(change.commit());
    }
    return database;
}

Result<void> Database::run(std::string const& sql) { return m_inside->run(sql); }

Result<Statement> Database::prepare(std::string_view sql)
{
    TRY(m_inside->usable("preparing"));
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(m_inside->connection, sql.data(), static_cast<int>(sql.size()), &statement, nullptr) != SQLITE_OK)
        return m_inside->error("preparing");
    verify(statement != nullptr, "SQL to prepare is not empty");
    return Statement(*m_inside, statement);
}

Result<Transaction> Database::begin()
{
    verify(!m_inside->in_transaction, "one transaction at a time");
    TRY(m_inside->run("BEGIN IMMEDIATE"));
    m_inside->in_transaction = true;
    return Transaction(*m_inside);
}

std::int64_t Database::changed_rows() const { return sqlite3_changes64(m_inside->connection); }
std::filesystem::path const& Database::file() const { return m_inside->file; }
void Database::hand_over()
{
    m_inside->check_thread();
    m_inside->owner = {};
}

Statement::Statement(Statement&& other) noexcept : m_database(other.m_database), m_statement(std::exchange(other.m_statement, nullptr)) { }
Statement::~Statement() { sqlite3_finalize(m_statement); }

Statement& Statement::bind(int place, std::int64_t value)
{
    verify(sqlite3_bind_int64(m_statement, place, value) == SQLITE_OK, "a statement has a place for each value");
    return *this;
}

Statement& Statement::bind(int place, std::string_view text)
{
    verify(sqlite3_bind_text64(m_statement, place, text.data() ? text.data() : "", text.size(), SQLITE_TRANSIENT, SQLITE_UTF8) == SQLITE_OK,
        "a statement has a place for each value");
    return *this;
}

Statement& Statement::bind_bytes(int place, std::string_view bytes)
{
    verify(sqlite3_bind_blob64(m_statement, place, bytes.data() ? bytes.data() : "", bytes.size(), SQLITE_TRANSIENT) == SQLITE_OK,
        "a statement has a place for each value");
    return *this;
}

Statement& Statement::bind_null(int place)
{
    verify(sqlite3_bind_null(m_statement, place) == SQLITE_OK, "a statement has a place for each value");
    return *this;
}

Result<bool> Statement::step()
{
    TRY(m_database->usable("reading or writing"));
    switch (sqlite3_step(m_statement) & 0xff) {
    case SQLITE_ROW:
        return true;
    case SQLITE_DONE:
        return false;
    default:
        return m_database->error("reading or writing");
    }
}

Result<void> Statement::run()
{
    auto const row = TRY(step());
    verify(!row, "a statement that is run has no rows");
    rewind();
    return {};
}

void Statement::rewind()
{
    sqlite3_reset(m_statement);
    sqlite3_clear_bindings(m_statement);
}

bool Statement::is_null(int column) const { return sqlite3_column_type(m_statement, column) == SQLITE_NULL; }
std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(m_statement, column); }

std::string Statement::text(int column) const
{
    auto const* const start = reinterpret_cast<char const*>(sqlite3_column_text(m_statement, column));
    return start ? std::string(start, static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column))) : std::string();
}

std::string Statement::bytes(int column) const
{
    auto const* const start = static_cast<char const*>(sqlite3_column_blob(m_statement, column));
    return start ? std::string(start, static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column))) : std::string();
}

Transaction::Transaction(Transaction&& other) noexcept : m_database(std::exchange(other.m_database, nullptr)) { }

Transaction::~Transaction()
{
    if (!m_database || !m_database->in_transaction)
        return;
    m_database->in_transaction = false;
    // Some errors have rolled back already.
    if (sqlite3_get_autocommit(m_database->connection) == 0)
        sqlite3_exec(m_database->connection, "ROLLBACK", nullptr, nullptr, nullptr);
}

Result<void> Transaction::commit()
{
    verify(m_database->in_transaction, "a transaction is committed once");
    TRY(m_database->run("COMMIT"));
    m_database->in_transaction = false;
    return {};
}

}
