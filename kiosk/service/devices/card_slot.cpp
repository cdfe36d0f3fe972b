#include "kiosk/service/devices/card_slot.h"

#include "kiosk/service/devices/resident_card.h"

#include <fmt/format.h>

namespace kiosk::devices {

using drivers::ccid::CardPower;
using drivers::ccid::Condition;

namespace {
constexpr auto no_need_to_look = std::chrono::hours(24);
}

CardSlot::CardSlot(Mailbox<Event>& events, Clock const& clock, SlotTimes const& times)
    : m_events(events)
    , m_clock(clock)
    , m_times(times)
    , m_next_look(in(no_need_to_look))
    , m_health({ .part = "card_reader", .device = {}, .status = DeviceStatus::starting, .action = ErrorAction::none, .seen = {}, .remedy = {} })
{
}

void CardSlot::reader_arrived(std::unique_ptr<drivers::ccid::Reader> reader, std::string name, Notices notices)
{
    m_reader = std::move(reader);
    m_name = std::move(name);
    m_notices = std::move(notices);
    m_told_in = false;
    m_slot = Slot::empty;
    m_powered = false;
    look();
}

void CardSlot::reader_missing(std::string name, std::optional<Error> error)
{
    m_name = std::move(name);
    m_next_look = in(no_need_to_look);
    if (!error)
        return say(DeviceStatus::no_device, ErrorAction::none, "no card reader is plugged in", "plug in a card reader");
    switch (error->kind) {
    case Failure::refused:
        return say(DeviceStatus::device_busy, ErrorAction::configuration, std::move(error->story),
            "use a supported reader; free it from other programs; see that the udev rule is installed");
    case Failure::malformed:
        return say(DeviceStatus::hardware_error, ErrorAction::maintenance, std::move(error->story), "use another reader");
    default:
        return say(DeviceStatus::hardware_error, ErrorAction::maintenance, std::move(error->story), "unplug the reader and plug it in again");
    }
}

void CardSlot::reader_left()
{
    if (!m_reader)
        return;
    card_gone();
    m_reader.reset();
    m_name.clear();
    m_next_look = in(no_need_to_look);
    say(DeviceStatus::no_device, ErrorAction::none, "the card reader was unplugged", "plug the card reader in again");
}

void CardSlot::want(Wanted wanted)
{
    auto const is_new = m_wanted != wanted;
    m_wanted = wanted;
    if (!is_new || !m_reader)
        return;
    if (wanted == Wanted::yes) {
        if (m_slot == Slot::done)
            m_slot = Slot::in;
        return look();
    }
    if (m_powered) {
        m_powered = false;
        if (auto const off = m_reader->power_off(in(m_times.look)); !off)
            check_reader(off.error());
    }
    if (m_reader)
        look();
}

void CardSlot::look()
{
    if (!m_reader) {
        m_next_look = in(no_need_to_look);
        return;
    }
    heed_notices();
    auto const power = m_reader->look(in(m_times.look));
    if (!power)
        return check_reader(power.error());
    say(DeviceStatus::online, ErrorAction::none, fmt::format("{}; {}", m_name, *power == CardPower::absent ? "no card" : "a card is in"), {});

    auto const exchanged = m_powered && *power == CardPower::inactive;
    if (*power == CardPower::absent || exchanged)
        card_gone();
    if (*power != CardPower::absent && m_slot == Slot::empty) {
        m_slot = Slot::in;
        m_events.post(CardInserted {});
    }
    if (m_slot == Slot::in && m_wanted == Wanted::yes)
        read_card();
    if (!m_reader || m_reader->condition() != Condition::ready)
        return; // reading found out, and said when to look again
    auto const wanted = m_wanted == Wanted::yes;
    auto const noticed = m_notices.are_given();
    m_next_look = in(noticed ? (wanted ? m_times.verify_wanted : m_times.verify) : (wanted ? m_times.poll_wanted : m_times.poll));
}

Deadline CardSlot::next_look() const
{
    return m_next_look;
}

void CardSlot::leave()
{
    if (m_reader && m_powered)
        (void)m_reader->power_off(in(m_times.look)); // the device is being let go of; nobody is left to tell
    m_reader.reset();
}

/// A card that was taken out and replaced before the slot is looked at is in the notices alone. Each says what the slot
/// holds after a change: from `in` to `in` hides a removal. The first `in` after `out` is the coming of a card, which
/// a look may have found before. A removal is believed even where a look may have found it before: the card is then
/// told and read twice, which harms nobody.
void CardSlot::heed_notices()
{
    while (auto const notice = m_notices.take()) {
        if (!notice->present || (notice->changed && m_told_in))
            card_gone();
        m_told_in = notice->present;
    }
}

void CardSlot::card_gone()
{
    m_powered = false;
    if (m_slot == Slot::empty)
        return;
    m_slot = Slot::empty;
    m_events.post(CardRemoved {});
}

void CardSlot::read_card()
{
    m_slot = Slot::done;
    auto card = power_and_read(in(m_times.read));
    if (card) {
        m_events.post(CardRead { std::move(*card) });
        return;
    }
    auto const kind = failure_of(card.error());
    m_events.post(CardFailed { kind, card.error().story });
    if (kind == CardFailure::removed_while_reading)
        card_gone();
    if (m_reader->condition() == Condition::ready)
        return;
    m_powered = false; // what bringing the reader back does to a card that gave nothing is no exchange
    check_reader(card.error());
}

Result<ResidentCard> CardSlot::power_and_read(Deadline deadline)
{
    (void)TRY_WHILE("giving the card power", m_reader->power_on(deadline));
    m_powered = true;
    return TRY_WHILE("reading the card", read_resident_card(*m_reader, deadline));
}

CardFailure CardSlot::failure_of(Error const& error)
{
    if (m_reader->condition() != Condition::ready)
        return CardFailure::reader_fault;
    switch (error.kind) {
    case Failure::absent:
        return CardFailure::removed_while_reading;
    case Failure::unreachable:
    case Failure::malformed: {
        // A card that is pulled out is mute first; the slot's status tells which it was.
        auto const power = m_reader->look(in(m_times.look));
        if (!power)
            return CardFailure::reader_fault;
        if (*power == CardPower::absent)
            return CardFailure::removed_while_reading;
        auto const talked = m_powered && error.kind == Failure::malformed;
        m_powered = m_powered || *power == CardPower::active; // also where its answer to reset makes no sense
        return talked ? CardFailure::wrong_card : CardFailure::mute;
    }
    default:
        return CardFailure::wrong_card;
    }
}

/// What a failed call says of the reader itself.
void CardSlot::check_reader(Error const& error)
{
    switch (m_reader->condition()) {
    case Condition::gone:
        return reader_left();
    case Condition::maintenance:
        card_gone();
        m_next_look = in(no_need_to_look);
        return say(DeviceStatus::hardware_error, ErrorAction::maintenance, error.story, "unplug the card reader and plug it in again; if it stays so, replace it");
    case Condition::stuck:
        m_next_look = in(m_times.retry);
        return say(DeviceStatus::hardware_error, ErrorAction::suspend, error.story, "nothing yet: the kiosk is bringing the card reader back");
    case Condition::ready:
        m_next_look = in(m_times.retry);
        return;
    }
}

void CardSlot::say(DeviceStatus status, ErrorAction action, std::string story, std::string remedy)
{
    m_health.set({ .part = "card_reader", .device = m_name, .status = status, .action = action, .seen = story, .remedy = std::move(remedy) });
    if (m_said && m_said->status == status && m_said->action == action)
        return;
    m_said = ReaderChanged { status, action, std::move(story) };
    m_events.post(*m_said);
}

}
