#pragma once
/// `shubbak audit [--full] [--out DIR] [--json]`, and the goldens it writes.

#include "kiosk/app/audit/audit.h"
#include "kiosk/app/audit/report.h"

#include <filesystem>

namespace kiosk::audit {

/// What is asked.
struct Question {
    std::filesystem::path assets;
    std::filesystem::path fonts;
    visit::Manners manners {};
    Extent extent = Extent::daily;
    std::filesystem::path out = {}; ///< empty: nothing is written
    /// Only exhibits whose name begins so; empty for all. A clause may then have nothing to stand on.
    std::string only = {};
    unsigned processes = 0; ///< 0: as many as there are cores
};

/// Measures, judges, and writes `out/index.html` and `out/audit.json`. One glass a process: none may be open.
[[nodiscard]] Result<Findings> run(Question const& question);

}
