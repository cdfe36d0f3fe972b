#pragma once
/// A Unix socket's place in the file system as the kernel takes it.

#include "kiosk/base/core/descriptor.h"
#include "kiosk/base/core/result.h"

#include <filesystem>
#include <sys/socket.h>
#include <sys/un.h>

namespace kiosk::control {

/// `address` is good for as long as this lives: a path too long for sockaddr_un (108 bytes) is reached through its
/// folder's descriptor.
struct Address {
    sockaddr_un address;
    Descriptor folder;

    [[nodiscard]] sockaddr const* pointer() const { return reinterpret_cast<sockaddr const*>(&address); }

    /// `absent` if the folder is not there.
    [[nodiscard]] static Result<Address> of(std::filesystem::path const& socket);
};

/// The story of what the system refused, with the socket's path; reads errno.
[[nodiscard]] std::unexpected<Error> system_error(Failure kind, char const* doing, std::filesystem::path const& socket);

}
