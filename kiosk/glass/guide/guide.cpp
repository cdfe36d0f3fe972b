#include "kiosk/glass/guide/guide.h"

#include "kiosk/glass/guide/chime.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace kiosk::guide {

using narration::Detail;
using speech::Utterance;

namespace {

void add(Utterance& all, Utterance more) { std::ranges::move(more, std::back_inserter(all)); }

/// How much of the beginning two texts share, in whole letters of UTF-8.
std::size_t shared(std::string_view a, std::string_view b)
{
    auto const [at, other] = std::ranges::mismatch(a, b);
    auto length = static_cast<std::size_t>(at - a.begin());
    auto const inside = [&](std::string_view text) { return length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U; };
    while (length > 0 && (inside(a) || inside(b)))
        --length;
    return length;
}

ui::Node const* find(std::span<ui::Node const> nodes, std::string_view id)
{
    auto const found = std::ranges::find(nodes, id, &ui::Node::id);
    return found == nodes.end() ? nullptr : &*found;
}

/// All of it in the language it is written in: "한국어, 버튼".
Utterance thing_in_its_language(narration::Narration const& narration, Language page, narration::Thing thing, Detail detail)
{
    auto const language = thing.language.value_or(page);
    thing.language.reset();
    return narration.thing(language, thing, detail);
}

int usable_in(Sight const& sight, Layer layer)
{
    return static_cast<int>(std::ranges::count_if(sight.nodes, [&](ui::Node const& node) { return is_used(node, layer); }));
}

bool stood(std::vector<SecretText> const& texts, SecretText const& text) { return std::ranges::find(texts, text) != texts.end(); }

}

struct Guide::Booth {
    explicit Booth(Parts const& parts)
        : messages(language::SpokenMessages::load(parts.assets, parts.messages)), narration(messages),
          speaker({ parts.synthesiser, std::chrono::seconds(2), narration.refusals() }, parts.player, parts.clock, parts.wake)
    {
    }
    language::SpokenMessages messages;
    narration::Narration narration;
    speech::Speaker speaker;
};

Guide::Guide(Parts parts) : m_parts(std::move(parts)) { }
Guide::~Guide() = default;

Guide::Booth& Guide::booth()
{
    if (!m_booth) {
        m_booth = std::make_unique<Booth>(m_parts);
        m_booth->speaker.set_outlet(m_outlet);
    }
    return *m_booth;
}

void Guide::begin()
{
    static_cast<void>(booth());
    m_on = true;
    m_greeted = false;
    m_last.reset();
    m_beneath.reset();
}

void Guide::end()
{
    if (!m_on)
        return; // the last word may still be said
    hush();
    m_on = false;
    m_last.reset();
    m_beneath.reset();
}

void Guide::take_leave(Language language)
{
    if (!m_on)
        return;
    say(booth().narration.say(language, "off"));
    m_on = false;
    m_last.reset();
    m_beneath.reset();
}

language::SpokenMessages const* Guide::spoken() const { return m_on ? &m_booth->messages : nullptr; }

void Guide::say(Utterance utterance)
{
    if (utterance.empty())
        return;
    auto& speaker = booth().speaker;
    if (m_parts.heard) {
        auto const refusals = m_booth->narration.refusals();
        for (auto const& sentence : utterance) {
            bool const refused = sentence.privacy == speech::Privacy::personal && m_outlet == Outlet::loudspeaker;
            m_parts.heard({ Heard::What::sentence, sentence.language,
                refused ? std::string_view(refusals[static_cast<std::size_t>(sentence.language)]) : sentence.text.view() });
        }
    }
    speaker.say(std::move(utterance));
}

void Guide::tell(Utterance utterance)
{
    if (utterance.empty())
        return;
    m_told = utterance;
    if (m_layer == Layer::page)
        m_told_of_page = utterance;
    say(std::move(utterance));
}

