#include "drivers/escpos/status.h"

#include <algorithm>

namespace drivers::escpos {

namespace {

constexpr std::uint8_t text_start = 0x5F;
constexpr std::uint8_t block_start = 0x37;
constexpr std::uint8_t process_block = 0x22;
constexpr std::uint8_t xon = 0x11;
constexpr std::uint8_t xoff = 0x13;

bool begins_state(std::uint8_t byte) { return (byte & 0x93) == 0x10; }
bool goes_on_with_state(std::uint8_t byte) { return (byte & 0x90) == 0x00; }
bool is_status_answer(std::uint8_t byte) { return (byte & 0x93) == 0x12; }
bool is_sensor_answer(std::uint8_t byte) { return (byte & 0x90) == 0x00; }
bool has(std::uint8_t byte, int bit) { return (byte >> bit & 1) != 0; }

Facts facts_of_state(Bytes const& state)
{
    return {
        .offline = has(state[0], 3),
        .cover_open = has(state[0], 5),
        .feeding = has(state[0], 6),
        .paper_low = has(state[2], 0) || has(state[2], 1),
        .paper_out = has(state[2], 2) || has(state[2], 3),
        .mechanical_error = has(state[1], 2),
        .cutter_error = has(state[1], 3),
        .fatal_error = has(state[1], 5),
        .overheated = has(state[1], 6),
    };
}

}

Trouble trouble_of(Facts const& facts)
{
    if (facts.cover_open)
        return Trouble::cover_open;
    if (facts.paper_out)
        return Trouble::paper_out;
    if (facts.cutter_error)
        return Trouble::cutter_error;
    if (facts.mechanical_error)
        return Trouble::mechanical_error;
    if (facts.fatal_error)
        return Trouble::fatal_error;
    return Trouble::none;
}

void take_in(Facts& facts, Report const& report)
{
    if (auto const* state = std::get_if<StateReport>(&report)) {
        facts = state->facts;
    } else if (auto const* sensor = std::get_if<PaperSensorReport>(&report)) {
        facts.paper_low = sensor->low;
        facts.paper_out = sensor->out;
    } else if (auto const* answer = std::get_if<RealTimeReport>(&report)) {
        auto const bits = answer->bits;
        switch (answer->n) {
        case 1: facts.offline = has(bits, 3); break;
        case 2:
            facts.cover_open = has(bits, 2);
            facts.feeding = has(bits, 3);
            facts.paper_out = has(bits, 5);
            break;
        case 3:
            facts.mechanical_error = has(bits, 2);
            facts.cutter_error = has(bits, 3);
            facts.fatal_error = has(bits, 5);
            facts.overheated = has(bits, 6);
            break;
        case 4:
            facts.paper_low = has(bits, 2) || has(bits, 3);
            facts.paper_out = has(bits, 5) || has(bits, 6);
            break;
        default: break;
        }
    }
}

void StatusParser::forget()
{
    m_asked_status.clear();
    m_asked_sensor = 0;
    m_state.clear();
    m_block.clear();
}

std::vector<Report> StatusParser::feed(View bytes)
{
    std::vector<Report> reports;
    for (auto const byte : bytes) {
        if (byte == xon || byte == xoff)
            continue;
        if (!m_state.empty())
            go_on_with_state(byte, reports);
        else if (!m_block.empty())
            go_on_with_block(byte, reports);
        else
            begin(byte, reports);
    }
    return reports;
}

void StatusParser::begin(std::uint8_t byte, std::vector<Report>& reports)
{
    if (byte == text_start || byte == block_start)
        m_block = { byte };
    else if (begins_state(byte))
        m_state = { byte };
    else if (is_status_answer(byte) && answers_status(byte, reports))
        return;
    else if (is_sensor_answer(byte) && m_asked_sensor > 0) {
        --m_asked_sensor;
        reports.push_back(PaperSensorReport { .low = has(byte, 0) || has(byte, 1), .out = has(byte, 2) || has(byte, 3) });
    } else
        ++m_strays;
}

void StatusParser::go_on_with_state(std::uint8_t byte, std::vector<Report>& reports)
{
    if (goes_on_with_state(byte)) {
        m_state.push_back(byte);
        if (m_state.size() == 4) {
            reports.push_back(StateReport { facts_of_state(m_state) });
            m_state.clear();
        }
        return;
    }
    // Real-time answers overtake everything, also the rest of an ASB.
    if (is_status_answer(byte) && answers_status(byte, reports))
        return;
    // The rest of this ASB was lost.
    m_strays += static_cast<int>(m_state.size());
    m_state.clear();
    if (!m_block.empty())
        go_on_with_block(byte, reports);
    else
        begin(byte, reports);
}

void StatusParser::go_on_with_block(std::uint8_t byte, std::vector<Report>& reports)
{
    // An ASB inside. In a text, bytes from 20 on are letters; in a block none of ours begins like an ASB.
    if (begins_state(byte) && (byte < 0x20 || m_block[0] == block_start)) {
        m_state = { byte };
        return;
    }
    if (byte == 0) {
        end_block(reports);
        return;
    }
    if (is_status_answer(byte) && byte < 0x20 && answers_status(byte, reports))
        return;
    m_block.push_back(byte);
    if (m_block.size() > longest_block) {
        m_strays += static_cast<int>(m_block.size());
        m_block.clear();
    }
}

void StatusParser::end_block(std::vector<Report>& reports)
{
    auto const block = std::exchange(m_block, {});
    if (block[0] == text_start) {
        reports.push_back(TextReport { std::string(block.begin() + 1, block.end()) });
    } else if (block.size() == 6 && block[1] == process_block) {
        ProcessReport report {};
        std::copy_n(block.begin() + 2, report.id.size(), report.id.begin());
        reports.push_back(report);
    } else if (block.size() != 2) {
        m_strays += static_cast<int>(block.size()) + 1;
    }
}

bool StatusParser::answers_status(std::uint8_t byte, std::vector<Report>& reports)
{
    if (m_asked_status.empty())
        return false;
    reports.push_back(RealTimeReport { m_asked_status.front(), byte });
    m_asked_status.pop_front();
    return true;
}

}
