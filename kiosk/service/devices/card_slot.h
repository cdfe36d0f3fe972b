#pragma once
/// The slot into which a citizen puts a card.
///
///                      reader_arrived                 a card comes                 wanted
///     no reader ------------------------> empty ---------------------> in -----------------------> done
///         ^  ^     (or not drivable)        ^                          |     CardRead, CardFailed     |
///         |  |                              |       the card goes      |                              |
///         |  |                              +--------------------------+------------------------------+
///         |  +----------- reader_left, unplugged (from every state): CardRemoved if a card was in, ReaderChanged
///
/// Presence is told always; the card is read only while it is wanted, once for each want. `done` becomes `in` again with
/// the next want. A card put in the place of another within moments is told as another: the reader's notices say so; and
/// where they do not, a read card keeps its power while it is wanted, and the new one has none.
///
/// Promises; each is held by the tests that carry its number as a tag:
///   C1  CardInserted and CardRemoved alternate; every CardRead and CardFailed stands between them.
///   C2  A card is read only while it is wanted.
///   C3  Wrong card, mute card, card pulled out while reading, and a fault of the reader are told apart.
///   C4  Nothing on the card outlives its CardRead event here.
///   C5  A card is never taken for the one before it: CardRemoved comes between them, however fast the exchange. Only
///       a card that was not read, exchanged between two looks in a reader without notices, cannot be told.

#include "drivers/ccid/reader.h"
#include "kiosk/service/devices/events.h"
#include "kiosk/service/devices/strand.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace kiosk::devices {

/// How often the slot is looked at, and how long reading may take.
struct SlotTimes {
    Duration read = std::chrono::seconds(12);                  ///< power to last byte
    Duration look = std::chrono::seconds(1);                   ///< one look
    Duration verify = std::chrono::seconds(15);                ///< between looks, where the reader gives notice
    Duration verify_wanted = std::chrono::seconds(2);          ///< the same while a card is wanted
    Duration poll = std::chrono::seconds(1);                   ///< between looks, where it does not
    Duration poll_wanted = std::chrono::milliseconds(250);
    Duration retry = std::chrono::seconds(1);                  ///< while the reader has to be brought back
};

/// What the reader says of the slot by itself (CCID 1.1 §6.3.1). Both are called on the slot's thread, while it has the
/// reader that they came with.
struct Notices {
    std::function<bool()> are_given;                                ///< whether look() is called when a card comes or goes
    std::function<std::optional<drivers::ccid::SlotNotice>()> take; ///< the oldest not yet taken, or nothing
};

/// Threads: one, that of its strand; health() from any.
class CardSlot final : public Tended {
public:
    /// `events` and `clock` must outlive the slot.
    CardSlot(Mailbox<Event>& events, Clock const& clock, SlotTimes const& times = {});

    /// A reader that can be driven. `name` is for the technician.
    void reader_arrived(std::unique_ptr<drivers::ccid::Reader> reader, std::string name, Notices notices);
    /// No reader, or one that cannot be driven: then `error` says why.
    void reader_missing(std::string name, std::optional<Error> error);
    /// The reader in use was unplugged.
    void reader_left();
    [[nodiscard]] bool has_reader() const { return m_reader != nullptr; }

    void want(Wanted wanted);

    /// Looks at the slot now: after a notice, or as a verifying poll.
    void look() override;
    [[nodiscard]] Deadline next_look() const override;
    void leave() override;

    [[nodiscard]] Health health() const { return m_health.get(); }

private:
    enum class Slot { empty, in, done };

    void heed_notices();
    void card_gone();
    void read_card();
    Result<ResidentCard> power_and_read(Deadline deadline);
    CardFailure failure_of(Error const& error);
    void check_reader(Error const& error);
    void say(DeviceStatus status, ErrorAction action, std::string story, std::string remedy);
    [[nodiscard]] Deadline in(Duration span) const { return Deadline::after(m_clock, span); }

    Mailbox<Event>& m_events;
    Clock const& m_clock;
    SlotTimes m_times;
    std::unique_ptr<drivers::ccid::Reader> m_reader;
    std::string m_name;
    Notices m_notices;
    bool m_told_in = false; ///< the last notice said that a card is in
    Slot m_slot = Slot::empty;
    bool m_powered = false; ///< we gave the card power and did not take it away
    Wanted m_wanted = Wanted::no;
    Deadline m_next_look;
    std::optional<ReaderChanged> m_said;
    Latest<Health> m_health;
};

}
