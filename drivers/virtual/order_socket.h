#pragma once
/// The socket on which virtual devices take orders.
///
/// A Unix stream socket, mode 0600. A client writes an order as one line of UTF-8 (order.h) and reads one line of JSON
/// (Workbench::answer), as often as it likes; the answer comes when the order has taken effect. Several clients may be
/// connected; their orders are obeyed one after the other. A line longer than 4096 bytes ends the connection.
/// A program started by `shubbak-devices run` finds the socket's path in the environment variable SHUBBAK_DEVICES.

#include "kiosk/base/core/result.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace drivers::virtuals {

/// Threads: `answer` runs on the socket's own thread, one call at a time.
class OrderSocket {
public:
    using Answer = std::function<std::string(std::string_view line)>;

    /// `refused` if somebody listens there already, or the folder is not there or not writable; a socket that somebody
    /// left behind is replaced.
    [[nodiscard]] static kiosk::Result<OrderSocket> listen(std::filesystem::path const& path, Answer answer);
    OrderSocket(OrderSocket&&) noexcept;
    OrderSocket& operator=(OrderSocket&&) noexcept;
    /// Ends every connection and removes the socket.
    ~OrderSocket();

private:
    struct State;
    explicit OrderSocket(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

/// Sends one order and returns the line that came back. `absent` if nobody listens, `unreachable` if no answer comes
/// within ten seconds.
[[nodiscard]] kiosk::Result<std::string> send_order(std::filesystem::path const& path, std::string_view line);

}
