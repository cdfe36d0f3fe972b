#pragma once
/// A file of tables that keeps what it was told through loss of power.
///
/// SQLite with one connection and one owner thread, `journal_mode=WAL`, `synchronous=FULL`, `locking_mode=EXCLUSIVE`:
/// a commit costs one fdatasync, and nobody else can open the file meanwhile (SQLite before 3.51.3 can damage a WAL
/// that two connections checkpoint).
///
/// A file that is damaged, not ours, or written by a newer version is refused in words and left as it is. After a
/// read or write error of the disk the database answers `refused` to everything: what reached the disk is unknown
/// until it is opened anew.
///
/// Threads: the database and all that comes from it belong to the thread that opened it; hand_over() lets another
/// thread become the owner at its next call.

#include "kiosk/base/core/result.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace kiosk::store {

/// What the tables of a file are. `steps[i]` is the SQL that brings version i to version i + 1; a new file goes
/// through all of them. Steps are never changed once released, only added.
struct Schema {
    std::string name;               ///< for stories: `journal`
    std::int32_t application;       ///< SQLite's application_id: tells our kinds of file apart
    std::vector<std::string> steps;
};

class Statement;
class Transaction;

class Database {
public:
    /// Makes the file (mode 0600) and its folder if they are not there.
    /// `unreachable` if another program holds it (a command then exits as busy); `refused` if it may not be opened, or
    /// a newer version wrote it; `malformed` if it is damaged or something else; `exhausted` if the disk is full.
    [[nodiscard]] static Result<Database> open(std::filesystem::path const& file, Schema const& schema);
    Database(Database&&) noexcept;
    Database& operator=(Database&&) = delete;
    ~Database();

    /// One or more statements without answers.
    [[nodiscard]] Result<void> run(std::string const& sql);
    /// `?1`, `?2`, … stand for values.
    [[nodiscard]] Result<Statement> prepare(std::string_view sql);
    /// All that follows until Transaction::commit() happens, or none of it. One at a time.
    [[nodiscard]] Result<Transaction> begin();
    /// Rows that the last statement changed.
    [[nodiscard]] std::int64_t changed_rows() const;
    [[nodiscard]] std::filesystem::path const& file() const;
    /// The next call may come from another thread.
    void hand_over();

private:
    friend class Statement;
    friend class Transaction;
    struct Inside;
    explicit Database(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> m_inside; ///< its address is stable: statements refer to it
};

/// Must end before its database.
class Statement {
public:
    Statement(Statement&&) noexcept;
    Statement& operator=(Statement&&) = delete;
    ~Statement();

    /// Values from 1. Text and bytes are copied.
    Statement& bind(int place, std::int64_t value);
    Statement& bind(int place, std::string_view text);
    Statement& bind_bytes(int place, std::string_view bytes);
    Statement& bind_null(int place);

    /// True: a row is there to be read. False: there is none, or no more.
    [[nodiscard]] Result<bool> step();
    /// For statements without rows.
    [[nodiscard]] Result<void> run();
    /// Ready for other values and another run.
    void rewind();

    /// Columns from 0, of the row that step() found.
    [[nodiscard]] bool is_null(int column) const;
    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] std::string text(int column) const;
    [[nodiscard]] std::string bytes(int column) const;

private:
    friend class Database;
    Statement(Database::Inside& database, sqlite3_stmt* statement) : m_database(&database), m_statement(statement) { }
    Database::Inside* m_database;
    sqlite3_stmt* m_statement;
};

/// Undone by the destructor unless commit() was called.
class Transaction {
public:
    Transaction(Transaction&&) noexcept;
    Transaction& operator=(Transaction&&) = delete;
    ~Transaction();

    /// When it returns good, everything since begin() survives loss of power. When not, nothing of it was kept, but
    /// after an error of the disk (`refused`) that is known only when the file is opened again.
    [[nodiscard]] Result<void> commit();

private:
    friend class Database;
    explicit Transaction(Database::Inside& database) : m_database(&database) { }
    Database::Inside* m_database;
};

}
