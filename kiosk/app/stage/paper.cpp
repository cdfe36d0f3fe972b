#include "kiosk/app/stage/paper.h"

namespace kiosk::stage {

receipt::Receipt receipt_of(visit::State const& state, catalogue::Catalogue const& catalogue)
{
    auto const* const service = catalogue.find(state.service);
    verify(service != nullptr && state.committed.has_value(), "paper is for a committed request of a service");
    std::optional<receipt::Person> person;
    if (state.identity)
        person = { state.identity->native_name, state.identity->latin_name };
    return { state.language, state.service, state.committed->number, state.committed->secret, state.committed->at,
        receipt::lines_of(*service, state.answers, person), catalogue::cost_of(*service, state.answers) };
}

Result<Dots> sheet_of(visit::State const& state, PaperParts const& parts)
{
    receipt::Paper paper { parts.width_dots, receipt::TextSize::standard };
    if (state.text_size >= visit::TextSize::large)
        paper.size = receipt::TextSize::large;
    return receipt::set_sheet(receipt_of(state, parts.catalogue), parts.letterhead, parts.fonts, parts.messages, paper);
}

}
