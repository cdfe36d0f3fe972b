#include "kiosk/app/play/player.h"

#include "kiosk/base/core/overloaded.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <utility>

namespace kiosk::play {

SecretText as_read(std::string_view text)
{
    // U+200E, U+200F, U+061C, U+202A to U+202E, U+2066 to U+2069, in UTF-8.
    static constexpr std::array<std::string_view, 12> marks { "\xE2\x80\x8E", "\xE2\x80\x8F", "\xD8\x9C", "\xE2\x80\xAA", "\xE2\x80\xAB",
        "\xE2\x80\xAC", "\xE2\x80\xAD", "\xE2\x80\xAE", "\xE2\x81\xA6", "\xE2\x81\xA7", "\xE2\x81\xA8", "\xE2\x81\xA9" };
    SecretText result;
    while (!text.empty()) {
        auto const mark = std::ranges::find_if(marks, [&](std::string_view each) { return text.starts_with(each); });
        if (mark != marks.end()) {
            text.remove_prefix(mark->size());
            continue;
        }
        if (text.starts_with("\u00A0")) {
            result.append(' ');
            text.remove_prefix(2);
            continue;
        }
        result.append(text.front());
        text.remove_prefix(1);
    }
    return result;
}

SecretText without_vowels(std::string_view text)
{
    SecretText bare;
    for (std::size_t at = 0; at < text.size(); ++at) {
        auto const lead = static_cast<unsigned char>(text[at]);
        auto const next = at + 1 < text.size() ? static_cast<unsigned char>(text[at + 1]) : 0;
        if ((lead == 0xD9 && next >= 0x8B && next <= 0x92) || (lead == 0xD9 && next == 0xB0)) {
            ++at;
            continue;
        }
        bare.append(text[at]);
    }
    return bare;
}

namespace {

/// Whether the middle of `inner` lies in `outer`.
bool holds(Node const& outer, Node const& inner)
{
    auto const x = inner.x + inner.width / 2, y = inner.y + inner.height / 2;
    return x >= outer.x && x < outer.x + outer.width && y >= outer.y && y < outer.y + outer.height;
}

/// The arrow that one presses who sees where the focus is and where it should be; another one if that did not help.
verb::Keypad way(Node const& from, Node const& to, bool stuck)
{
    auto const across = to.x + to.width / 2 - from.x - from.width / 2, along = to.y + to.height / 2 - from.y - from.height / 2;
    bool const beside = from.y < to.y + to.height && to.y < from.y + from.height;
    if (beside != stuck)
        return across > 0 ? verb::Keypad::right : verb::Keypad::left;
    return along > 0 ? verb::Keypad::down : verb::Keypad::up;
}

}

Player::Player(Theatre& theatre, std::filesystem::path out, Duration patience)
    : m_theatre(theatre), m_out(std::move(out)), m_patience(patience)
{
}

Result<void> Player::play(Journey const& journey)
{
    m_heard = m_theatre.spoken().size();
    for (auto const& line : journey.lines) {
        auto done = act(line.verb);
        if (done)
            done = leave_picture();
        if (!done) {
            done.error().story.insert(0, fmt::format("{}:{}: ", journey.name, line.number));
            return done;
        }
        if (auto service = m_theatre.service(); !service.empty()) {
            m_service = std::move(service);
            m_language = m_theatre.language();
        }
    }
    return {};
}

Result<void> Player::expect(std::function<bool()> const& holds, std::string_view expected, std::function<std::string()> const& seen)
{
    if (m_theatre.pump(holds, m_patience))
        return {};
    return failed(Failure::refused, fmt::format("expected {}, saw {}", expected, seen()));
}

Result<void> Player::touch(std::string_view id)
{
    auto const target = [&]() -> std::optional<Node> {
        for (auto& node : m_theatre.nodes()) {
            if (node.id == id && node.touchable)
                return node;
        }
        return std::nullopt;
    };
    auto const known = [&] {
        std::string ids;
        for (auto const& node : m_theatre.nodes()) {
            if (node.touchable)
                ids += fmt::format("{}{}", ids.empty() ? "" : ", ", node.id);
        }
        return fmt::format("screen {} with {}", m_theatre.screen(), ids.empty() ? "nothing to touch" : ids);
    };
    TRY(expect([&] { return target().has_value(); }, fmt::format("a target '{}'", id), known));
    auto const node = *target();
    m_theatre.touch(node.x + node.width / 2, node.y + node.height / 2);
    return {};
}

Result<void> Player::type(std::string const& field, SecretText const& text, std::function<Result<void>(std::string const&)> const& press)
{
    // A keyboard knows which keys type a text; a keypad has its digits.
    auto const prefix = field + ".key.";
    auto const has_keys = [&] { return std::ranges::any_of(m_theatre.nodes(), [&](Node const& node) { return node.touchable && node.id.starts_with(prefix); }); };
    TRY(expect(has_keys, fmt::format("keys of '{}'", field), [&] { return fmt::format("screen {} without them", m_theatre.screen()); }));
    auto keys = m_theatre.keys_for(field, text.view());
    if (!keys && keys.error().kind != Failure::absent)
        return failed(Failure::refused, fmt::format("expected keys for that text, saw that {}", keys.error().story));
    if (!keys) {
        keys.emplace();
        for (char const key : text.view())
            keys->push_back(prefix + key);
    }
    for (auto const& key : *keys)
        TRY(press(key));
    return {};
}

void Player::select(verb::Keys by)
{
    if (by == verb::Keys::keypad)
        m_theatre.press(verb::Keypad::select);
    else
        m_theatre.press(verb::Switch::select);
}

Result<void> Player::go_to(verb::Keys by, std::string_view id)
{
    // More presses than any page takes, also one key after the other.
    constexpr int most = 250;
    auto const is_there = [&] { return std::ranges::any_of(m_theatre.nodes(), [&](Node const& node) { return node.id == id; }); };
    TRY(expect(is_there, fmt::format("a node '{}'", id), [&] { return fmt::format("screen {} without it", m_theatre.screen()); }));
    std::string before;
    for (int presses = 0; presses < most; ++presses) {
        auto const nodes = m_theatre.nodes();
        auto const there = std::ranges::find(nodes, id, &Node::id);
        auto const focused = std::ranges::find_if(nodes, &Node::focused);
        if (there == nodes.end())
            break;
        if (focused == nodes.end()) {
            if (by == verb::Keys::keypad)
                m_theatre.press(verb::Keypad::down);
            else
                m_theatre.press(verb::Switch::next);
            continue;
        }
        if (focused->id == id)
            return {};
        bool const stuck = std::exchange(before, focused->id) == focused->id;
        if (by == verb::Keys::switches)
            m_theatre.press(focused->group && holds(*focused, *there) ? verb::Switch::select : verb::Switch::next);
        else
            m_theatre.press(way(*focused, *there, stuck));
    }
    return failed(Failure::refused, fmt::format("expected the focus to come to '{}', saw that it did not in {} presses", id, most));
}

Result<void> Player::act(Verb const& verb)
{
    auto const screen_seen = [&] { return m_theatre.screen(); };
    return std::visit(
        Overloaded {
            [&](verb::SpeakLanguage const& speak) -> Result<void> {
                // At rest the first touch chooses the language; elsewhere the frame's tool does.
                auto const code = code_of(speak.language);
                TRY(touch(m_theatre.screen() == "rest" ? fmt::format("rest.begin.{}", code) : fmt::format("language.{}", code)));
                return expect([&] { return m_theatre.language() == speak.language && m_theatre.screen() != "rest"; },
                    fmt::format("language {}", code), [&] { return std::string(code_of(m_theatre.language())); });
            },
            [&](verb::Touch const& touched) -> Result<void> { return touch(touched.node); },
            [&](verb::Type const& typed) -> Result<void> { return type(typed.node, typed.text, [&](std::string const& key) { return touch(key); }); },
            [&](verb::DeviceCommand const& command) -> Result<void> { return m_theatre.command_devices(command.words); },
            [&](verb::Hub hub) -> Result<void> {
                m_theatre.set_hub(hub);
                return {};
            },
            [&](verb::Staff staff) -> Result<void> { return m_theatre.ask_staff(staff); },
            [&](verb::MoveClock const& move) -> Result<void> {
                m_theatre.move_clock(move.by);
                return {};
            },
            [&](verb::Keypad key) -> Result<void> {
                m_theatre.press(key);
                return {};
            },
            [&](verb::KeypadTo const& to) -> Result<void> { return go_to(to.node); },
            [&](verb::Switch key) -> Result<void> {
                m_theatre.press(key);
                return {};
            },
            [&](verb::GoTo const& walk) -> Result<void> { return go_to(walk.by, walk.node); },
            [&](verb::TypeBy const& typed) -> Result<void> {
                return type(typed.node, typed.text, [&](std::string const& key) -> Result<void> {
                    TRY(go_to(typed.by, key));
                    select(typed.by);
                    return {};
                });
            },
            [&](verb::ExpectScreen const& wanted) -> Result<void> {
                return expect([&] { return m_theatre.screen() == wanted.screen; }, fmt::format("screen {}", wanted.screen), screen_seen);
            },
            [&](verb::ExpectText const& wanted) -> Result<void> {
                auto const text = as_read(wanted.text.view());
                auto const all = [&] {
                    std::string texts;
                    for (auto const& node : m_theatre.nodes())
                        texts.append(texts.empty() ? "" : " | ").append(as_read(node.text.view()).view());
                    return texts;
                };
                return expect(
                    [&] { return std::ranges::any_of(m_theatre.nodes(), [&](Node const& node) { return as_read(node.text.view()).view().find(text.view()) != std::string_view::npos; }); },
                    fmt::format("text \"{}\"", text.view()), [&] { return fmt::format("screen {}: {}", m_theatre.screen(), all()); });
            },
            [&](verb::ExpectState const& wanted) -> Result<void> {
                auto const states = [&] { return m_theatre.transaction_states(); };
                return expect([&] { auto const all = states(); return std::ranges::find(all, wanted.state) != all.end(); }, fmt::format("state {}", wanted.state),
                    [&] { return states().empty() ? std::string("no transaction") : fmt::format("{}", fmt::join(states(), ", ")); });
            },
            [&](verb::EarPiece way) -> Result<void> {
                m_theatre.plug(way);
                return {};
            },
            [&](verb::ExpectSetting const& wanted) -> Result<void> {
                return expect([&] { return m_theatre.setting(wanted.name) == wanted.value; }, fmt::format("setting {} {}", wanted.name, wanted.value),
                    [&] { return fmt::format("{} {}", wanted.name, m_theatre.setting(wanted.name)); });
            },
            [&](verb::ExpectSpoken const& wanted) -> Result<void> { return hear(wanted); },
            [&](verb::ExpectNo const& wanted) -> Result<void> {
                return expect([&] { return std::ranges::none_of(m_theatre.nodes(), [&](Node const& node) { return node.id == wanted.node; }); },
                    fmt::format("no node '{}'", wanted.node), [&] { return fmt::format("it on screen {}", m_theatre.screen()); });
            },
        },
        verb);
}

Result<void> Player::go_to(std::string_view id)
{
    auto const find = [&](auto const& holds) {
        auto const nodes = m_theatre.nodes();
        return std::ranges::any_of(nodes, holds);
    };
    TRY(expect([&] { return find([&](Node const& node) { return node.id == id; }); }, fmt::format("a thing '{}'", id), [&] { return fmt::format("screen {} without it", m_theatre.screen()); }));
    // More than the keys of any keyboard and all that stands around it.
    constexpr int most = 200;
    for (int pressed = 0; pressed < most; ++pressed) {
        if (find([&](Node const& node) { return node.id == id && node.focused; }))
            return {};
        m_theatre.press(verb::Keypad::down);
    }
    return failed(Failure::refused, fmt::format("expected the focus on '{}', saw it elsewhere after {} keys", id, most));
}

Result<void> Player::hear(verb::ExpectSpoken const& wanted)
{
    auto const text = without_vowels(wanted.text.view());
    auto const& spoken = m_theatre.spoken();
    std::size_t found = 0;
    auto const holds = [&] {
        for (found = m_heard; found < spoken.size(); ++found) {
            if (without_vowels(spoken[found].view()).view().find(text.view()) != std::string_view::npos)
                return true;
        }
        return false;
    };
    auto const since = [&] {
        std::string all;
        for (auto i = m_heard; i < spoken.size(); ++i)
            all.append(all.empty() ? "" : " | ").append(spoken[i].view());
        return fmt::format("screen {}: {}", m_theatre.screen(), all.empty() ? "nothing said" : all);
    };
    TRY(expect(holds, fmt::format("to hear \"{}\"", text.view()), since));
    m_heard = found + 1;
    return {};
}

Result<void> Player::leave_picture()
{
    if (m_out.empty())
        return {};
    if (m_pictured_frame == m_theatre.frames())
        return {};
    m_pictured_frame = m_theatre.frames();
    ++m_pictures;
    return m_theatre.save_picture(m_out / fmt::format("{:02}-{}.png", m_pictures, m_theatre.screen()));
}

}
