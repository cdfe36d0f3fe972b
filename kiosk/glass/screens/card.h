#pragma once
/// The citizen's card: where it goes, what is happening, and a way on from everything that can go wrong. The screen
/// follows the slot: when a wrong card is taken out, the stage shows `waiting` again by itself.
///
/// Nodes: card.other     leave this service and choose another one (offered in every state but `reading` and `read`)
///        card.practise  in practice while `waiting`: shows what a card in the slot would do
///        frame.next     go on, once the card is read

#include "kiosk/base/core/secret.h"
#include "kiosk/glass/screens/frame.h"

namespace kiosk::screens {

enum class CardState {
    left_behind,       ///< the card in the slot is the last citizen's: take it out first
    waiting,           ///< put your card into the slot
    reading,           ///< leave it in
    read,              ///< hello NAME; you can take it out
    wrong_card,        ///< a card of somebody else's making: take it out, use your resident card
    mute_card,         ///< it does not answer: take it out, turn it round, try again
    removed_too_early, ///< put it in again and leave it there
    reader_fault,      ///< the card is fine, the reader failed while reading: take it out and try again
    reader_gone,       ///< the reader is out of order: only another service leads on
};

struct CardView {
    FrameView frame;
    std::string service;
    CardState state = CardState::waiting;
    /// For `read`: the resident's name in the script of the language shown, or else as the card has it.
    SecretText name;
};

struct CardIntent {
    enum class Kind { nothing, other_service, practise };
    Kind kind = Kind::nothing;
    FrameIntent frame;

    bool operator==(CardIntent const&) const = default;
};

[[nodiscard]] CardIntent draw(CardView const& view, ui::Canvas& canvas);

}
