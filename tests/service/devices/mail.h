#pragma once
/// The events of devices as words, in order: `CardInserted CardFailed:mute CardRemoved`.

#include "kiosk/service/devices/events.h"

#include <string>

namespace doubles {

inline std::string word_of(kiosk::devices::Event const& event)
{
    using namespace kiosk::devices;
    struct Words {
        std::string operator()(CardInserted const&) const { return "CardInserted"; }
        std::string operator()(CardRemoved const&) const { return "CardRemoved"; }
        std::string operator()(CardRead const& read) const { return "CardRead:" + std::string(read.card.number.view()); }
        std::string operator()(CardFailed const& failed) const { return "CardFailed:" + std::string(to_string(failed.kind)); }
        std::string operator()(ReaderChanged const& reader) const
        {
            return "ReaderChanged:" + std::string(to_string(reader.status)) + "/" + std::string(to_string(reader.action));
        }
        std::string operator()(PrinterChanged const& printer) const
        {
            return "PrinterChanged:" + std::string(to_string(printer.status)) + "/" + std::string(to_string(printer.paper)) + "/" + std::string(to_string(printer.action));
        }
        std::string operator()(PrintEnded const& ended) const
        {
            return "PrintEnded:" + std::to_string(ended.id.value) + ":" + std::string(to_string(ended.outcome)) + "/" + std::string(to_string(ended.reason));
        }
        std::string operator()(EarPieceChanged const& changed) const
        {
            return changed.plug == EarPieceChanged::Plug::in ? "EarPieceChanged:in" : "EarPieceChanged:out";
        }
    };
    return std::visit(Words {}, event);
}

/// Everything that has come so far, separated by blanks.
inline std::string words(kiosk::Mailbox<kiosk::devices::Event>& box)
{
    std::string all;
    while (auto event = box.take())
        all += (all.empty() ? "" : " ") + word_of(*event);
    return all;
}

}
