#pragma once
/// HTTP/1.1 over Boost.Beast: sockets, limits and time; the answers come from elsewhere.
///
/// Limits: 8 KiB of header within 10 s, wire::most_batch_bytes of body within 60 s, 75 s of silence between requests,
/// 1,000 connections (more wait in the kernel's queue). What breaks HTTP gets 400 and the connection closes; a body too
/// long gets 413 before it is read.
///
/// Threads: the event loop is the thread that calls run(). `answer` is called on it, must not block, and may call its
/// second argument from any thread, once.

#include "deploy/hub/desk.h"
#include "kiosk/base/core/result.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace deploy::hub {

using Answer = std::function<void(Question, std::function<void(Reply)>)>;

class Server {
public:
    /// Listens when it returns. `listen` is `ADDRESS:PORT` or `[ADDRESS]:PORT`; port 0 lets the system choose.
    /// `malformed` if it is neither, `refused` if the address is taken or not ours.
    [[nodiscard]] static kiosk::Result<std::unique_ptr<Server>> open(std::string const& listen, Answer answer);
    ~Server();

    /// `127.0.0.1:8470`, with the port that was chosen.
    [[nodiscard]] std::string address() const;
    [[nodiscard]] std::uint16_t port() const;

    /// Serves until stop() is called or one of SIGTERM and SIGINT comes: then connections close, but for those whose
    /// request has come whole: they get their answer first.
    void run();
    /// From any thread.
    void stop();

    struct Loop; ///< the sockets; server.cpp

private:
    explicit Server(std::unique_ptr<Loop> loop);
    std::unique_ptr<Loop> m_loop;
};

}