void Guide::look(Sight const& sight)
{
    bool const warned = find(sight.nodes, "idle.stay") != nullptr;
    bool const warning = warned && !std::exchange(m_warned, warned);
    m_warned = warned;
    if (!m_on) {
        if (warning) {
            m_parts.player.play(chime(), m_outlet);
            if (m_parts.heard)
                m_parts.heard({ Heard::What::chime, sight.language, {} });
        }
        return;
    }
    // The page that was drawn before speech began carries no words for it.
    if (std::ranges::none_of(sight.nodes, [](ui::Node const& node) { return !node.words.spoken.empty(); }))
        return;
    auto look = Look::at(sight);
    m_layer = look.layer;
    if (!m_last || !look.same_place(*m_last)) {
        bool const back = m_last && m_last->layer == Layer::panel && look.layer == Layer::page && m_beneath && look.same_place(*m_beneath);
        auto utterance = m_greeted ? Utterance {} : booth().narration.say(look.language, "on");
        m_greeted = true;
        if (back) {
            auto const title = std::ranges::find_if(sight.nodes, [&](ui::Node const& node) { return node.role == ui::Role::heading && is_read(node, Layer::page); });
            if (title != sight.nodes.end()) {
                auto thing = thing_of(*title, sight.nodes);
                thing.role = narration::Role::text;
                add(utterance, thing_in_its_language(booth().narration, look.language, thing, Detail::brief));
            }
            add(utterance, new_texts(sight, look, &*m_beneath));
        } else {
            add(utterance, page(sight, look));
        }
        if (auto const* focused = find(sight.nodes, look.focus); focused != nullptr && !look.focus.empty())
            add(utterance, told_of(sight, *focused, Detail::with_hints));
        if (back) {
            say(std::move(utterance));
            m_told = m_told_of_page; // what was last said of it, and not its title alone
        } else {
            tell(std::move(utterance));
        }
    } else {
        tell(news(sight, look));
    }
    if (look.layer == Layer::page)
        m_beneath = look;
    m_last = std::move(look);
}

/// One thing on the page. On the loudspeaker the keys of what is private keep their names to themselves.
Utterance Guide::told_of(Sight const& sight, ui::Node const& node, Detail detail) const
{
    auto thing = thing_of(node, sight.nodes);
    if (m_outlet == Outlet::loudspeaker && tells_letter(node) && takes_private(sight.nodes))
        thing.privacy = narration::Privacy::personal;
    return thing_in_its_language(m_booth->narration, sight.language, std::move(thing), detail);
}

/// Title, where one is, what stands there, how many things can be used.
Utterance Guide::page(Sight const& sight, Look const& look) const
{
    auto const& narration = m_booth->narration;
    Utterance all;
    auto const add_where = [&] {
        if (look.layer == Layer::page) {
            for (std::string_view const id : { std::string_view("practice.mark"), std::string_view("frame.place"), call_id }) {
                if (auto const* node = find(sight.nodes, id))
                    add(all, told_of(sight, *node, Detail::brief));
            }
        } else if (auto const* call = find(sight.nodes, call_id); call != nullptr && call->part == ui::Part::header && m_last && !stood(m_last->texts, news_of(*call))) {
            add(all, told_of(sight, *call, Detail::brief));
        }
    };
    bool titled = false;
    for (auto const& node : sight.nodes) {
        if (!is_read(node, look.layer))
            continue;
        auto thing = thing_of(node, sight.nodes);
        if (node.role == ui::Role::heading)
            thing.role = narration::Role::text; // it is heard at its place
        add(all, thing_in_its_language(narration, look.language, thing, Detail::brief));
        if (node.role == ui::Role::heading && !std::exchange(titled, true))
            add_where();
    }
    if (!titled)
        add_where();
    add(all, narration.page(look.language, {}, {}, usable_in(sight, look.layer), Detail::with_hints));
    return all;
}

/// The same page as at the last look: what changed on it.
Utterance Guide::news(Sight const& sight, Look const& look) const
{
    auto const& narration = m_booth->narration;
    auto all = typed(sight, look);
    add(all, new_texts(sight, look, nullptr));
    if (look.choices != m_last->choices)
        add(all, narration.page(look.language, {}, {}, usable_in(sight, look.layer), Detail::with_hints));
    if (auto const* focused = look.focus.empty() ? nullptr : find(sight.nodes, look.focus)) {
        if (look.focus != m_last->focus)
            add(all, told_of(sight, *focused, Detail::with_hints));
        else if (focused->role != ui::Role::field && (look.focus_words != m_last->focus_words || look.focus_chosen != m_last->focus_chosen))
            add(all, told_of(sight, *focused, Detail::brief));
    }
    return all;
}

