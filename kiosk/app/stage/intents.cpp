#include "kiosk/app/stage/stage.h"

namespace kiosk::stage {

void Stage::apply(screens::RestIntent const& intent)
{
    if (intent.kind == screens::RestIntent::Kind::begin) {
        tell(visit::event::Touched {});
        tell(visit::event::Begin { intent.language });
    }
    apply(intent.frame);
}

void Stage::apply(screens::HomeIntent const& intent)
{
    if (intent.kind == screens::HomeIntent::Kind::open_service)
        tell(visit::event::Choose { intent.service });
    apply(intent.frame);
}

void Stage::apply(screens::ServiceIntent const& intent)
{
    auto const* const service = m_parts.catalogue.find(m_state.service);
    if (intent.kind == screens::ServiceIntent::Kind::start && service && (practises() || can_be_done(m_world, *service)))
        tell(visit::event::Start {});
    apply(intent.frame);
}

void Stage::apply(screens::StepIntent const& intent)
{
    switch (intent.kind) {
    case screens::StepIntent::Kind::nothing:
        break;
    case screens::StepIntent::Kind::choose:
        tell(visit::event::Answer { visit::current_step(m_state, m_parts.catalogue).id, intent.option });
        break;
    case screens::StepIntent::Kind::type_digit:
        tell(visit::event::TypeDigit { intent.digit });
        break;
    case screens::StepIntent::Kind::rub_out:
        tell(visit::event::RubOut {});
        break;
    case screens::StepIntent::Kind::clear:
        tell(visit::event::ClearNumber {});
        break;
    }
    apply(intent.frame);
}

void Stage::apply(screens::CardIntent const& intent)
{
    if (intent.kind == screens::CardIntent::Kind::other_service)
        tell(visit::event::OtherService {});
    if (intent.kind == screens::CardIntent::Kind::practise)
        m_rehearsal.show_card(m_parts.clock.now());
    apply(intent.frame);
}

void Stage::apply(screens::ReviewIntent const& intent)
{
    if (intent.kind == screens::ReviewIntent::Kind::change)
        tell(visit::event::Change { intent.step });
    if (intent.kind == screens::ReviewIntent::Kind::confirm)
        tell(visit::event::Confirm {});
    apply(intent.frame);
}

void Stage::apply(screens::WorkingIntent const& intent) { apply(intent.frame); }

void Stage::apply(screens::DoneIntent const& intent)
{
    if (intent.kind == screens::DoneIntent::Kind::finish)
        tell(visit::event::Finish {});
    if (intent.kind == screens::DoneIntent::Kind::hear)
        read_receipt();
    if (intent.kind == screens::DoneIntent::Kind::for_real)
        tell(visit::event::ForReal {});
    apply(intent.frame);
}

void Stage::apply(screens::TroubleIntent const& intent)
{
    if (intent.kind == screens::TroubleIntent::Kind::other_service)
        tell(visit::event::OtherService {});
    apply(intent.frame);
}

void Stage::apply(screens::IdleIntent intent)
{
    if (intent == screens::IdleIntent::stay)
        tell(visit::event::Touched {});
    if (intent == screens::IdleIntent::finish)
        tell(visit::event::Finish {});
}

void Stage::apply(screens::FrameIntent const& intent)
{
    using Kind = screens::FrameIntent::Kind;
    switch (intent.kind) {
    case Kind::nothing:
        return;
    case Kind::change_language:
        return tell(visit::event::SetLanguage { intent.language });
    case Kind::change_text_size:
        return tell(visit::event::SetTextSize { static_cast<visit::TextSize>(intent.text_size) });
    case Kind::change_contrast:
        return tell(visit::event::SetContrast { static_cast<visit::Contrast>(intent.contrast) });
    case Kind::change_pace:
        return tell(visit::event::SetPace { static_cast<visit::Pace>(intent.pace) });
    case Kind::change_reach:
        return tell(visit::event::SetReach { static_cast<visit::Reach>(intent.reach) });
    case Kind::change_sound:
        return open_sound_panel();
    case Kind::open_help:
        return tell(visit::event::ShowHelp { visit::Panel::open });
    case Kind::close_help:
        return tell(visit::event::ShowHelp { visit::Panel::closed });
    case Kind::call_staff:
        return tell(visit::event::CallForHelp {});
    case Kind::practise:
        return tell(visit::event::Practise {});
    case Kind::for_real:
        return tell(visit::event::ForReal {});
    case Kind::undo:
        return tell(visit::event::Undo {});
    case Kind::more:
        m_parts.presenter.leave_focus();
        return tell(visit::event::ShowMore {});
    case Kind::earlier:
        m_parts.presenter.leave_focus();
        return tell(visit::event::ShowEarlier {});
    case Kind::back:
        return tell(visit::event::Back {});
    case Kind::next:
        return tell(visit::event::Next {});
    case Kind::finish:
        return tell(visit::event::Finish {});
    }
}

}
