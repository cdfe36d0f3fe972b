#pragma once
/// The journal's tables, as SQL. Ids are hexadecimal text and times milliseconds since 1970 (UTC), so that a technician
/// can read the file with any SQLite shell.

#include "kiosk/trust/store/database.h"

namespace kiosk::journal {

[[nodiscard]] inline store::Schema tables()
{
    return { "journal", 0x5348424a /* SHBJ */,
        { R"sql(
CREATE TABLE journal (            -- one row
    one           INTEGER PRIMARY KEY CHECK (one = 1),
    kiosk         INTEGER NOT NULL,
    next_counter  INTEGER NOT NULL,  -- of the next receipt number
    numbers_end   INTEGER NOT NULL   -- what the numbers file said at the last commit
) STRICT;
CREATE TABLE epochs (             -- oldest first; the last one grows
    ordinal   INTEGER PRIMARY KEY,
    epoch     TEXT NOT NULL UNIQUE,
    begun_at  INTEGER NOT NULL,
    last      INTEGER NOT NULL CHECK (last >= received),      -- the last sequence number given, 0 for none
    received  INTEGER NOT NULL CHECK (received >= archived),
    archived  INTEGER NOT NULL CHECK (archived >= 0)
) STRICT;
CREATE TABLE transactions (
    ordinal       INTEGER PRIMARY KEY,
    id            TEXT NOT NULL UNIQUE,
    number        TEXT NOT NULL UNIQUE,
    service       TEXT NOT NULL,
    minor_units   INTEGER,
    currency      TEXT,
    state         TEXT NOT NULL,
    committed_at  INTEGER NOT NULL,
    changed_at    INTEGER NOT NULL,
    sealed_to     TEXT NOT NULL,
    body          BLOB,              -- sealed; null once the record carries it
    epoch         INTEGER REFERENCES epochs,  -- of its latest record
    seq           INTEGER
) STRICT;
CREATE INDEX under_way ON transactions (state) WHERE state IN ('committed', 'printing');
CREATE TABLE records (
    epoch     INTEGER NOT NULL REFERENCES epochs,
    seq       INTEGER NOT NULL,
    record    BLOB,                  -- null once archived
    leaf      BLOB NOT NULL,         -- stays
    rejected  TEXT,                  -- why the hub cannot use it; then the bytes stay
    PRIMARY KEY (epoch, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX rejects ON records (epoch, seq) WHERE rejected IS NOT NULL;
)sql" } };
}

}
