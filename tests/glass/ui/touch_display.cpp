#include "tests/glass/ui/touch_display.h"

#include "kiosk/base/core/file.h"

#include <fmt/format.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <poll.h>
#include <signal.h>
#include <string_view>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

namespace kiosk::ui::testing {

namespace {

constexpr std::array needed { "/usr/lib/xorg/Xorg", "/usr/lib/xorg/modules/input/inputtest_drv.so", "/usr/lib/xorg/modules/drivers/dummy_drv.so" };
constexpr int patience_ms = 30'000;

/// The panel's axes end here.
constexpr double axis_end = 0xFFFF;

std::string configuration(int width, int height, std::filesystem::path const& folder)
{
    return fmt::format(R"(Section "ServerFlags"
  Option "AutoAddDevices" "false"
  Option "AutoEnableDevices" "false"
  Option "DontVTSwitch" "true"
  Option "AllowMouseOpenFail" "true"
  Option "PciForceNone" "true"
  Option "AutoAddGPU" "false"
EndSection
Section "InputDevice"
  Identifier "panel"
  Driver "inputtest"
  Option "SocketPath" "{2}/panel"
  Option "DeviceType" "Touch"
  Option "TouchCount" "10"
EndSection
Section "InputDevice"
  Identifier "pointer"
  Driver "inputtest"
  Option "SocketPath" "{2}/pointer"
  Option "DeviceType" "PointerAbsolute"
  Option "CorePointer" "on"
EndSection
Section "InputDevice"
  Identifier "keys"
  Driver "inputtest"
  Option "SocketPath" "{2}/keys"
  Option "DeviceType" "Keyboard"
  Option "CoreKeyboard" "on"
EndSection
Section "Device"
  Identifier "none"
  Driver "dummy"
  VideoRam 256000
EndSection
Section "Monitor"
  Identifier "none"
  HorizSync 5.0-1000.0
  VertRefresh 5.0-200.0
  Modeline "only" 173.00 {0} {3} {4} {5} {1} {6} {7} {8}
EndSection
Section "Screen"
  Identifier "screen"
  Device "none"
  Monitor "none"
  DefaultDepth 24
  SubSection "Display"
    Depth 24
    Modes "only"
    Virtual {0} {1}
  EndSubSection
EndSection
Section "ServerLayout"
  Identifier "layout"
  Screen "screen"
  InputDevice "pointer"
  InputDevice "keys"
  InputDevice "panel" "SendCoreEvents"
EndSection
)",
        width, height, folder.string(), width + 40, width + 80, width + 160, height + 3, height + 13, height + 80);
}

// What goes over the driver's socket: a length and a type, then the rest.
struct Version {
    std::uint32_t length = 12, type = 0;
    std::uint16_t major = 1, minor = 1;
};
struct Sync {
    std::uint32_t length = 8, type = 1;
};
struct Touched {
    std::uint32_t length = sizeof(Touched), type = 6;
    std::uint32_t finger = 0, phase = 0;
    std::uint32_t has_unaccelerated = 0;
    std::array<std::uint8_t, 8> mask {};
    std::uint32_t padding = 0;
    std::array<double, 64> values {};
    std::array<double, 64> unaccelerated {};
};
static_assert(sizeof(Touched) == 1056, "as the driver declares it");

}

Result<std::unique_ptr<TouchDisplay>> TouchDisplay::start(int width, int height)
{
    for (auto const* file : needed) {
        std::error_code code;
        if (!std::filesystem::exists(file, code))
            return failed(Failure::absent, fmt::format("{} is not there; it is in the packages xserver-xorg-core and xserver-xorg-video-dummy", file));
    }
    if (geteuid() != 0)
        return failed(Failure::absent, "only root may start Xorg with a configuration of its own");
    std::unique_ptr<TouchDisplay> display(new TouchDisplay(width, height));
    TRY(display->run());
    TRY(display->connect());
    return display;
}

Result<void> TouchDisplay::run()
{
    auto const folder = m_folder.path();
    std::ofstream(folder / "xorg.conf") << configuration(m_width, m_height, folder);
    std::array<int, 2> ready {};
    if (pipe2(ready.data(), O_CLOEXEC) != 0)
        return failed(Failure::exhausted, "no pipe");
    auto const log = (folder / "log").string(), said = (folder / "said").string(), conf = (folder / "xorg.conf").string();
    auto const tell = std::to_string(ready[1]);
    m_server = fork();
    if (m_server == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        int const out = open(said.c_str(), O_WRONLY | O_CREAT, 0600);
        dup2(out, STDOUT_FILENO);
        dup2(out, STDERR_FILENO);
        fcntl(ready[1], F_SETFD, 0);
        execl(needed[0], "Xorg", "-displayfd", tell.c_str(), "-config", conf.c_str(), "-logfile", log.c_str(), "-noreset", "-nolisten", "tcp", static_cast<char*>(nullptr));
        _exit(127);
    }
    close(ready[1]);
    std::string number;
    pollfd waiting { ready[0], POLLIN, 0 };
    for (char c = 0; c != '\n';) {
        if (poll(&waiting, 1, patience_ms) <= 0 || read(ready[0], &c, 1) != 1)
            break;
        number += c;
    }
    close(ready[0]);
    if (!number.ends_with('\n'))
        return failed(Failure::unreachable, fmt::format("Xorg did not start: {}", read_file(said).value_or("")));
    number.pop_back();
    m_name = ":" + number;
    return {};
}

Result<void> TouchDisplay::connect()
{
    m_socket = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address {};
    address.sun_family = AF_UNIX;
    auto const path = (m_folder / "panel").string();
    path.copy(address.sun_path, sizeof(address.sun_path) - 1);
    if (::connect(m_socket, reinterpret_cast<sockaddr*>(&address), sizeof(address)) != 0)
        return failed(Failure::unreachable, fmt::format("the panel's socket: {}", std::strerror(errno)));
    Version const version;
    send(&version, sizeof(version));
    std::array<char, sizeof(Version)> answer {};
    if (recv(m_socket, answer.data(), answer.size(), MSG_WAITALL) != static_cast<ssize_t>(answer.size()))
        return failed(Failure::unreachable, "the panel's driver does not answer");
    return {};
}

TouchDisplay::~TouchDisplay()
{
    if (m_socket >= 0)
        close(m_socket);
    if (m_server > 0) {
        kill(m_server, SIGKILL);
        waitpid(m_server, nullptr, 0);
    }
}

void TouchDisplay::send(void const* bytes, std::size_t size) const
{
    verify(::send(m_socket, bytes, size, MSG_NOSIGNAL) == static_cast<ssize_t>(size), "the panel's driver takes what a finger does");
}

void TouchDisplay::touch(std::uint32_t finger, Phase phase, float x, float y)
{
    Touched touched;
    touched.finger = finger;
    touched.phase = static_cast<std::uint32_t>(phase);
    touched.mask[0] = 3;
    touched.values[0] = static_cast<double>(x) / m_width * axis_end;
    touched.values[1] = static_cast<double>(y) / m_height * axis_end;
    send(&touched, sizeof(touched));
    Sync const sync;
    send(&sync, sizeof(sync));
    std::array<char, sizeof(Sync)> answer {};
    verify(recv(m_socket, answer.data(), answer.size(), MSG_WAITALL) == static_cast<ssize_t>(answer.size()), "the panel's driver answers");
}

}
