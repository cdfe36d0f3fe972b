#include "kiosk/app/control/address.h"
#include "kiosk/app/control/control.h"
#include "kiosk/app/control/line.h"

#include <array>
#include <cerrno>
#include <chrono>
#include <fmt/format.h>
#include <poll.h>
#include <sys/socket.h>

namespace kiosk::control {

namespace {

/// Waits until `events` come or the deadline passes.
Result<void> await(Descriptor const& descriptor, short events, Deadline deadline, Clock const& clock, std::filesystem::path const& socket)
{
    for (;;) {
        auto const left = deadline.left(clock);
        if (left == Duration::zero())
            return failed(Failure::unreachable, fmt::format("{}: somebody holds this socket but does not answer", socket.string()));
        pollfd waiting { .fd = descriptor.number(), .events = events, .revents = 0 };
        auto const most = std::chrono::ceil<std::chrono::milliseconds>(left).count();
        auto const ready = ::poll(&waiting, 1, static_cast<int>(std::min<std::int64_t>(most, 60'000)));
        if (ready > 0)
            return {};
        if (ready < 0 && errno != EINTR)
            return system_error(Failure::unreachable, "wait at", socket);
    }
}

}

std::filesystem::path socket_path(std::optional<std::string> const& runtime_directory, std::filesystem::path const& state)
{
    auto const folder = runtime_directory && !runtime_directory->empty() ? std::filesystem::path(runtime_directory->substr(0, runtime_directory->find(':'))) : state;
    return folder / "shubbak.sock";
}

Result<json::Value> ask(std::filesystem::path const& socket, json::Value const& question, Deadline deadline, Clock const& clock)
{
    auto const address = TRY(Address::of(socket));
    Descriptor const line(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (!line.open())
        return system_error(Failure::refused, "make a socket for", socket);
    if (::connect(line.number(), address.pointer(), sizeof address.address) != 0) {
        auto const kind = errno == ENOENT || errno == ECONNREFUSED ? Failure::absent : errno == EAGAIN ? Failure::unreachable : Failure::refused;
        return system_error(kind, "connect to", socket);
    }

    auto const words = json::write(question) + '\n';
    for (std::string_view left = words; !left.empty();) {
        auto const put = ::send(line.number(), left.data(), left.size(), MSG_NOSIGNAL);
        if (put >= 0)
            left.remove_prefix(static_cast<std::size_t>(put));
        else if (errno == EAGAIN)
            TRY(await(line, POLLOUT, deadline, clock, socket));
        else if (errno != EINTR)
            return system_error(Failure::unreachable, "write to", socket);
    }

    std::string heard;
    for (;;) {
        TRY(await(line, POLLIN, deadline, clock, socket));
        std::array<char, 16 * 1024> piece;
        auto const got = ::recv(line.number(), piece.data(), piece.size(), 0);
        if (got < 0 && (errno == EINTR || errno == EAGAIN))
            continue;
        if (got < 0)
            return system_error(Failure::unreachable, "read from", socket);
        if (got == 0)
            return failed(Failure::malformed, fmt::format("{}: the kiosk hung up without an answer", socket.string()));
        auto const begin = heard.size();
        heard.append(piece.data(), static_cast<std::size_t>(got));
        if (auto const end = heard.find('\n', begin); end != std::string::npos)
            return decode_answer(std::string_view(heard).substr(0, end));
        if (heard.size() > longest_answer)
            return failed(Failure::malformed, fmt::format("{}: the answer is longer than {} bytes", socket.string(), longest_answer));
    }
}

}
