#pragma once
/// What the program tells its operators: enumerated events with small typed fields, one line each on standard error,
/// where journald picks it up.
///
/// A citizen's text cannot be logged: a field takes numbers, ids, durations, words that stand in the program's own
/// source (checked by the compiler) and the stories of errors, which by their contract hold none.

#include "kiosk/base/core/ids.h"
#include "kiosk/base/core/result.h"
#include "kiosk/base/core/time.h"

#include <concepts>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <variant>

namespace kiosk::command {

/// Everything that is ever logged. The name in the line is the enumerator's, and never changes once it was released.
enum class Event {
    program_started,
    program_ready,
    program_stopping,
    configuration_finding,
    content_finding,
    content_loaded,
    fonts_loaded,
    frame_late,
    visit_began,
    visit_ended,
    screen_shown,
    card_event,
    printer_event,
    input_odd, ///< what no hand does on purpose (ui::Oddity)
    device_arrived,
    device_left,
    device_trouble,
    journal_opened,
    journal_trouble,
    transaction_committed,
    transaction_ended,
    delivery_advanced,
    delivery_trouble,
    control_opened,
    control_trouble,
    help_answered, ///< how a citizen's call for help stands
    help_called,
    earpiece_event,
    speech_trouble,
    hub_listening,
    hub_received,
    hub_trouble,
    virtual_device,
};

[[nodiscard]] std::string_view name_of(Event event);

/// As systemd's SD_ERR, SD_WARNING and SD_INFO.
enum class Weight { trouble, notice, note };

/// A word of the program itself: only a literal (or another constant) becomes one.
class Word {
public:
    consteval Word(char const* literal) : m_text(literal) { }
    [[nodiscard]] std::string_view text() const { return m_text; }

private:
    std::string_view m_text;
};

/// A word out of a closed set that some to_string() or code_of() gave: `Listed(to_string(status))`. By using it the
/// caller promises that the text came out of a switch over an enumeration or an id of the catalogue.
struct Listed {
    std::string_view text;
};

/// One named value of an event.
struct Field {
    using Value = std::variant<std::int64_t, double, Duration, Word, Listed, TransactionId, Error const*>;

    Word name;
    Value value;

    Field(Word field, std::integral auto number) : name(field), value(static_cast<std::int64_t>(number)) { }
    Field(Word field, double number) : name(field), value(number) { }
    Field(Word field, Duration span) : name(field), value(span) { }
    Field(Word field, Word word) : name(field), value(word) { }
    Field(Word field, Listed word) : name(field), value(word) { }
    Field(Word field, TransactionId const& id) : name(field), value(id) { }
    /// `error` must live until write() returns.
    Field(Word field, Error const& error) : name(field), value(&error) { }
};

/// Threads: write() from any thread; it blocks for as long as standard error does.
class Log {
public:
    /// Lines begin with journald's `<6>` only if standard error leads to the journal ($JOURNAL_STREAM is set);
    /// events lighter than `least` are left out.
    explicit Log(Weight least = Weight::note);
    /// Lines go to `sink` instead, without time and line feed: for tests.
    Log(Weight least, std::function<void(std::string_view line)> sink);
    ~Log();
    Log(Log const&) = delete;
    Log& operator=(Log const&) = delete;

    /// `visit_ended reason=idle seconds=41`
    void write(Weight weight, Event event, std::initializer_list<Field> fields = {});

private:
    struct Sink;
    std::unique_ptr<Sink> m_sink;
};

}
