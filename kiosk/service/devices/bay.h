#pragma once
/// The plugged-in devices of one kind, of which one is in use. Included by this folder's sources alone.

#include "drivers/usb/context.h"
#include "kiosk/base/core/result.h"

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

}
