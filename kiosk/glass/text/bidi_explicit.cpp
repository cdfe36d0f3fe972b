#include "kiosk/glass/text/bidi_runs.h"

namespace kiosk::text::bidi {

namespace {

constexpr std::uint8_t next_odd(std::uint8_t level) { return static_cast<std::uint8_t>((level + 1) | 1); }
constexpr std::uint8_t next_even(std::uint8_t level) { return static_cast<std::uint8_t>((level + 2) & ~1); }

}

std::vector<Sequence> const& ExplicitLevels::find(std::span<Run> runs, std::uint32_t start, std::uint32_t end, std::uint8_t base)
{
    m_runs = runs;
    m_base = base;
    m_previous = none;
    m_sequences.clear();
    auto& statuses = m_statuses;
    std::size_t depth = 1;
    statuses[0] = { none, m_base, Kind::on };
    std::size_t overflowing_isolates = 0;
    std::size_t overflowing_embeddings = 0;
    std::size_t valid_isolates = 0;

    for (auto i = start; i < end; ++i) {
        auto& run = m_runs[i];
        auto const& status = statuses[depth - 1];
        run.next = none;
        switch (run.original) {
        case Kind::bn: continue;
        case Kind::lre:
        case Kind::lro:
        case Kind::rle:
        case Kind::rlo: { // X2 to X5
            auto const rightward = run.original == Kind::lre || run.original == Kind::lro;
            auto const level = rightward ? next_even(status.level) : next_odd(status.level);
            auto override = Kind::on;
            if (run.original == Kind::lro || run.original == Kind::rlo)
                override = rightward ? Kind::l : Kind::r;
            run.kind = Kind::bn;
            if (level <= max_depth && overflowing_isolates == 0 && overflowing_embeddings == 0)
                statuses[depth++] = { none, level, override };
            else if (overflowing_isolates == 0)
                ++overflowing_embeddings;
            continue;
        }
        case Kind::pdf: // X7
            run.kind = Kind::bn;
            if (overflowing_isolates > 0)
                continue;
            if (overflowing_embeddings > 0)
                --overflowing_embeddings;
            else if (depth > 1 && status.initiator == none)
                --depth;
            continue;
        case Kind::lri:
        case Kind::rli:
        case Kind::fsi: { // X5a to X5c
            auto const level = run.kind == Kind::rli ? next_odd(status.level) : next_even(status.level);
            stay(i, status);
            if (level <= max_depth && overflowing_isolates == 0 && overflowing_embeddings == 0) {
                ++valid_isolates;
                statuses[depth++] = { i, level, Kind::on };
            } else {
                ++overflowing_isolates;
            }
            break;
        }
        case Kind::pdi: { // X6a
            auto initiator = none;
            if (overflowing_isolates > 0) {
                --overflowing_isolates;
            } else if (valid_isolates > 0) {
                overflowing_embeddings = 0;
                while (initiator == none)
                    initiator = statuses[--depth].initiator;
                --valid_isolates;
            }
            stay(i, statuses[depth - 1], initiator);
            break;
        }
        default: stay(i, status); // X6
        }
        m_previous = i;
    }
    return m_sequences;
}

/// A run that stays gets its level and becomes part of a sequence: that of its isolate's initiator, of the run before,
/// or a new one.
void ExplicitLevels::stay(std::uint32_t index, Status const& status, std::uint32_t initiator)
{
    auto& run = m_runs[index];
    run.level = status.level;
    if (status.override != Kind::on)
        run.kind = status.override;
    else if (is_one_of(run.kind, isolates))
        run.kind = Kind::on;
    if (initiator != none)
        m_runs[initiator].next = index;
    else if (m_previous != none && m_runs[m_previous].level == run.level)
        m_runs[m_previous].next = index;
    else
        m_sequences.push_back({ index, run.level, m_previous == none ? m_base : m_runs[m_previous].level });
}

}
