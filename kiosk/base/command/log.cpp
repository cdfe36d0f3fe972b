#include "kiosk/base/command/log.h"

#include <cstdlib>
#include <fmt/format.h>
#include <spdlog/logger.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/sinks/base_sink.h>

namespace kiosk::command {

namespace {

spdlog::level::level_enum level_of(Weight weight)
{
    switch (weight) {
    case Weight::trouble: return spdlog::level::err;
    case Weight::notice: return spdlog::level::warn;
    case Weight::note: return spdlog::level::info;
    }
    std::abort();
}

/// sd-daemon(3): the priority in front of a line that journald reads from standard error.
std::string_view journal_prefix(Weight weight)
{
    switch (weight) {
    case Weight::trouble: return "<3>";
    case Weight::notice: return "<4>";
    case Weight::note: return "<6>";
    }
    std::abort();
}

/// Stories may name files with line feeds in them; a line stays a line.
std::string in_quotes(std::string_view text)
{
    std::string line = "\"";
    for (char const c : text) {
        if (c == '"' || c == '\\')
            line += '\\';
        line += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
    return line + '"';
}

std::string text_of(Field::Value const& value)
{
    struct Show {
        std::string operator()(std::int64_t number) const { return fmt::format("{}", number); }
        std::string operator()(double number) const { return fmt::format("{:g}", number); }
        std::string operator()(Duration span) const { return fmt::format("{:.3f}s", std::chrono::duration<double>(span).count()); }
        std::string operator()(Word word) const { return std::string(word.text()); }
        std::string operator()(Listed word) const { return std::string(word.text); }
        std::string operator()(TransactionId const& id) const { return id.text(); }
        std::string operator()(Error const* error) const { return fmt::format("{}:{}", to_string(error->kind), in_quotes(error->story)); }
    };
    return std::visit(Show {}, value);
}

/// Hands the bare line on.
class FunctionSink final : public spdlog::sinks::base_sink<std::mutex> {
public:
    explicit FunctionSink(std::function<void(std::string_view)> function) : m_function(std::move(function)) { }

protected:
    void sink_it_(spdlog::details::log_msg const& message) override { m_function({ message.payload.data(), message.payload.size() }); }
    void flush_() override { }

private:
    std::function<void(std::string_view)> m_function;
};

}

std::string_view name_of(Event event)
{
    switch (event) {
    case Event::program_started: return "program_started";
    case Event::program_ready: return "program_ready";
    case Event::program_stopping: return "program_stopping";
    case Event::configuration_finding: return "configuration_finding";
    case Event::content_finding: return "content_finding";
    case Event::content_loaded: return "content_loaded";
    case Event::fonts_loaded: return "fonts_loaded";
    case Event::frame_late: return "frame_late";
    case Event::visit_began: return "visit_began";
    case Event::visit_ended: return "visit_ended";
    case Event::screen_shown: return "screen_shown";
    case Event::card_event: return "card_event";
    case Event::printer_event: return "printer_event";
    case Event::input_odd: return "input_odd";
    case Event::device_arrived: return "device_arrived";
    case Event::device_left: return "device_left";
    case Event::device_trouble: return "device_trouble";
    case Event::journal_opened: return "journal_opened";
    case Event::journal_trouble: return "journal_trouble";
    case Event::transaction_committed: return "transaction_committed";
    case Event::transaction_ended: return "transaction_ended";
    case Event::delivery_advanced: return "delivery_advanced";
    case Event::delivery_trouble: return "delivery_trouble";
    case Event::control_opened: return "control_opened";
    case Event::control_trouble: return "control_trouble";
    case Event::help_answered: return "help_answered";
    case Event::help_called: return "help_called";
    case Event::earpiece_event: return "earpiece_event";
    case Event::speech_trouble: return "speech_trouble";
    case Event::hub_listening: return "hub_listening";
    case Event::hub_received: return "hub_received";
    case Event::hub_trouble: return "hub_trouble";
    case Event::virtual_device: return "virtual_device";
    }
    std::abort();
}

struct Log::Sink {
    spdlog::logger logger;
    bool journal;
};

Log::Log(Weight least)
{
    auto const* stream = std::getenv("JOURNAL_STREAM");
    bool const journal = stream != nullptr && *stream != '\0';
    spdlog::logger logger("shubbak", std::make_shared<spdlog::sinks::stderr_sink_mt>());
    logger.set_pattern(journal ? "%v" : "%Y-%m-%dT%H:%M:%S.%e %l %v");
    logger.set_level(level_of(least));
    m_sink = std::make_unique<Sink>(std::move(logger), journal);
}

Log::Log(Weight least, std::function<void(std::string_view)> sink)
{
    spdlog::logger logger("shubbak", std::make_shared<FunctionSink>(std::move(sink)));
    logger.set_level(level_of(least));
    m_sink = std::make_unique<Sink>(std::move(logger), false);
}

Log::~Log() = default;

void Log::write(Weight weight, Event event, std::initializer_list<Field> fields)
{
    auto& logger = m_sink->logger;
    if (!logger.should_log(level_of(weight)))
        return;
    std::string line;
    if (m_sink->journal)
        line += journal_prefix(weight);
    line += name_of(event);
    for (auto const& field : fields)
        line += fmt::format(" {}={}", field.name.text(), text_of(field.value));
    logger.log(level_of(weight), spdlog::string_view_t(line)); // a view: no format string
}

}
