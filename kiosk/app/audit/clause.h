#pragma once
/// What the standards ask for, clause by clause, and which measures answer it.

#include "kiosk/app/audit/tally.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk::audit {

/// A measure, and what this clause asks of it where that is not the measure's own floor.
struct Asked {
    Measure measure;
    std::optional<double> limit = std::nullopt;
};

enum class Standing {
    pass,
    fail,
    not_applicable, ///< the clause speaks of something that a kiosk's program is not or has not
    elsewhere,      ///< it applies, and is held by tests of the program or by whoever sets the kiosk up, not by this audit
};
[[nodiscard]] std::string_view to_string(Standing standing);

struct Clause {
    std::string_view standard;
    std::string_view number;
    std::string_view asks;
    std::vector<Asked> asked = {};
    /// Of a clause without measures: how it stands, and why.
    Standing otherwise = Standing::not_applicable;
    std::string_view reason = {};
};

/// EN 301 549 V3.2.1, VVSG 2.0, WCAG 2.2, Section 508 (36 CFR 1194, 2017), and the Korean rules for kiosks.
[[nodiscard]] std::span<Clause const> clauses();

/// How one clause stands after an audit.
struct Ruling {
    Clause const* clause = nullptr;
    Standing standing = Standing::not_applicable;
    /// Of the measures that were asked: the one that falls shortest, or comes nearest to it.
    std::optional<Measure> measure;
    double limit = 0;
    std::optional<Example> worst;
    std::string reason;
};
[[nodiscard]] std::vector<Ruling> rule(Tally const& tally);

}
