#include "kiosk/app/main/device_line.h"

#include "kiosk/base/json/json.h"

#include <cerrno>
#include <cstring>
#include <fmt/format.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace kiosk::app {

namespace {

/// A connection that closes itself.
class Connection {
public:
    explicit Connection(int descriptor) : m_descriptor(descriptor) { }
    ~Connection() { ::close(m_descriptor); }
    Connection(Connection const&) = delete;
    Connection& operator=(Connection const&) = delete;
    [[nodiscard]] int descriptor() const { return m_descriptor; }

private:
    int m_descriptor;
};

}

Result<void> command_virtual_devices(std::filesystem::path const& socket, std::string_view words)
{
    if (socket.empty())
        return failed(Failure::absent, fmt::format("expected virtual devices for '{}', saw none: run this under 'shubbak-devices run'", words));
    sockaddr_un address {};
    address.sun_family = AF_UNIX;
    auto const path = socket.string();
    if (path.size() >= sizeof(address.sun_path))
        return failed(Failure::malformed, fmt::format("{}: a socket's path has at most {} letters", path, sizeof(address.sun_path) - 1));
    std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
    Connection const line(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (line.descriptor() < 0 || ::connect(line.descriptor(), reinterpret_cast<sockaddr const*>(&address), sizeof(address)) != 0)
        return failed(Failure::absent, fmt::format("{}: no virtual devices answer: {}", path, std::strerror(errno)));

    auto const question = fmt::format("{}\n", words);
    if (::send(line.descriptor(), question.data(), question.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(question.size()))
        return failed(Failure::unreachable, fmt::format("{}: {}", path, std::strerror(errno)));
    std::string answer;
    while (answer.find('\n') == std::string::npos) {
        char buffer[512];
        auto const got = ::recv(line.descriptor(), buffer, sizeof(buffer), 0);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return failed(Failure::unreachable, fmt::format("{}: the virtual devices hung up without an answer to '{}'", path, words));
        answer.append(buffer, static_cast<std::size_t>(got));
    }
    answer.resize(answer.find('\n'));
    auto const value = TRY(json::parse(answer, path));
    auto const* const ok = value.find("ok");
    if (ok && ok->is_bool() && ok->as_bool())
        return {};
    auto const* const story = value.find("story");
    return failed(Failure::refused, fmt::format("expected '{}' to take effect, saw: {}", words, story && story->is_text() ? story->as_text() : answer));
}

}
