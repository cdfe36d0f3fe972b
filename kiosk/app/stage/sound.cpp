// The visit for the ear: when speech begins and ends, its keys, its panel and its curtain.

#include "kiosk/app/stage/paper.h"
#include "kiosk/app/stage/stage.h"
#include "kiosk/service/receipt/aloud.h"

#include <utility>

namespace kiosk::stage {

bool Stage::take_by_ear(platform::Event const& event)
{
    if (m_curtain_left) {
        bool const key = std::holds_alternative<platform::KeyPress>(event);
        auto const* const touch = std::get_if<platform::Finger>(&event);
        if (key || (touch != nullptr && touch->phase == platform::Finger::Phase::down)) {
            // As with a curtain that is heard: this opens it, and does nothing beneath.
            m_curtain_finger = touch != nullptr ? std::optional(touch->id) : std::nullopt;
            set_curtain(screens::Curtain::open);
            return true;
        }
    }
    if (!guided() && !m_curtain_finger)
        return false;
    auto& guide = *m_parts.guide;
    if (auto const* const key = guided() ? std::get_if<platform::KeyPress>(&event) : nullptr) {
        switch (key->key) {
        case platform::Key::left:
            guide.replay();
            break;
        case platform::Key::right:
            if (std::exchange(m_sound_panel, false))
                m_parts.presenter.invalidate();
            else
                open_sound_panel();
            break;
        default:
            guide.hush();
            break;
        }
        return false;
    }
    auto const* const finger = std::get_if<platform::Finger>(&event);
    if (finger == nullptr)
        return false;
    bool const down = finger->phase == platform::Finger::Phase::down;
    if (down && m_curtain == screens::Curtain::drawn) {
        // What is under the finger cannot be seen: it asks for the screen and for nothing else.
        m_curtain_finger = finger->id;
        set_curtain(screens::Curtain::open);
        guide.tell_curtain_open(m_state.language);
        return true;
    }
    if (m_curtain_finger == finger->id) {
        if (finger->phase == platform::Finger::Phase::up)
            m_curtain_finger.reset();
        return true;
    }
    if (down && guided())
        guide.hush();
    return false;
}

void Stage::plug(devices::EarPieceChanged const& change)
{
    if (m_parts.guide == nullptr)
        return;
    m_plugged = change.plug == devices::EarPieceChanged::Plug::in;
    m_parts.guide->set_outlet(m_plugged ? Outlet::earpiece : Outlet::loudspeaker);
    m_state.ear_piece_in = m_plugged;
    // Whoever pulls it out with the curtain drawn cannot see who stands behind: it stays until somebody touches.
    m_curtain_left = !m_plugged && m_curtain == screens::Curtain::drawn && m_state.place != visit::Place::rest;
    tell(visit::event::Touched {});
    tell(visit::event::SetSound { m_plugged ? visit::Sound::on : visit::Sound::off });
}

void Stage::follow_sound()
{
    if (m_parts.guide == nullptr)
        return;
    bool const on = m_state.sound == visit::Sound::on;
    if (on) {
        if (!m_parts.guide->guiding())
            m_parts.guide->begin();
    } else {
        m_parts.guide->end();
        m_sound_panel = false;
        if (!m_curtain_left)
            set_curtain(screens::Curtain::open);
    }
    m_parts.presenter.set_spoken(m_parts.guide->spoken());
}

void Stage::open_sound_panel()
{
    if (m_parts.guide == nullptr)
        return;
    // One thing at a time lies over the page.
    if (m_state.help_panel == visit::Panel::open)
        tell(visit::event::ShowHelp { visit::Panel::closed });
    if (m_state.sound == visit::Sound::off)
        tell(visit::event::SetSound { visit::Sound::on });
    m_sound_panel = true;
    m_parts.presenter.invalidate();
}

void Stage::set_curtain(screens::Curtain curtain)
{
    m_curtain_left = m_curtain_left && curtain == screens::Curtain::drawn;
    if (std::exchange(m_curtain, curtain) == curtain)
        return;
    if (curtain == screens::Curtain::drawn)
        m_parts.presenter.set_curtain([](ui::Canvas& canvas) { screens::draw_curtain(canvas); });
    else
        m_parts.presenter.set_curtain({});
}

void Stage::read_receipt()
{
    if (!guided() || !m_state.committed)
        return;
    std::vector<narration::ReceiptLine> lines;
    for (auto& line : receipt::aloud(receipt_of(m_state, m_parts.catalogue), *m_parts.guide->spoken()))
        lines.push_back({ std::move(line.label), std::move(line.value) });
    m_parts.guide->read_receipt(m_state.language, lines);
}

screens::SoundView Stage::sound_view() const
{
    auto const& guide = *m_parts.guide;
    screens::SoundView view;
    view.rate = guide.rate().step();
    view.rates = speech::Rate::steps;
    view.volume = guide.volume().level();
    view.volumes = Volume::levels;
    view.curtain = m_curtain;
    view.receipt = m_state.place == visit::Place::done && m_state.committed && !practises() ? screens::Offered::yes : screens::Offered::no;
    return view;
}

void Stage::apply(screens::SoundIntent intent)
{
    if (intent == screens::SoundIntent::nothing)
        return;
    auto& guide = *m_parts.guide;
    m_parts.presenter.invalidate();
    switch (intent) {
    case screens::SoundIntent::nothing: return;
    case screens::SoundIntent::replay: return guide.replay_page();
    case screens::SoundIntent::receipt: return read_receipt();
    case screens::SoundIntent::slower: return guide.slower(m_state.language);
    case screens::SoundIntent::faster: return guide.faster(m_state.language);
    case screens::SoundIntent::softer: return guide.softer(m_state.language);
    case screens::SoundIntent::louder: return guide.louder(m_state.language);
    case screens::SoundIntent::draw_curtain:
        set_curtain(screens::Curtain::drawn);
        return guide.tell_curtain_drawn(m_state.language);
    case screens::SoundIntent::open_curtain:
        set_curtain(screens::Curtain::open);
        return guide.tell_curtain_open(m_state.language);
    case screens::SoundIntent::off:
        guide.take_leave(m_state.language);
        return tell(visit::event::SetSound { visit::Sound::off });
    case screens::SoundIntent::close:
        m_sound_panel = false;
        return;
    }
}

void Stage::forget_sound()
{
    if (m_parts.guide == nullptr)
        return;
    m_sound_panel = false;
    m_curtain_finger.reset();
    set_curtain(screens::Curtain::open);
    m_parts.guide->forget();
    m_parts.presenter.set_spoken(nullptr);
    // Whoever still has the ear-piece in hears how the next visit begins.
    if (std::exchange(m_listens_on, false) && m_plugged)
        tell(visit::event::SetSound { visit::Sound::on });
}

void Stage::tell_ear()
{
    if (m_parts.guide != nullptr)
        m_parts.guide->look({ m_parts.presenter.page(), m_state.language, m_parts.presenter.nodes() });
}

}
