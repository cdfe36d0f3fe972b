#pragma once
/// An X server of a test's own, with a touch panel on which the test has the fingers: Xorg without a screen (driver
/// `dummy`) and without a panel (driver `inputtest`).
///
/// Source: xf86-input-inputtest-protocol.h of X.Org's server 21.1.

#include "kiosk/base/core/result.h"
#include "tests/doubles/folder.h"

#include <cstdint>
#include <memory>
#include <string>
#include <sys/types.h>

namespace kiosk::ui::testing {

class TouchDisplay {
public:
    /// `absent` where Xorg or one of the two drivers is not installed, or this user may not start it.
    [[nodiscard]] static Result<std::unique_ptr<TouchDisplay>> start(int width, int height);
    ~TouchDisplay();
    TouchDisplay(TouchDisplay const&) = delete;
    TouchDisplay& operator=(TouchDisplay const&) = delete;

    /// What DISPLAY has to be.
    [[nodiscard]] std::string const& name() const { return m_name; }

    enum class Phase : std::uint32_t { begin = 18, update = 19, end = 20 };
    /// A finger at this pixel. Answers when the server has taken it.
    void touch(std::uint32_t finger, Phase phase, float x, float y);

private:
    TouchDisplay(int width, int height) : m_width(width), m_height(height) { }
    [[nodiscard]] Result<void> run();
    [[nodiscard]] Result<void> connect();
    void send(void const* bytes, std::size_t size) const;

    int m_width;
    int m_height;
    doubles::Folder m_folder;
    std::string m_name;
    pid_t m_server = 0;
    int m_socket = -1;
};

}
