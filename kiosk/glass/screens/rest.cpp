#include "kiosk/glass/screens/rest.h"

#include "kiosk/glass/language/messages.h"
#include "kiosk/glass/screens/surround.h"

#include <fmt/format.h>

#include <algorithm>

namespace kiosk::screens {

using ui::Across;
using ui::Align;
using ui::Along;
using ui::Token;
using ui::Type;
using ui::Weight;
using ui::Words;

namespace {

/// Small enough that all three languages stay in sight together.
void warn(ui::Canvas& canvas, Words const& words)
{
    canvas.row(
        [&] {
            canvas.icon("triangle-alert", { 10 }, Token::warning);
            canvas.column([&] { canvas.text(words, { .type = Type::note }); }, { .along = Along::centre, .grow = 1 });
        },
        { .gap = { 4 }, .across = Across::centre });
}

/// Everything a reader of this language needs: greeting, day, what cannot be done, and the way in.
class Window {
public:
    Window(RestView const& view, ui::Canvas& canvas, Language language) : m_view(view), m_canvas(canvas), m_language(language) { }

    /// Whether a visit begins here.
    [[nodiscard]] bool draw() const
    {
        bool begun = false;
        bool const beside = stands_beside();
        auto const all = [&] {
            if (std::ranges::find(m_view.shortages, Shortage::closed) != m_view.shortages.end()) {
                closed();
            } else if (beside) {
                m_canvas.grid(
                    [&] {
                        m_canvas.column([&] { greet(Align::start); }, { .gap = { 3 }, .along = Along::centre });
                        begun = begin();
                    },
                    { .least_column = { 40 }, .most_columns = 2 });
            } else {
                greet(Align::centre);
                begun = begin();
                day(Align::centre);
            }
        };
        ui::BoxStyle style { .padding = { 6 }, .along = Along::centre, .surface = Token::raised, .edge = Token::hush, .radius = { 6 }, .language = m_language };
        bool const row = beside && std::ranges::find(m_view.shortages, Shortage::closed) != m_view.shortages.end();
        if (row)
            m_canvas.row(all, style);
        else
            m_canvas.column(all, style);
        return begun;
    }

private:
    [[nodiscard]] Words say(std::string_view key, language::Arguments const& arguments = {}) const { return m_canvas.say_in(m_language, key, arguments); }

    /// The way in beside the greeting: as long as the words leave room for it.
    [[nodiscard]] bool stands_beside() const { return m_canvas.portrait() && m_canvas.form().text_size <= TextSize::standard; }

    void greet(Align align) const
    {
        bool const calm = m_view.shortages.empty();
        bool const large = calm && !m_canvas.portrait() && m_canvas.form().text_size <= TextSize::large;
        m_canvas.text(say("rest.greeting"), { .type = large ? Type::display : Type::title, .weight = Weight::bold, .align = align });
        if (calm)
            m_canvas.text(say("rest.purpose"), { .type = stands_beside() ? Type::note : Type::body, .align = align });
        for (auto const shortage : m_view.shortages)
            warn(m_canvas, say(message_of(shortage)));
        if (calm && stands_beside())
            day(align);
    }

    [[nodiscard]] bool begin() const
    {
        return m_canvas.button(fmt::format("rest.begin.{}", code_of(m_language)), say("rest.begin"),
            { .look = ui::Look::primary, .icon = "hand", .large = true });
    }

    void day(Align align) const
    {
        auto const today = language::Arguments { { "today", language::Date { m_view.now } } };
        m_canvas.row(
            [&] {
                m_canvas.text(say("rest.date", today), { .type = Type::note, .align = align });
                if (m_canvas.messages().tells_hijri())
                    m_canvas.text(say("rest.hijri", today), { .type = Type::note, .align = align });
            },
            { .gap = { 8 }, .along = align == Align::centre ? Along::centre : Along::start });
    }

    /// Nothing else matters then: no greeting into a kiosk that lets nobody in.
    void closed() const
    {
        m_canvas.column([&] { m_canvas.icon("triangle-alert", { 26 }, Token::warning); }, { .along = Along::centre, .across = Across::centre });
        m_canvas.column([&] { m_canvas.text(say(message_of(Shortage::closed)), { .type = Type::heading, .align = m_canvas.portrait() ? Align::start : Align::centre }); },
            { .along = m_canvas.portrait() ? Along::centre : Along::start, .grow = m_canvas.portrait() ? 1.0F : 0.0F });
    }

    RestView const& m_view;
    ui::Canvas& m_canvas;
    Language m_language;
};

}

RestIntent draw(RestView const& view, ui::Canvas& canvas)
{
    RestIntent intent;
    canvas.page("rest");
    auto tools = draw_header(view.frame, canvas);
    canvas.body([&] {
        // Where the upper part is out of reach it is a signboard: whose house this is.
        if (canvas.parted()) {
            canvas.column(
                [&] {
                    canvas.icon("city", { 40 }, Token::primary);
                    for (auto const language : all_languages)
                        canvas.text(canvas.say_in(language, "city.name"), { .type = Type::heading, .weight = Weight::bold, .align = Align::centre });
                },
                { .gap = { 2 }, .across = Across::centre });
        }
        canvas.grid(
            [&] {
                for (auto const language : all_languages) {
                    if (Window(view, canvas, language).draw())
                        intent = { .kind = RestIntent::Kind::begin, .language = language, .frame = {} };
                }
            },
            { .least_column = { 72 }, .most_columns = canvas.portrait() ? 1 : 3, .gap = { 8 }, .grow = 1, .highest = { 320 } });
    });
    canvas.footer([&] {
        if (view.waiting_for_hub > 0)
            canvas.note(say(canvas, "rest.waiting", { { "count", language::Number { view.waiting_for_hub } } }));
    });
    if (canvas.parted())
        canvas.tools([&] { tools = draw_tools(view.frame, canvas); });
    for (auto const& other : { tools, draw_help(view.frame, "rest", canvas) }) {
        if (other.kind != FrameIntent::Kind::nothing)
            intent.frame = other;
    }
    return intent;
}

}
