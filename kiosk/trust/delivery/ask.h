#pragma once
/// A question to the journal on its own thread, and its answer here.

#include "kiosk/base/core/mailbox.h"
#include "kiosk/trust/delivery/courier.h"

#include <functional>
#include <memory>
#include <optional>

namespace kiosk::delivery {

/// Waits for the answer; nothing when the store ended before it came to the question.
template <typename Answer>
[[nodiscard]] std::optional<Answer> ask(ToJournal const& to_journal, std::function<Answer(journal::Journal&)> question)
{
    // Shared, because the question may be destroyed unasked on the other thread: its last copy then closes the box.
    auto const box = std::make_shared<Mailbox<Answer>>();
    std::shared_ptr<void> end(nullptr, [box](void*) { box->close(); });
    to_journal([box, end = std::move(end), question = std::move(question)](journal::Journal& journal) { box->post(question(journal)); });
    return box->wait();
}

}
