#pragma once
/// A chip card, seen from its contacts: an answer to reset, then one answer for each command.
///
/// Source: ISO 7816-3 (ATR), ISO 7816-4 (commands and status words).

#include "drivers/virtual/transfer.h"

#include <array>
#include <memory>
#include <optional>
#include <span>
#include <string>

namespace drivers::virtuals {

class Card {
public:
    virtual ~Card() = default;
    /// The chip starts anew; empty if it stays mute.
    [[nodiscard]] virtual Bytes reset() = 0;
    /// Answers one command APDU (short or extended, any bytes) with data and two status bytes. Never empty.
    [[nodiscard]] virtual Bytes exchange(std::span<std::uint8_t const> command) = 0;
};

/// What a resident card says of its holder. Invented people.
struct Resident {
    std::string number;      ///< ten digits
    std::string latin_name;  ///< UTF-8
    std::string native_name; ///< UTF-8, in the resident's own script
    std::string birth_year;  ///< four digits
};

/// F0 53 48 55 42 42 41 4B 01: a proprietary identifier (ISO 7816-5, first digit F), "SHUBBAK", version 1.
inline constexpr std::array<std::uint8_t, 9> resident_application { 0xf0, 0x53, 0x48, 0x55, 0x42, 0x42, 0x41, 0x4b, 0x01 };

/// The file that READ BINARY reads: 70 { C1 number, C2 Latin name, C3 native name, C4 birth year }, BER-TLV.
[[nodiscard]] Bytes resident_file(Resident const& resident);

/// Holds one application with one file, which SELECT by AID makes current. `file` is what READ BINARY reads.
[[nodiscard]] std::unique_ptr<Card> make_application_card(std::span<std::uint8_t const> application, Bytes file);
/// Never answers.
[[nodiscard]] std::unique_ptr<Card> make_mute_card();

/// The cards in the box: 1, 2, 3 residents (names in Arabic, English, Korean), 4 a card of another application, 5 mute.
[[nodiscard]] std::unique_ptr<Card> card_from_box(int number);
inline constexpr int cards_in_box = 5;
/// Null for the cards that are no resident's.
[[nodiscard]] Resident const* resident_of_card(int number);

}
