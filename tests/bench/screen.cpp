#include "tests/bench/screen.h"

#include "kiosk/base/core/file.h"

#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace bench {

using kiosk::failed;
using kiosk::Failure;
using kiosk::Result;

namespace {

constexpr int row_step = 8;
constexpr std::size_t pixel_bytes = 4;

/// A field of the header of X11's dump format: CARD32, most significant byte first.
std::size_t field(std::span<std::byte const> file, std::size_t number)
{
    std::size_t value = 0;
    for (auto const byte : file.subspan(number * 4, 4))
        value = value << 8 | std::to_integer<std::size_t>(byte);
    return value;
}

}

Result<std::unique_ptr<Screen>> Screen::open(std::filesystem::path const& folder, Patience& patience)
{
    auto const display = folder / "display";
    // Xvfb chooses a free number and writes it to descriptor 3. No cursor: it would be drawn into the picture.
    auto server = programs::Process::start(
        { "bash", "-c", R"(exec Xvfb -displayfd 3 -screen 0 "$1" -br -nocursor -nolisten tcp -fbdir "$2" 3>"$3")", "bash",
            fmt::format("{}x{}x24", width, height), folder.string(), display.string() },
        folder / "xvfb.log");
    auto const number = [&] { return kiosk::read_file(display).value_or(""); };
    TRY(patience.until([&] { return number().ends_with('\n') || server.poll().has_value(); }, std::chrono::seconds(20), "an X server"));
    auto name = number();
    if (!name.ends_with('\n'))
        return failed(Failure::unreachable, fmt::format("no X server: {}", kiosk::read_file(folder / "xvfb.log").value_or("")));
    name.pop_back();

    std::unique_ptr<Screen> screen(new Screen(std::move(server), ":" + name));
    int const file = ::open((folder / "Xvfb_screen0").c_str(), O_RDONLY | O_CLOEXEC);
    struct stat status {};
    if (file < 0 || ::fstat(file, &status) != 0)
        return failed(Failure::unreachable, "the X server keeps no picture");
    auto const size = static_cast<std::size_t>(status.st_size);
    auto* const mapped = ::mmap(nullptr, size, PROT_READ, MAP_SHARED, file, 0);
    ::close(file);
    if (mapped == MAP_FAILED)
        return failed(Failure::unreachable, "the X server's picture cannot be mapped");
    screen->m_file = { static_cast<std::byte const*>(mapped), size };
    constexpr std::size_t header = 100;
    if (size > header) {
        screen->m_pixels = field(screen->m_file, 0) + field(screen->m_file, 19) * 12; // header_size, ncolors of 12 bytes
        screen->m_stride = field(screen->m_file, 12);                                 // bytes_per_line
    }
    if (screen->m_stride < width * pixel_bytes || screen->m_pixels + screen->m_stride * height > size)
        return failed(Failure::malformed, "the X server's picture is not 1080 x 1920 of 32 bits");
    return screen;
}

Screen::~Screen()
{
    if (!m_file.empty())
        ::munmap(const_cast<std::byte*>(m_file.data()), m_file.size());
    kiosk::SystemClock const clock;
    // Asked, not killed: it takes its lock and its socket away.
    if (m_server.id() > 0)
        static_cast<void>(m_server.stop(kiosk::Deadline::after(clock, std::chrono::seconds(5))));
}

std::span<std::byte const> Screen::row(int y) const
{
    return m_file.subspan(m_pixels + static_cast<std::size_t>(y) * m_stride, width * pixel_bytes);
}

Screen::Picture Screen::look() const
{
    Picture picture;
    for (int y = 0; y < height; y += row_step)
        picture.insert(picture.end(), row(y).begin(), row(y).end());
    return picture;
}

double Screen::differs_from(Picture const& picture) const
{
    std::size_t different = 0;
    auto const* then = picture.data();
    for (int y = 0; y < height; y += row_step) {
        auto const now = row(y);
        if (std::memcmp(now.data(), then, now.size()) != 0) {
            for (std::size_t at = 0; at < now.size(); at += pixel_bytes)
                different += std::memcmp(&now[at], then + at, pixel_bytes) != 0 ? 1 : 0;
        }
        then += now.size();
    }
    return static_cast<double>(different * pixel_bytes) / static_cast<double>(picture.size());
}

}
