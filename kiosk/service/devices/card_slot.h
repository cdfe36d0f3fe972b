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
/// the next want. A read card keeps its power while it is wanted, so that one put in its place within moments is told
/// as another: the new one has none.
///
/// Promises; each is held by the tests that carry its number as a tag:
///   C1  CardInserted and CardRemoved alternate; every CardRead and CardFailed stands between them.
///   C2  A card is read only while it is wanted.
///   C3  Wrong card, mute card, card pulled out while reading, and a fault of the reader are told apart.
///   C4  Nothing on the card outlives its CardRead event here.

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

/// Threads: one, that of its strand; health() from any.
class CardSlot final : public Tended {
public:
    /// `events` and `clock` must outlive the slot.
    CardSlot(Mailbox<Event>& events, Clock const& clock, SlotTimes const& times = {});

    /// A reader that can be driven. `name` is for the technician. `gives_notice` says whether notice() will be called when
    /// a card comes or goes.
    void reader_arrived(std::unique_ptr<drivers::ccid::Reader> reader, std::string name, std::function<bool()> gives_notice);
    /// No reader, or one that cannot be driven: then `error` says why.
    void reader_missing(std::string name, std::optional<Error> error);
    /// The reader in use was unplugged.
    void reader_left();
    [[nodiscard]] bool has_reader() const { return m_reader != nullptr; }

    void want(Wanted wanted);

    /// The reader says that a card came or went, perhaps both since the last look: a mute card has no power by which an
    /// exchange would show, so after a notice it counts as another.
    void notice();
    /// Looks at the slot now, as a verifying poll.
    void look() override;
    [[nodiscard]] Deadline next_look() const override;
    void leave() override;

    [[nodiscard]] Health health() const { return m_health.get(); }

private:
    enum class Slot { empty, in, done };

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
    std::function<bool()> m_gives_notice;
    Slot m_slot = Slot::empty;
    bool m_noticed = false;
    bool m_powered = false; ///< we gave the card power and did not take it away
    Wanted m_wanted = Wanted::no;
    Deadline m_next_look;
    std::optional<ReaderChanged> m_said;
    Latest<Health> m_health;
};

}
