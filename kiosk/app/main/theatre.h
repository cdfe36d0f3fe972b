#pragma once
/// The real kiosk as a journey's theatre: fingers through the platform, cards and paper through the virtual devices'
/// socket, the network by its cable, time by a clock that can be moved.

#include "kiosk/app/main/kiosk.h"
#include "kiosk/app/play/player.h"
#include "kiosk/trust/net/cable.h"

#include <atomic>
#include <filesystem>
#include <memory>

namespace kiosk::app {

/// The machine's clock, and how far it was moved forward by hand.
class SteerableClock final : public Clock {
public:
    [[nodiscard]] Instant now() const override { return m_machine.now() + moved(); }
    [[nodiscard]] WallTime wall() const override { return m_machine.wall() + std::chrono::duration_cast<std::chrono::milliseconds>(moved()); }
    void move(Duration by) { m_moved += by.count(); }

private:
    [[nodiscard]] Duration moved() const { return Duration(m_moved.load()); }
    SystemClock m_machine;
    std::atomic<Duration::rep> m_moved { 0 };
};

/// All references must outlive the theatre.
class KioskTheatre final : public play::Theatre {
public:
    /// `devices`: the control socket of shubbak-devices; empty where there are none, and commands to them fail.
    /// Listens to all that is said from now on, and no more once it ends.
    KioskTheatre(Kiosk& kiosk, SteerableClock& clock, net::Cable& cable, std::filesystem::path devices);
    ~KioskTheatre() override;

    [[nodiscard]] bool pump(std::function<bool()> const& holds, Duration patience) override;
    void touch(float x, float y) override;
    void press(play::verb::Keypad key) override;
    void press(play::verb::Switch key) override;
    void plug(play::verb::EarPiece way) override;
    [[nodiscard]] Result<void> command_devices(std::string_view words) override;
    void set_hub(play::verb::Hub hub) override;
    [[nodiscard]] Result<void> ask_staff(play::verb::Staff staff) override;
    void move_clock(Duration by) override;
    [[nodiscard]] std::string screen() const override;
    [[nodiscard]] Language language() const override;
    [[nodiscard]] std::vector<play::Node> nodes() const override;
    [[nodiscard]] Result<std::vector<std::string>> keys_for(std::string_view node, std::string_view text) const override;
    [[nodiscard]] std::vector<SecretText> const& spoken() const override { return m_spoken; }
    [[nodiscard]] std::vector<std::string> transaction_states() const override;
    [[nodiscard]] std::string setting(std::string_view name) const override;
    [[nodiscard]] std::string service() const override;
    [[nodiscard]] std::uint64_t frames() const override;
    [[nodiscard]] Result<void> save_picture(std::filesystem::path const& file) override;

private:
    Kiosk& m_kiosk;
    SteerableClock& m_clock;
    net::Cable& m_cable;
    std::filesystem::path m_devices;
    std::vector<SecretText> m_spoken;
};

}
