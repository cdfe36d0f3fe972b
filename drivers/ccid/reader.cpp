#include "drivers/ccid/reader.h"

#include "drivers/iso7816/payment.h"
#include "drivers/iso7816/status.h"

#include <algorithm>
#include <fmt/format.h>

namespace drivers::ccid {

using kiosk::Deadline;
using kiosk::Duration;
using kiosk::failed;

namespace {

/// More rounds of 61xx and 6Cxx than any honest card needs for 64 KiB.
constexpr int most_rounds = 300;
constexpr std::size_t most_response = 65536;

}

Result<std::unique_ptr<Reader>> Reader::open(
    std::unique_ptr<Transport> transport, Capabilities const& capabilities, Limits const& limits, kiosk::Clock const& clock)
{
    if (capabilities.exchange == Exchange::tpdu || capabilities.exchange == Exchange::character)
        return failed(Failure::refused,
            fmt::format("the reader works at {} level; this version drives readers at short- and extended-APDU level",
                to_string(capabilities.exchange)));
    return std::unique_ptr<Reader>(new Reader(std::move(transport), capabilities, limits, clock));
}

Reader::Reader(std::unique_ptr<Transport> transport, Capabilities const& capabilities, Limits const& limits, kiosk::Clock const& clock)
    : m_transport(std::move(transport))
    , m_capabilities(capabilities)
    , m_limits(limits)
    , m_clock(clock)
{
}

Result<CardPower> Reader::look(Deadline deadline)
{
    TRY(be_ready(deadline));
    auto const address = next_address();
    auto const reply = TRY(exchange(CommandType::get_slot_status, address, encode_get_slot_status(address), m_limits.status, deadline));
    // §6.2.2: a slot whose command failed still tells whether a card is in it.
    return reply.power;
}

Result<iso7816::Atr> Reader::power_on(Deadline deadline)
{
    TRY(be_ready(deadline));
    std::optional<kiosk::Error> last;
    for (auto const voltage : m_capabilities.voltages) {
        if (last)
            TRY(power_off(deadline));
        auto const address = next_address();
        auto const reply = TRY(exchange(CommandType::power_on, address, encode_power_on(address, voltage), m_limits.command, deadline));
        if (reply.status == CommandStatus::done)
            return TRY(iso7816::parse_atr(reply.payload));
        last = slot_failure(CommandType::power_on, reply).error();
        if (last->kind == Failure::absent)
            break;
    }
    return std::unexpected(std::move(*last));
}

Result<void> Reader::power_off(Deadline deadline)
{
    TRY(be_ready(deadline));
    auto const address = next_address();
    auto const reply = TRY(exchange(CommandType::power_off, address, encode_power_off(address), m_limits.command, deadline));
    if (reply.status == CommandStatus::failed && reply.power != CardPower::absent)
        return slot_failure(CommandType::power_off, reply);
    return {};
}

Result<iso7816::Response> Reader::transmit(iso7816::Command const& command, Deadline deadline)
{
    if (iso7816::opens_payment(command))
        return failed(Failure::refused, "payment guard: this reader opens no payment application");
    TRY(be_ready(deadline));
    auto whole = TRY(transmit_once(command, deadline));
    auto asked = command;
    for (int round = 0; auto next = iso7816::follow_up(asked, whole.status); ++round) {
        if (round == most_rounds)
            return failed(Failure::malformed, "the card asks for ever more GET RESPONSE");
        auto part = TRY(transmit_once(*next, deadline));
        if (part.data.size() > most_response - std::min(most_response, whole.data.size()))
            return failed(Failure::malformed, fmt::format("the card's response is longer than {} bytes", most_response));
        whole.data.insert(whole.data.end(), part.data.begin(), part.data.end());
        whole.status = part.status;
        asked = std::move(*next);
    }
    return whole;
}

Result<iso7816::Response> Reader::transmit_once(iso7816::Command const& command, Deadline deadline)
{
    auto const extended = iso7816::form_of(command) == iso7816::Form::extended;
    if (extended && m_capabilities.exchange == Exchange::short_apdu)
        return failed(Failure::refused, "the reader takes short commands only: at most 255 bytes out and 256 in");
    auto const apdu = TRY(extended ? iso7816::encode_extended(command) : iso7816::encode_short(command));
    auto const answer = TRY(transfer_apdu(apdu, deadline));
    return iso7816::decode_response(answer);
}

/// §6.1.4 and §6.2.1: an APDU in as many pieces as the reader's messages need, in both directions.
Result<Bytes> Reader::transfer_apdu(View apdu, Deadline deadline)
{
    auto const room = m_capabilities.message_bytes - header_size;
    if (apdu.size() > room && m_capabilities.exchange != Exchange::extended_apdu)
        return failed(Failure::refused, fmt::format("the reader's messages carry {} bytes, the command has {}", room, apdu.size()));

    auto rest = apdu;
    auto reply = Reply {};
    for (bool first = true; first || !rest.empty(); first = false) {
        auto const piece = rest.first(std::min(room, rest.size()));
        rest = rest.subspan(piece.size());
        auto const chain = first ? (rest.empty() ? Chain::whole : Chain::begins) : (rest.empty() ? Chain::ends : Chain::continues);
        reply = TRY(transfer(chain, piece, deadline));
        if (!rest.empty() && (reply.chain() != Chain::go_on || !reply.payload.empty()))
            return failed(Failure::malformed, "the reader answered a command before its last piece was sent");
    }

    if (m_capabilities.exchange != Exchange::extended_apdu)
        return std::move(reply.payload); // at short level the tenth byte says nothing
    auto answer = std::move(reply.payload);
    auto part = reply.chain();
    auto const starts_well = part == Chain::whole || part == Chain::begins;
    while (starts_well && (part == Chain::begins || part == Chain::continues)) {
        reply = TRY(transfer(Chain::go_on, {}, deadline));
        part = reply.chain();
        if (part != Chain::ends && part != Chain::continues)
            break;
        if (answer.size() + reply.payload.size() > most_response + 2 || (part == Chain::continues && reply.payload.empty()))
            return failed(Failure::malformed, "the reader's response in pieces has no end");
        answer.insert(answer.end(), reply.payload.begin(), reply.payload.end());
    }
    if (!starts_well || (part != Chain::whole && part != Chain::ends))
        return failed(Failure::malformed, fmt::format("the reader's response comes in pieces out of order (bChainParameter {:02X})", reply.specific));
    return answer;
}

Result<Reply> Reader::transfer(Chain chain, View bytes, Deadline deadline)
{
    auto const address = next_address();
    auto reply = TRY(exchange(CommandType::transfer, address, encode_transfer(address, chain, bytes), m_limits.command, deadline));
    if (reply.status == CommandStatus::failed)
        return slot_failure(CommandType::transfer, reply);
    return reply;
}

Result<Reply> Reader::exchange(CommandType type, Address address, View message, Duration limit, Deadline deadline)
{
    if (auto sent = m_transport->send(message, within(limit, deadline)); !sent)
        return lost(std::move(sent).error().within(to_string(type)));
    auto reply = matching_reply(type, address, limit, deadline);
    if (!reply)
        return lost(std::move(reply).error().within(to_string(type)));
    return reply;
}

/// R1 and R2: everything that is not the reply to this very command is passed over.
Result<Reply> Reader::matching_reply(CommandType type, Address address, Duration limit, Deadline deadline)
{
    auto const ceiling = within(std::max(limit, m_limits.ceiling), deadline);
    auto until = within(limit, ceiling);
    for (;;) {
        if (until.passed(m_clock))
            return failed(Failure::unreachable, "the reader did not answer in time");
        auto const message = TRY(m_transport->receive(until));
        auto reply = decode_reply(message);
        if (!reply) {
            ++m_counters.nonsense;
            continue;
        }
        if (reply->type != reply_to(type) || reply->address != address) {
            ++m_counters.stale;
            continue;
        }
        if (reply->status == CommandStatus::wants_time) { // §6.2.6
            ++m_counters.extensions;
            until = within(limit, ceiling);
            continue;
        }
        return std::move(*reply);
    }
}

/// What a failed transfer means for the reader.
std::unexpected<kiosk::Error> Reader::lost(kiosk::Error error)
{
    m_condition = error.kind == Failure::absent ? Condition::gone : Condition::stuck;
    return std::unexpected(std::move(error));
}

/// §6.2.6: a reply that says `failed`, in the kinds of the header.
std::unexpected<kiosk::Error> Reader::slot_failure(CommandType type, Reply const& reply)
{
    auto const story = fmt::format("{}: {}", to_string(type), story_of_slot_error(reply.error));
    if (reply.power == CardPower::absent)
        return failed(Failure::absent, fmt::format("{}: no card in the slot", to_string(type)));
    switch (reply.error) {
    case slot_error::bad_atr_ts:
    case slot_error::bad_atr_tck:
        return failed(Failure::malformed, story);
    case slot_error::protocol_not_supported:
    case slot_error::class_not_supported:
    case slot_error::command_not_supported:
        return failed(Failure::refused, story);
    case slot_error::slot_busy:
    case slot_error::command_aborted:
        m_condition = Condition::stuck; // it is still at an earlier command
        return failed(Failure::unreachable, story);
    default:
        return failed(Failure::unreachable, story);
    }
}

Result<void> Reader::be_ready(Deadline deadline)
{
    switch (m_condition) {
    case Condition::ready: return {};
    case Condition::stuck: return recover(deadline);
    case Condition::gone: return failed(Failure::absent, "the reader has been unplugged");
    case Condition::maintenance: return failed(Failure::unreachable, "the reader cannot be brought back: unplug it and plug it in again");
    }
    kiosk::verify(false, "a reader is in one of its conditions");
    return {};
}

Result<void> Reader::recover(Deadline deadline)
{
    if (m_condition != Condition::stuck)
        return be_ready(deadline);
    // The ladder: each rung is tried once, with its own share of time.
    for (auto const rung : { Rung::abort, Rung::clear_halts }) {
        if (deadline.passed(m_clock))
            return failed(Failure::unreachable, "no time left to bring the reader back");
        auto const climbed = climb(rung, within(m_limits.rung, deadline));
        if (climbed) {
            m_condition = Condition::ready;
            m_failed_recoveries = 0;
            ++m_counters.recoveries;
            return {};
        }
        if (climbed.error().kind == Failure::absent) {
            m_condition = Condition::gone;
            return climbed;
        }
    }
    if (deadline.passed(m_clock))
        return failed(Failure::unreachable, "no time left to bring the reader back"); // it has not had its full chance
    if (++m_failed_recoveries >= m_limits.most_recoveries) {
        m_condition = Condition::maintenance;
        return failed(Failure::unreachable, "neither abort nor clearing the pipes brings the reader back: unplug it and plug it in again");
    }
    return failed(Failure::unreachable, "the reader does not answer an abort yet");
}

Result<void> Reader::climb(Rung rung, Deadline deadline)
{
    if (rung == Rung::clear_halts)
        TRY(m_transport->clear_halts(deadline));
    TRY(abort_all(deadline));
    // Only a reader that answers a fresh command is ready again.
    auto const address = next_address();
    TRY(m_transport->send(encode_get_slot_status(address), deadline));
    (void)TRY(matching_reply(CommandType::get_slot_status, address, m_limits.status, deadline));
    return {};
}

/// §5.3.1 and §6.1.13: ABORT on the control pipe and PC_to_RDR_Abort on bulk OUT carry the same slot and sequence; the
/// reader answers the latter, and until then whatever it still had to say is dropped.
Result<void> Reader::abort_all(Deadline deadline)
{
    auto const address = next_address();
    if (auto const asked = m_transport->request_abort(address, deadline); !asked) {
        // §5.3.1 makes it mandatory, yet some readers stall it: the message on bulk OUT still tells whether they listen.
        if (asked.error().kind != Failure::refused)
            return asked;
    }
    TRY(m_transport->send(encode_abort(address), deadline));
    (void)TRY(matching_reply(CommandType::abort, address, m_limits.rung, deadline));
    return {};
}

Deadline Reader::within(Duration span, Deadline deadline) const
{
    return Deadline::at(std::min(m_clock.now() + span, deadline.moment()));
}

Address Reader::next_address()
{
    return { m_slot, m_sequence++ };
}

}
