#include "drivers/virtual/order_socket.h"

#include <fmt/format.h>

#include <poll.h>
#include <pthread.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <list>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

namespace drivers::virtuals {

using kiosk::failed;
using kiosk::Failure;
using kiosk::Result;

namespace {

constexpr std::size_t longest_line = 4096;

/// A file number that is closed when it ends.
class File {
public:
    explicit File(int number = -1) : m_number(number) { }
    File(File&& other) noexcept : m_number(std::exchange(other.m_number, -1)) { }
    File& operator=(File&& other) noexcept
    {
        std::swap(m_number, other.m_number);
        return *this;
    }
    ~File()
    {
        if (m_number >= 0)
            close(m_number);
    }
    [[nodiscard]] int number() const { return m_number; }

private:
    int m_number;
};

Result<sockaddr_un> address_of(std::filesystem::path const& path)
{
    sockaddr_un address {};
    address.sun_family = AF_UNIX;
    auto const text = path.string();
    if (text.size() >= sizeof(address.sun_path))
        return failed(Failure::refused, fmt::format("{}: a socket's path has at most {} letters", text, sizeof(address.sun_path) - 1));
    text.copy(address.sun_path, text.size());
    return address;
}

/// A connected socket, or nothing with errno set.
File connect_to(sockaddr_un const& address)
{
    File file(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (connect(file.number(), reinterpret_cast<sockaddr const*>(&address), sizeof address) != 0)
        return File();
    return file;
}

bool write_all(int file, std::string_view text)
{
    while (!text.empty()) {
        auto const written = send(file, text.data(), text.size(), MSG_NOSIGNAL);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

struct Client {
    File file;
    std::string begun; ///< a line that has not ended yet
};

}

struct OrderSocket::State {
    std::filesystem::path path;
    Answer answer;
    File listening;
    File ending;
    std::list<Client> clients;
    std::thread thread;

    void run();
    bool serve(Client& client);
};

/// False if the connection has ended.
bool OrderSocket::State::serve(Client& client)
{
    std::array<char, 1024> buffer {};
    auto const count = read(client.file.number(), buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR)
        return true;
    if (count <= 0)
        return false;
    client.begun.append(buffer.data(), static_cast<std::size_t>(count));
    for (auto end = client.begun.find('\n'); end != std::string::npos; end = client.begun.find('\n')) {
        auto const line = client.begun.substr(0, end);
        client.begun.erase(0, end + 1);
        if (!write_all(client.file.number(), answer(line) + "\n"))
            return false;
    }
    return client.begun.size() <= longest_line;
}

void OrderSocket::State::run()
{
    pthread_setname_np(pthread_self(), "orders");
    for (;;) {
        std::vector<pollfd> watched { { ending.number(), POLLIN, 0 }, { listening.number(), POLLIN, 0 } };
        for (auto const& client : clients)
            watched.push_back({ client.file.number(), POLLIN, 0 });
        if (poll(watched.data(), watched.size(), -1) < 0)
            continue;
        if (watched[0].revents != 0)
            return;
        std::size_t at = 2;
        for (auto client = clients.begin(); client != clients.end(); ++at) {
            auto const alive = watched[at].revents == 0 || serve(*client);
            client = alive ? std::next(client) : clients.erase(client);
        }
        if (watched[1].revents != 0) {
            File file(accept4(listening.number(), nullptr, nullptr, SOCK_CLOEXEC));
            if (file.number() >= 0)
                clients.push_back({ std::move(file), {} });
        }
    }
}

Result<OrderSocket> OrderSocket::listen(std::filesystem::path const& path, Answer answer)
{
    auto const address = TRY(address_of(path));
    if (connect_to(address).number() >= 0)
        return failed(Failure::refused, fmt::format("{}: virtual devices listen there already", path.string()));
    if (errno == ECONNREFUSED)
        unlink(path.c_str()); // its owner is gone
    auto state = std::make_unique<State>();
    state->path = path;
    state->answer = std::move(answer);
    state->listening = File(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    state->ending = File(eventfd(0, EFD_CLOEXEC));
    // Nobody else may connect, not even for a moment: the mode is set before anybody can.
    auto const bound = bind(state->listening.number(), reinterpret_cast<sockaddr const*>(&address), sizeof address) == 0;
    if (!bound || chmod(path.c_str(), 0600) != 0 || ::listen(state->listening.number(), 8) != 0)
        return failed(Failure::refused, fmt::format("listening at {}: {}", path.string(), std::strerror(errno)));
    state->thread = std::thread([&run = *state] { run.run(); });
    return OrderSocket(std::move(state));
}

OrderSocket::OrderSocket(std::unique_ptr<State> state) : m_state(std::move(state)) { }
OrderSocket::OrderSocket(OrderSocket&&) noexcept = default;

OrderSocket& OrderSocket::operator=(OrderSocket&& other) noexcept
{
    std::swap(m_state, other.m_state);
    return *this;
}

OrderSocket::~OrderSocket()
{
    if (!m_state)
        return;
    std::uint64_t const one = 1;
    std::ignore = write(m_state->ending.number(), &one, sizeof one);
    m_state->thread.join();
    std::error_code ignored;
    std::filesystem::remove(m_state->path, ignored);
}

Result<std::string> send_order(std::filesystem::path const& path, std::string_view line)
{
    auto const address = TRY(address_of(path));
    auto const file = connect_to(address);
    if (file.number() < 0)
        return failed(Failure::absent, fmt::format("no virtual devices listen at {} ({}); start them with `shubbak-devices run`", path.string(), std::strerror(errno)));
    timeval const patience { 10, 0 };
    setsockopt(file.number(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    auto const broken = failed(Failure::unreachable, fmt::format("the virtual devices at {} did not answer", path.string()));
    if (!write_all(file.number(), std::string(line) + "\n"))
        return broken;
    std::string answer;
    for (;;) {
        std::array<char, 4096> buffer {};
        auto const count = read(file.number(), buffer.data(), buffer.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return broken;
        answer.append(buffer.data(), static_cast<std::size_t>(count));
        if (auto const end = answer.find('\n'); end != std::string::npos)
            return answer.substr(0, end);
    }
}

}
