#pragma once
/// One line of what `deploy/bench` prints.

#include <optional>
#include <string>

namespace bench {

struct Row {
    std::string bench;
    std::string unit;
    std::string peer;
    double ours = 0;
    double theirs = 0;
    std::string why {};                        ///< not empty: nothing is to be compared
    std::optional<double> agreement {};        ///< share of the texts for which both came to the same result
};

/// Prints `row` as JSON. True if it could be compared.
bool print(Row const& row);

}
