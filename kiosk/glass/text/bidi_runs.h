#pragma once
/// What UAX #9 works on: runs of one class, and the sequences of them that its rules walk along. Inner part of this folder.

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace kiosk::text::bidi {

/// The classes of UAX #9, table 4, in ICU's order, and brackets, which are ON there.
// clang-format off
enum class Kind : std::uint8_t {
    l, r, en, es, et, an, cs, b, s, ws, on, lre, lro, al, rle, rlo, pdf, nsm, bn, fsi, lri, rli, pdi,
    opening = 23, closing = 36 // ON and 13 times Letter::opens or Letter::closes
};
// clang-format on

constexpr bool is_one_of(Kind kind, std::uint64_t set) { return (set >> static_cast<unsigned>(kind) & 1) != 0; }
template <typename... Kinds>
constexpr std::uint64_t set_of(Kinds... kinds)
{
    return ((std::uint64_t { 1 } << static_cast<unsigned>(kinds)) | ...);
}

inline constexpr auto embeddings = set_of(Kind::lre, Kind::lro, Kind::rle, Kind::rlo, Kind::pdf);
inline constexpr auto isolates = set_of(Kind::lri, Kind::rli, Kind::fsi, Kind::pdi);
inline constexpr auto removed = embeddings | set_of(Kind::bn);
inline constexpr auto turning = set_of(Kind::r, Kind::al, Kind::an) | embeddings | isolates;
inline constexpr auto hanging = set_of(Kind::ws, Kind::s, Kind::b) | isolates;
inline constexpr auto separators = set_of(Kind::b, Kind::s);
inline constexpr auto brackets = set_of(Kind::opening, Kind::closing);
/// Each of these counts for itself; of the others equal neighbours are one.
inline constexpr auto single = embeddings | isolates | brackets | set_of(Kind::b, Kind::es, Kind::cs, Kind::bn);

inline constexpr std::uint32_t none = 0xffffffff;
inline constexpr std::uint8_t max_depth = 125; // BD2

constexpr Kind direction_of(std::uint8_t level) { return level % 2 == 0 ? Kind::l : Kind::r; }

/// Letters of one class; BN, and the second unit of a pair, belong to what stands before them.
struct Run {
    std::uint32_t start;
    std::uint32_t next; ///< in its isolating run sequence
    Kind original;
    Kind kind;          ///< as the rules change it
    std::uint8_t level;
    bool mark;          ///< NSM when W1 came
};

/// An isolating run sequence (BD13).
struct Sequence {
    std::uint32_t head;
    std::uint8_t level;
    std::uint8_t level_before;
};

/// X1 to X8: the levels that controls ask for.
class ExplicitLevels {
public:
    /// Gives the runs [start, end), which are one paragraph, their levels and overrides, and links them to isolating run
    /// sequences (X10). What X9 removes becomes BN and belongs to none. Valid until the next call.
    [[nodiscard]] std::vector<Sequence> const& find(std::span<Run> runs, std::uint32_t start, std::uint32_t end, std::uint8_t base);

private:
    /// An entry of X1's directional status stack.
    struct Status {
        std::uint32_t initiator; ///< of an isolate; `none` for embeddings
        std::uint8_t level;
        Kind override;           ///< L, R, or ON for neutral
    };

    void stay(std::uint32_t index, Status const& status, std::uint32_t initiator = none);

    std::span<Run> m_runs;
    std::uint8_t m_base = 0;
    std::uint32_t m_previous = none; ///< the last run that stays
    std::vector<Sequence> m_sequences;
    std::array<Status, max_depth + 2> m_statuses;
};

/// BD16, N0: the brackets of a sequence, once the weak letters between them are resolved.
class BracketPairs {
public:
    /// `first_opening` and `last_closing` are runs of the sequence; `strong` is its sos.
    void resolve(std::span<Run> runs, std::span<char16_t const> text, Sequence const& sequence, std::uint32_t first_opening,
        std::uint32_t last_closing, Kind strong);

private:
    struct Pair {
        std::uint32_t opening;
        std::uint32_t closing; ///< `none` if the bracket is not closed
        std::uint64_t inside;  ///< L and R as a set
    };
    void find(std::span<Run> runs, std::span<char16_t const> text, std::uint32_t first_opening, std::uint32_t last_closing);
    static void turn(std::span<Run> runs, Pair const& pair, Kind direction);

    std::vector<Pair> m_pairs;
};

}
