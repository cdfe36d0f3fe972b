#pragma once
/// The plugged-in devices of one kind, of which one is in use. Included by this folder's sources and tests alone.

#include "drivers/usb/context.h"
#include "kiosk/base/core/result.h"
#include "kiosk/service/devices/strand.h"

#include <functional>
#include <optional>
#include <vector>

namespace kiosk::devices {

/// Threads: one, that of the strand of its kind.
class Bay {
public:
    struct Kind {
        std::function<bool(drivers::usb::Description const&)> fits;
        /// Opens it and hands it to its owner.
        std::function<Result<void>(drivers::usb::Device const&)> take;
        /// The one in use was unplugged.
        std::function<void()> let_go;
        /// None can be used: why the best candidate cannot, or nothing if there is no candidate.
        std::function<void(drivers::usb::Device const*, std::optional<Error>)> none;
    };
    explicit Bay(Kind kind) : m_kind(std::move(kind)) { }

    void arrived(drivers::usb::Device const& device);
    void departed(drivers::usb::Identity const& identity);
    /// Looks for one to use if there is none; tells when there is none.
    void choose();

    [[nodiscard]] bool in_use() const { return m_in_use.has_value(); }
    /// Candidates that could not be opened.
    [[nodiscard]] bool worth_a_retry() const { return !m_in_use && !m_plugged_in.empty(); }

private:
    Kind m_kind;
    std::vector<drivers::usb::Device> m_plugged_in; ///< by port
    std::optional<drivers::usb::Identity> m_in_use;
};

/// Looks after the device in use and, while there is none, tries those again that could not be opened: ten seconds
/// after it has tried them.
///
/// Threads: one, that of the strand of its kind.
class BayKeeper final : public Tended {
public:
    /// All three must outlive the keeper.
    BayKeeper(Tended& device, Bay& bay, Clock const& clock) : m_device(device), m_bay(bay), m_clock(clock), m_last_try(clock.now()) { }

    [[nodiscard]] Deadline next_look() const override;
    void look() override;
    void leave() override { m_device.leave(); }

private:
    Tended& m_device;
    Bay& m_bay;
    Clock const& m_clock;
    Instant m_last_try;
};

}
