#include "kiosk/base/core/file.h"

#include "kiosk/base/core/descriptor.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

namespace kiosk {

namespace {

std::unexpected<Error> system_error(std::string_view doing, std::filesystem::path const& path)
{
    auto const code = errno;
    auto const kind = code == ENOENT ? Failure::absent : code == ENOSPC || code == EDQUOT ? Failure::exhausted : Failure::refused;
    return failed(kind, fmt::format("{}: cannot {}: {}", path.string(), doing, std::strerror(code)));
}

}

Result<std::string> read_file(std::filesystem::path const& path, std::size_t most)
{
    Descriptor const file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.number() < 0)
        return system_error("open", path);
    std::string content;
    for (;;) {
        auto const before = content.size();
        content.resize(before + 65536);
        auto const got = ::read(file.number(), content.data() + before, 65536);
        if (got < 0 && errno == EINTR) {
            content.resize(before);
            continue;
        }
        if (got < 0)
            return system_error("read", path);
        content.resize(before + static_cast<std::size_t>(got));
        if (content.size() > most)
            return failed(Failure::exhausted, fmt::format("{}: larger than the {} bytes allowed here", path.string(), most));
        if (got == 0)
            return content;
    }
}

Result<void> replace_file(std::filesystem::path const& path, std::string_view content, unsigned mode)
{
    auto const fresh = path.string() + ".new";
    {
        Descriptor const file(::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode));
        if (file.number() < 0)
            return system_error("create", fresh);
        while (!content.empty()) {
            auto const put = ::write(file.number(), content.data(), content.size());
            if (put < 0 && errno == EINTR)
                continue;
            if (put < 0)
                return system_error("write", fresh);
            content.remove_prefix(static_cast<std::size_t>(put));
        }
        if (::fsync(file.number()) != 0)
            return system_error("sync", fresh);
    }
    if (::rename(fresh.c_str(), path.c_str()) != 0)
        return system_error("replace", path);
    auto const folder = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
    Descriptor const directory(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (directory.number() < 0 || ::fsync(directory.number()) != 0)
        return system_error("sync the folder of", path);
    return {};
}

}
