#include "kiosk/app/main/kiosk.h"

#include "kiosk/base/core/overloaded.h"

#include <utility>

namespace kiosk::app {

void Kiosk::send(stage::Request request)
{
    std::visit(
        Overloaded {
            [&](stage::request::WantCard const& want) {
                m_hardware->want_card(want.wanted);
            },
            [&](stage::request::Commit& commit) {
                m_store->post([this, order = std::move(commit.order)]() mutable {
                    auto kept = m_journal ? m_journal->commit(std::move(order)) : Result<journal::Committed>(failed(Failure::absent, "the journal is not open"));
                    if (kept) {
                        m_letters->post(stage::JournalAnswer(stage::Kept { *std::move(kept) }));
                        return;
                    }
                    m_around.log.write(command::Weight::trouble, command::Event::journal_trouble, { { "error", kept.error() } });
                    m_letters->post(stage::JournalAnswer(stage::NotKept {}));
                    give_up_journal(kept.error());
                });
            },
            [&](stage::request::Print& print) {
                // Copied once into the task; the stage's own copy dies with this request, the task's with the job.
                auto sheet = std::make_shared<Dots>(std::move(print.sheet));
                m_store->post([this, id = print.id, job = print.job, sheet] {
                    auto const begun = m_journal ? m_journal->printing(id) : Result<void>(failed(Failure::absent, "the journal is not open"));
                    if (!begun) {
                        sheet->wipe();
                        m_around.log.write(command::Weight::trouble, command::Event::journal_trouble, { { "error", begun.error() } });
                        m_letters->post(devices::PrintEnded { job, devices::PrintOutcome::not_printed, devices::PrintReason::hardware_error, {} });
                        give_up_journal(begun.error());
                        return;
                    }
                    m_letters->post(TransactionSeen { id, journal::State::printing, journal::Place::none });
                    m_hardware->print({ job, std::move(*sheet), Deadline::after(m_around.machine_clock, print_within) });
                });
            },
            [&](stage::request::CallForHelp const& call) {
                // Where no hub was named there is nobody to tell, and the citizen reads just that.
                if (m_courier)
                    m_courier->call(call.id);
                else
                    m_letters->post(stage::HelpAnswer { call.id, visit::Help::nobody });
            },
            [&](stage::request::EndCall const&) {
                if (m_courier)
                    m_courier->end_call();
            },
            [&](stage::request::End const& end) {
                m_store->post([this, id = end.id, outcome = end.outcome] {
                    auto const ended = m_journal ? m_journal->ended(id, outcome) : Result<void>(failed(Failure::absent, "the journal is not open"));
                    if (ended)
                        return;
                    // The file still says committed or printing, and what the next open() makes of that is true too.
                    m_around.log.write(command::Weight::trouble, command::Event::journal_trouble, { { "error", ended.error() } });
                    give_up_journal(ended.error());
                });
            },
        },
        request);
}

}
