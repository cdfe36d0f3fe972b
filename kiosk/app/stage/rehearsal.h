#pragma once
/// Practice: what the world would answer, from one table, with nothing done in it.
///
/// | the visit asks for | after | and is told |
/// |---|---|---|
/// | a card | 6 s, or a touch of `card.practise` | that a card is being read, 2 s later that it was |
/// | no card any more | | nothing more |
/// | the journal to keep the request | 1.5 s | that it was kept: under number 0, which no kiosk gives |
/// | paper | 2 s | that nothing was printed, which is true |
/// | the journal to write the end | | |
///
/// Promises:
///   R1  What is practised reaches neither journal, printer nor card reader: it has no way out of here.
///
/// Threads: the glass thread.

#include "kiosk/glass/language/messages.h"
#include "kiosk/service/visit/visit.h"

#include <optional>
#include <vector>

namespace kiosk::stage {

class Rehearsal {
public:
    /// `messages` (the words `practice.person`) must outlive it.
    explicit Rehearsal(language::Messages const& messages) : m_messages(messages) { }

    /// Takes one effect of a practised visit. `wall` and `now` are one moment.
    void ask(visit::Effect const& effect, Language language, Instant now, WallTime wall);
    /// The citizen shows the practice card now; nothing if none is waited for.
    void show_card(Instant now);

    /// When there is something to tell.
    [[nodiscard]] std::optional<Instant> next() const;
    /// What is due, one by one.
    [[nodiscard]] std::optional<visit::Event> take(Instant now);
    /// Nothing is practised any more.
    void end() { m_to_come.clear(); }

private:
    struct ToCome {
        Instant at;
        visit::Event event;
    };
    language::Messages const& m_messages;
    std::vector<ToCome> m_to_come; ///< in the order of time
};

}
