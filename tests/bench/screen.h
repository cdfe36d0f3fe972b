#pragma once
/// An X server of 1080 x 1920 without a glass, and what stands on it.
///
/// Xvfb keeps its picture in a file (-fbdir) that is mapped here, so looking at it asks nothing of the X server and
/// nothing of the programs that draw: no request, no extension, no window manager.

#include "kiosk/base/core/result.h"
#include "tests/bench/patience.h"
#include "tests/programs/process.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace bench {

class Screen {
public:
    static constexpr int width = 1080;
    static constexpr int height = 1920;

    /// Every eighth row, as it stood at one moment.
    using Picture = std::vector<std::byte>;

    /// Files go to `folder`, which must exist. `unreachable` if there is no Xvfb or it does not start.
    [[nodiscard]] static kiosk::Result<std::unique_ptr<Screen>> open(std::filesystem::path const& folder, Patience& patience);
    ~Screen();
    Screen(Screen const&) = delete;

    /// For $DISPLAY: `:7`.
    [[nodiscard]] std::string const& name() const { return m_name; }
    /// Takes a tenth of a millisecond.
    [[nodiscard]] Picture look() const;
    /// The share of the picture's pixels that are not so now, from 0 to 1.
    [[nodiscard]] double differs_from(Picture const& picture) const;

private:
    Screen(programs::Process server, std::string name) : m_server(std::move(server)), m_name(std::move(name)) { }
    [[nodiscard]] std::span<std::byte const> row(int y) const;

    programs::Process m_server;
    std::string m_name;
    std::span<std::byte const> m_file; ///< in X11's dump format (XWDFile.h)
    std::size_t m_pixels = 0;          ///< where they begin
    std::size_t m_stride = 0;
};

}
