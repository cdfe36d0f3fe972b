#include "kiosk/app/main/kiosk.h"

#include "kiosk/base/core/overloaded.h"

namespace kiosk::app {

void Kiosk::log(devices::Event const& event)
{
    using command::Listed;
    auto& log = m_around.log;
    auto const told = [&](command::Event kind, command::Word what, std::string_view word, std::string const& story) {
        Error const error { Failure::unreachable, story };
        if (story.empty())
            log.write(command::Weight::note, kind, { { what, Listed { word } } });
        else
            log.write(command::Weight::notice, kind, { { what, Listed { word } }, { "story", error } });
    };
    std::visit(
        Overloaded {
            [&](devices::CardInserted const&) { told(command::Event::card_event, "media", "present", {}); },
            [&](devices::CardRemoved const&) { told(command::Event::card_event, "media", "notPresent", {}); },
            [&](devices::CardRead const&) { told(command::Event::card_event, "read", "good", {}); },
            [&](devices::CardFailed const& failed) { told(command::Event::card_event, "failure", to_string(failed.kind), failed.story); },
            [&](devices::ReaderChanged const& reader) { told(command::Event::card_event, "reader", to_string(reader.status), reader.story); },
            [&](devices::PrinterChanged const& printer) { told(command::Event::printer_event, "printer", to_string(printer.status), printer.story); },
            [&](devices::PrintEnded const& ended) { told(command::Event::printer_event, "outcome", to_string(ended.outcome), ended.story); },
            [&](devices::EarPieceChanged const& change) {
                told(command::Event::earpiece_event, "plug", change.plug == devices::EarPieceChanged::Plug::in ? "in" : "out", {});
            },
        },
        event);
}

void Kiosk::log(speech::Report const& report)
{
    using What = speech::Report::What;
    if (report.what == What::ended || !report.error)
        return;
    command::Word const what = report.what == What::unsaid ? command::Word("unsaid") : command::Word("unheard");
    m_around.log.write(command::Weight::notice, command::Event::speech_trouble, { { "what", what }, { "story", *report.error } });
}

void Kiosk::log(stage::Occurrence const& occurrence)
{
    using Kind = stage::Occurrence::Kind;
    auto& log = m_around.log;
    command::Listed const word { occurrence.word };
    switch (occurrence.kind) {
    case Kind::visit_began: log.write(command::Weight::note, command::Event::visit_began, { { "language", word } }); break;
    case Kind::visit_ended:
        m_visit_ended = true;
        log.write(command::Weight::note, command::Event::visit_ended);
        break;
    case Kind::screen_shown: log.write(command::Weight::note, command::Event::screen_shown, { { "screen", word } }); break;
    case Kind::transaction_committed: log.write(command::Weight::note, command::Event::transaction_committed, { { "id", *occurrence.id } }); break;
    case Kind::transaction_ended:
        log.write(command::Weight::note, command::Event::transaction_ended, { { "id", *occurrence.id }, { "outcome", word } });
        break;
    case Kind::help_called: log.write(command::Weight::note, command::Event::help_called); break;
    case Kind::help_answered: log.write(command::Weight::note, command::Event::help_answered, { { "standing", word } }); break;
    case Kind::input_odd: log.write(command::Weight::notice, command::Event::input_odd, { { "kind", word } }); break;
    }
}

}
