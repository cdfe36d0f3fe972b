#include "kiosk/app/stage/rehearsal.h"

#include "kiosk/base/core/overloaded.h"

#include <utility>

namespace kiosk::stage {

namespace {

using std::chrono_literals::operator""s;
using std::chrono_literals::operator""ms;

constexpr auto card_comes = 6s;
constexpr auto card_takes = 2s;
constexpr auto keeping_takes = 1500ms;
constexpr auto printing_takes = 2s;

}

void Rehearsal::ask(visit::Effect const& effect, Language language, Instant now, WallTime wall)
{
    std::visit(
        Overloaded {
            [&](visit::effect::WantCard const& want) {
                end();
                if (!want.wanted)
                    return;
                SecretText const name(m_messages.say(language, "practice.person"));
                visit::Identity const person { {}, SecretText(m_messages.say(Language::english, "practice.person")), name, 0 };
                m_to_come.push_back({ now + card_comes, visit::event::CardPractised { visit::CardProgress::reading, {} } });
                m_to_come.push_back({ now + card_comes + card_takes, visit::event::CardPractised { visit::CardProgress::read, person } });
            },
            [&](visit::effect::Commit const&) {
                visit::Committed const none { TransactionId::make(), ReceiptNumber::of(0, 0), {}, wall };
                m_to_come.push_back({ now + keeping_takes, visit::event::CommitDone { none } });
            },
            [&](visit::effect::Print const&) {
                m_to_come.push_back({ now + printing_takes, visit::event::PrintEnded { visit::PrintOutcome::not_printed, visit::PrintTrouble::none } });
            },
            [](visit::effect::EndTransaction const&) { },
            [](auto const&) { verify(false, "a call for help and a visit's end are never only practised"); },
        },
        effect);
}

void Rehearsal::show_card(Instant now)
{
    for (auto& to_come : m_to_come) {
        if (auto const* const card = std::get_if<visit::event::CardPractised>(&to_come.event))
            to_come.at = std::min(to_come.at, card->progress == visit::CardProgress::reading ? now : now + card_takes);
    }
}

std::optional<Instant> Rehearsal::next() const
{
    return m_to_come.empty() ? std::nullopt : std::optional(m_to_come.front().at);
}

std::optional<visit::Event> Rehearsal::take(Instant now)
{
    if (m_to_come.empty() || m_to_come.front().at > now)
        return std::nullopt;
    auto event = std::move(m_to_come.front().event);
    m_to_come.erase(m_to_come.begin());
    return event;
}

}