/// What stood neither on the last look nor on the `other` one.
Utterance Guide::new_texts(Sight const& sight, Look const& look, Look const* other) const
{
    Utterance all;
    for (auto const& node : sight.nodes) {
        if (!is_news(node, look.layer))
            continue;
        auto const news = news_of(node);
        if (!stood(m_last->texts, news) && (other == nullptr || !stood(other->texts, news)))
            add(all, told_of(sight, node, Detail::brief));
    }
    return all;
}

/// The letter that came or went, and what is wrong now.
Utterance Guide::typed(Sight const& sight, Look const& look) const
{
    auto const& narration = m_booth->narration;
    Utterance all;
    for (auto const& field : look.fields) {
        auto const before = std::ranges::find(m_last->fields, field.id, &Look::Field::id);
        auto const* node = find(sight.nodes, field.id);
        if (before == m_last->fields.end() || node == nullptr)
            continue;
        auto const now = field.value.view();
        auto const then = before->value.view();
        bool const masked = node->secrecy == ui::Secrecy::masked;
        bool const alone = m_outlet == Outlet::earpiece || node->value.privacy == ui::Privacy::open;
        if (masked ? field.letters != before->letters : now != then) {
            auto const same = shared(now, then);
            bool const emptied = masked ? field.letters == 0 : now.empty();
            bool const shorter = masked ? field.letters < before->letters : same == now.size();
            if (emptied)
                add(all, narration.say(look.language, "all_deleted"));
            else if (shorter)
                add(all, narration.say(look.language, "deleted"));
            else if (masked || !alone)
                add(all, narration.say(look.language, "entered"));
            else
                all.push_back({ look.language, m_booth->messages.say_words(look.language, now.substr(same)), speech::Privacy::personal });
        }
        if (field.fault != before->fault && !node->fault.empty()) {
            add(all, narration.say(look.language, "wrong"));
            narration::Thing fault;
            fault.name = node->fault.spoken;
            add(all, thing_in_its_language(narration, look.language, fault, Detail::brief));
        }
    }
    return all;
}

bool Guide::speaking() const { return m_booth && m_booth->speaker.speaking(); }

void Guide::hush()
{
    if (m_booth)
        m_booth->speaker.stop();
}

void Guide::replay() { say(m_told); }
void Guide::replay_page() { say(m_told_of_page); }

void Guide::faster(Language language)
{
    hush();
    booth().speaker.set_rate(rate().faster());
    say(booth().narration.rate(language, rate()));
}

void Guide::slower(Language language)
{
    hush();
    booth().speaker.set_rate(rate().slower());
    say(booth().narration.rate(language, rate()));
}

void Guide::louder(Language language)
{
    booth().speaker.set_volume(volume().louder());
    say(booth().narration.volume(language, volume()));
}

void Guide::softer(Language language)
{
    booth().speaker.set_volume(volume().softer());
    say(booth().narration.volume(language, volume()));
}

speech::Rate Guide::rate() const { return m_booth ? m_booth->speaker.rate() : speech::Rate(); }
Volume Guide::volume() const { return m_booth ? m_booth->speaker.volume() : Volume(); }

void Guide::tell_curtain_drawn(Language language)
{
    if (m_on)
        say(booth().narration.say(language, "curtain.closed"));
}

void Guide::tell_curtain_open(Language language)
{
    if (m_on)
        say(booth().narration.say(language, "curtain.open"));
}

void Guide::read_receipt(Language language, std::span<narration::ReceiptLine const> lines)
{
    if (!m_on)
        return;
    m_told_of_page = booth().narration.receipt(language, lines);
    m_told = m_told_of_page;
    say(m_told);
}

void Guide::set_outlet(Outlet outlet)
{
    if (outlet == m_outlet)
        return;
    hush();
    m_outlet = outlet;
    if (m_booth)
        m_booth->speaker.set_outlet(outlet);
}

void Guide::forget()
{
    hush();
    end();
    m_told.clear();
    m_told_of_page.clear();
    m_layer = Layer::page;
    m_warned = false;
    if (m_booth)
        m_booth->speaker.forget();
    else
        m_parts.player.rest();
}

std::optional<speech::Report> Guide::attend()
{
    if (m_booth)
        return m_booth->speaker.attend();
    while (m_parts.player.take()) { }
    return std::nullopt;
}

}
