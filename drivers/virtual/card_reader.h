#pragma once
/// A USB card reader that is not there (CCID 1.1), with one slot that people put cards into.
///
///              insert                 power_on
///     absent ----------> present, off ----------> present, on
///        ^                 |   ^                     |
///        |     remove      |   |      power_off      |
///        +-----------------+   +---------------------+
///        +-------------------------------------------+
///
/// Cards go into slot 0; further slots that a profile names stay empty. It works at the exchange level of its profile:
/// short or extended APDU, chained where a message is too small. Slot changes are notified on the interrupt endpoint
/// where the profile has one, and once after power-on if a card is in, as QEMU's reader does it.
///
/// Source: USB CCID 1.1; error codes in 6.2.6.

#include "drivers/virtual/card.h"
#include "drivers/virtual/ccid_command.h"
#include "drivers/virtual/reader_profile.h"
#include "drivers/virtual/virtual_device.h"

namespace drivers::virtuals {

class CardReader final : public VirtualDevice {
public:
    /// Profiles at TPDU or character level are refused: the cards here speak whole commands.
    [[nodiscard]] static kiosk::Result<std::shared_ptr<CardReader>> make(ReaderProfile const& profile);
    explicit CardReader(ReaderProfile const& profile = {});

    /// `number` is what card() tells. `refused` if a card is in already.
    [[nodiscard]] kiosk::Result<void> insert(std::unique_ptr<Card> card, int number);
    /// `refused` if there is none.
    [[nodiscard]] kiosk::Result<void> remove();
    /// The card is pulled when it has answered this many more commands: removal in the middle of reading.
    void remove_after(std::uint64_t exchanges);

    /// The number of the card that is in, or nothing.
    [[nodiscard]] std::optional<int> card() const;
    [[nodiscard]] std::uint64_t exchanges() const; ///< commands that cards have answered

private:
    void started() override;
    std::size_t take(std::uint8_t endpoint, std::span<std::uint8_t const> bytes) override;
    void taken_whole(std::uint8_t endpoint) override;
    ControlAnswer control(std::array<std::uint8_t, 8> const& setup, Bytes const& bytes) override;

    enum class Slot { on = 0, off = 1, empty = 2 }; // bmICCStatus
    [[nodiscard]] Slot slot_of(std::uint8_t slot) const;
    void notify();
    void pull();
    void obey(ccid::Command const& command);
    void power_on(ccid::Command const& command);
    void transfer(ccid::Command const& command);
    void give_response(ccid::Command const& command);
    void succeed(ccid::Command const& command, std::span<std::uint8_t const> body = {}, std::uint8_t specific = 0);
    void fail(std::uint8_t type, std::uint8_t slot, std::uint8_t sequence, std::uint8_t error);
    void fail(ccid::Command const& command, std::uint8_t error);

    ReaderProfile const m_profile;
    ccid::CommandStream m_stream;
    std::unique_ptr<Card> m_card;
    int m_card_number = 0;
    bool m_powered = false;
    Bytes m_command;  ///< parts of a chained command
    Bytes m_response; ///< what is left of a chained response
    std::optional<std::uint8_t> m_aborting; ///< sequence number of a control ABORT that waits for its bulk half
    std::optional<std::uint64_t> m_remove_after;
    std::uint64_t m_exchanges = 0;
};

}
