#include "kiosk/app/audit/pairwise.h"

#include "kiosk/base/core/result.h"

#include <algorithm>
#include <cstddef>

namespace kiosk::audit {

namespace {

/// Which pairs have not met yet.
class Pairs {
public:
    explicit Pairs(std::span<int const> levels)
    {
        for (int const count : levels) {
            m_first.push_back(m_values);
            m_values += static_cast<std::size_t>(count);
        }
        m_open.assign(m_values * m_values, 0);
        for (std::size_t a = 0; a < levels.size(); ++a) {
            for (std::size_t b = a + 1; b < levels.size(); ++b) {
                for (int i = 0; i < levels[a]; ++i) {
                    for (int j = 0; j < levels[b]; ++j) {
                        m_open[place(a, i, b, j)] = 1;
                        ++m_left;
                    }
                }
            }
        }
    }

    [[nodiscard]] bool open(std::size_t a, int i, std::size_t b, int j) const { return m_open[a < b ? place(a, i, b, j) : place(b, j, a, i)] != 0; }
    [[nodiscard]] std::size_t left() const { return m_left; }
    void meet(Row const& row)
    {
        for (std::size_t a = 0; a < row.size(); ++a) {
            for (std::size_t b = a + 1; b < row.size(); ++b) {
                auto& one = m_open[place(a, row[a], b, row[b])];
                m_left -= one;
                one = 0;
            }
        }
    }

private:
    [[nodiscard]] std::size_t place(std::size_t a, int i, std::size_t b, int j) const
    {
        return (m_first[a] + static_cast<std::size_t>(i)) * m_values + m_first[b] + static_cast<std::size_t>(j);
    }

    std::vector<std::size_t> m_first;
    std::vector<unsigned char> m_open;
    std::size_t m_values = 0;
    std::size_t m_left = 0;
};

constexpr int not_chosen = -1;

/// The value of `factor` that meets most of what is new beside the values chosen so far.
int best_value(Pairs const& pairs, Row const& row, std::size_t factor, int levels)
{
    int best = 0;
    int most = -1;
    for (int value = 0; value < levels; ++value) {
        int meets = 0;
        for (std::size_t other = 0; other < row.size(); ++other) {
            if (other != factor && row[other] != not_chosen && pairs.open(factor, value, other, row[other]))
                ++meets;
        }
        if (meets > most) {
            most = meets;
            best = value;
        }
    }
    return best;
}

/// A row that begins with the first pair that has not met.
Row begin_row(Pairs const& pairs, std::span<int const> levels)
{
    Row row(levels.size(), not_chosen);
    for (std::size_t a = 0; a < levels.size(); ++a) {
        for (std::size_t b = a + 1; b < levels.size(); ++b) {
            for (int i = 0; i < levels[a]; ++i) {
                for (int j = 0; j < levels[b]; ++j) {
                    if (pairs.open(a, i, b, j)) {
                        row[a] = i;
                        row[b] = j;
                        return row;
                    }
                }
            }
        }
    }
    return row;
}

}

std::vector<Row> pairwise(std::span<int const> levels)
{
    verify(std::ranges::all_of(levels, [](int count) { return count > 0; }), "a choice has at least one value");
    if (levels.size() < 2)
        return all_rows(levels);
    std::vector<Row> rows;
    Pairs pairs(levels);
    while (pairs.left() > 0) {
        auto row = begin_row(pairs, levels);
        for (std::size_t factor = 0; factor < levels.size(); ++factor) {
            if (row[factor] == not_chosen)
                row[factor] = best_value(pairs, row, factor, levels[factor]);
        }
        pairs.meet(row);
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<Row> all_rows(std::span<int const> levels)
{
    if (levels.empty())
        return {};
    std::vector<Row> rows;
    Row row(levels.size(), 0);
    for (;;) {
        rows.push_back(row);
        std::size_t factor = levels.size();
        while (factor > 0 && ++row[factor - 1] == levels[factor - 1])
            row[--factor] = 0;
        if (factor == 0)
            return rows;
    }
}

}
