#include "tests/bench/row.h"

#include "kiosk/base/json/json.h"

#include <cmath>
#include <fmt/format.h>

namespace bench {

namespace {
double rounded(double value, double places)
{
    return std::round(value * places) / places;
}
}

bool print(Row const& row)
{
    using kiosk::json::Value;
    auto const figure = [](double value) { return value > 0 ? Value(rounded(value, 1e3)) : Value(nullptr); };
    Value::Object line { { "bench", row.bench }, { "ours", figure(row.ours) }, { "unit", row.unit }, { "peer", row.peer }, { "theirs", figure(row.theirs) } };
    line.emplace_back("ratio", row.why.empty() ? Value(rounded(row.ours / row.theirs, 1e4)) : Value(nullptr));
    if (row.agreement)
        line.emplace_back("agreement", rounded(*row.agreement, 1e4));
    if (!row.why.empty())
        line.emplace_back("why", row.why);
    fmt::print("{}\n", kiosk::json::write(line));
    return row.why.empty();
}

}
