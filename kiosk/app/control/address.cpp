#include "kiosk/app/control/address.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>

namespace kiosk::control {

Result<Address> Address::of(std::filesystem::path const& socket)
{
    auto const parent = socket.has_parent_path() ? socket.parent_path() : std::filesystem::path(".");
    Address place { .address = {}, .folder = Descriptor(::open(parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) };
    if (!place.folder.open())
        return system_error(errno == ENOENT ? Failure::absent : Failure::refused, "open the folder of", socket);
    auto path = socket.string();
    if (path.size() >= sizeof place.address.sun_path)
        path = fmt::format("/proc/self/fd/{}/{}", place.folder.number(), socket.filename().string());
    if (path.size() >= sizeof place.address.sun_path)
        return failed(Failure::refused, fmt::format("{}: the name of a socket has at most 80 bytes", socket.string()));
    place.address.sun_family = AF_UNIX;
    std::memcpy(place.address.sun_path, path.c_str(), path.size() + 1);
    return place;
}

std::unexpected<Error> system_error(Failure kind, char const* doing, std::filesystem::path const& socket)
{
    return failed(kind, fmt::format("{}: cannot {}: {}", socket.string(), doing, std::strerror(errno)));
}

}
