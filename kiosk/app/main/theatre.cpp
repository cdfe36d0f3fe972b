#include "kiosk/app/main/theatre.h"

#include "kiosk/app/main/device_line.h"
#include "kiosk/base/command/configuration_words.h"
#include "kiosk/base/core/file.h"
#include "kiosk/glass/pictures/png.h"
#include "kiosk/trust/wire/help.h"

#include <cstdlib>
#include <fmt/format.h>

namespace kiosk::app {

namespace {

platform::Key key_of(play::verb::Keypad key)
{
    switch (key) {
    case play::verb::Keypad::up: return platform::Key::up;
    case play::verb::Keypad::down: return platform::Key::down;
    case play::verb::Keypad::left: return platform::Key::left;
    case play::verb::Keypad::right: return platform::Key::right;
    case play::verb::Keypad::select: return platform::Key::select;
    }
    std::abort();
}

}

KioskTheatre::KioskTheatre(Kiosk& kiosk, SteerableClock& clock, net::Cable& cable, std::filesystem::path devices)
    : m_kiosk(kiosk), m_clock(clock), m_cable(cable), m_devices(std::move(devices))
{
    m_kiosk.set_listener([this](guide::Heard const& heard) {
        if (heard.what == guide::Heard::What::sentence)
            m_spoken.emplace_back(heard.text);
    });
}

KioskTheatre::~KioskTheatre() { m_kiosk.set_listener({}); }

bool KioskTheatre::pump(std::function<bool()> const& holds, Duration patience) { return m_kiosk.run_until(holds, patience); }

void KioskTheatre::touch(float x, float y)
{
    using Phase = platform::Finger::Phase;
    m_kiosk.glass().inject(platform::Finger { Phase::down, 1, x, y });
    m_kiosk.glass().inject(platform::Finger { Phase::up, 1, x, y });
    m_kiosk.catch_up();
}

void KioskTheatre::press(play::verb::Keypad key)
{
    m_kiosk.glass().inject(platform::KeyPress { key_of(key) });
    m_kiosk.catch_up();
}

void KioskTheatre::press(play::verb::Switch key)
{
    m_kiosk.glass().inject(platform::KeyPress { key == play::verb::Switch::next ? platform::Key::next : platform::Key::select });
    m_kiosk.catch_up();
}

void KioskTheatre::plug(play::verb::EarPiece way)
{
    m_kiosk.plug_earpiece(way == play::verb::EarPiece::in ? devices::EarPieceChanged::Plug::in : devices::EarPieceChanged::Plug::out);
    m_kiosk.catch_up();
}

Result<void> KioskTheatre::command_devices(std::string_view words) { return command_virtual_devices(m_devices, words); }

void KioskTheatre::set_hub(play::verb::Hub hub)
{
    if (hub == play::verb::Hub::away) {
        m_cable.pull();
        return;
    }
    m_cable.plug();
    if (auto* const courier = m_kiosk.courier())
        courier->retry_now();
}

Result<void> KioskTheatre::ask_staff(play::verb::Staff staff)
{
    // Staff sit at the hub's machine: they do not go through the kiosk's cable, and their clock is nobody's to move.
    SystemClock const machine;
    auto const http = net::open_http(machine);
    auto const& configuration = m_kiosk.configuration();
    auto const number = TRY(wire::KioskNumber::of(configuration.kiosk.number));
    auto const look = staff == play::verb::Staff::look;
    auto const response = TRY(http->perform(
        { .method = net::Method::post, .url = configuration.hub.url + wire::help_target(number), .content_type = {}, .body = look ? "shown" : "" },
        Deadline::after(machine, std::chrono::seconds(10))));
    if (response.status != (look ? 200 : 303))
        return failed(Failure::refused, fmt::format("expected the hub to do what staff ask, saw status {}", response.status));
    return {};
}

void KioskTheatre::move_clock(Duration by)
{
    m_clock.move(by);
    if (auto* const courier = m_kiosk.courier())
        courier->look();
}

std::string KioskTheatre::screen() const { return std::string(m_kiosk.stage().screen()); }

Language KioskTheatre::language() const { return m_kiosk.stage().state().language; }

std::vector<play::Node> KioskTheatre::nodes() const
{
    std::vector<play::Node> nodes;
    for (auto const& node : m_kiosk.presenter().nodes()) {
        nodes.push_back({ node.id, SecretText(node.words.text), static_cast<float>(node.area.left), static_cast<float>(node.area.top),
            static_cast<float>(node.area.width()), static_cast<float>(node.area.height()), node.touchable && node.in_sight, node.focused, node.role == ui::Role::group });
    }
    return nodes;
}

Result<std::vector<std::string>> KioskTheatre::keys_for(std::string_view node, std::string_view text) const
{
    return m_kiosk.presenter().keys_for(node, text);
}

std::vector<std::string> KioskTheatre::transaction_states() const
{
    auto const& seen = m_kiosk.transaction();
    if (!seen)
        return {};
    return { std::string(to_string(seen->state)), std::string(to_string(seen->place)) };
}

std::string KioskTheatre::setting(std::string_view name) const
{
    auto const& state = m_kiosk.stage().state();
    auto const form = m_kiosk.presenter().form(); // as it is drawn, not as it was wished
    if (name == "text_size")
        return std::string(command::text_sizes[static_cast<std::size_t>(form.text_size)]);
    if (name == "contrast")
        return std::string(command::contrasts[static_cast<std::size_t>(form.contrast)]);
    if (name == "pace")
        return std::string(command::paces[static_cast<std::size_t>(form.pace)]);
    if (name == "reach")
        return std::string(command::reaches[static_cast<std::size_t>(form.reach)]);
    if (name == "sound")
        return state.sound == visit::Sound::on ? "on" : "off";
    if (name == "practice")
        return state.practice == visit::Practice::yes ? "yes" : "no";
    if (name == "help")
        return std::string(to_string(state.help));
    return {};
}

std::string KioskTheatre::service() const { return m_kiosk.stage().state().service; }

std::uint64_t KioskTheatre::frames() const { return m_kiosk.glass().presents(); }

Result<void> KioskTheatre::save_picture(std::filesystem::path const& file)
{
    std::error_code error;
    std::filesystem::create_directories(file.parent_path(), error);
    return replace_file(file, pictures::encode_png(m_kiosk.presenter().picture()));
}

}
