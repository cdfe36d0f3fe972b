#pragma once
/// Who is compared on the screen: the built kiosk, with all it has at its place, and Chromium in kiosk mode.

#include "kiosk/base/core/result.h"
#include "tests/bench/patience.h"
#include "tests/bench/showing.h"
#include "tests/programs/process.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace bench {

/// A hub for as long as this lives.
class Hub {
public:
    [[nodiscard]] static kiosk::Result<Hub> open(std::filesystem::path const& folder, Patience& patience);
    [[nodiscard]] std::string const& address() const { return m_address; }

private:
    explicit Hub(programs::Process process) : m_process(std::move(process)) { }
    programs::Process m_process;
    std::string m_address;
};

/// `shubbak run` in a window as large as the screen, with a reader and a printer plugged in (virtual) and `hub`'s address.
[[nodiscard]] Script kiosk_script(std::filesystem::path const& folder, std::string_view hub);

/// The browser with `page` (HTML). It has an environment of its own: no proxy, no session bus, and all that it leaves
/// behind is in `folder`. `absent` if it is not installed.
[[nodiscard]] kiosk::Result<Script> browser_script(std::filesystem::path const& folder, std::string const& display, kiosk::Result<std::string> const& page);

}
