#pragma once
/// The other end of a TCP connection, on loopback: takes one request and says exactly the bytes it was given.

#include "kiosk/base/core/descriptor.h"
#include "kiosk/base/core/result.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string>
#include <sys/socket.h>
#include <thread>

namespace doubles {

/// Serves one connection and ends it; an empty answer keeps the connection open and silent until the double ends.
class ScriptedServer {
public:
    explicit ScriptedServer(std::string answer) : m_listening(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)), m_answer(std::move(answer))
    {
        sockaddr_in address { };
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t length = sizeof address;
        auto* const any = reinterpret_cast<sockaddr*>(&address);
        auto const good = ::bind(m_listening.number(), any, length) == 0 && ::listen(m_listening.number(), 4) == 0
            && ::getsockname(m_listening.number(), any, &length) == 0;
        kiosk::verify(good, "a loopback port can be had");
        m_port = ntohs(address.sin_port);
        m_thread = std::thread([this] { serve(); });
    }
    ~ScriptedServer()
    {
        ::shutdown(m_listening.number(), SHUT_RDWR);
        m_thread.join();
    }
    ScriptedServer(ScriptedServer const&) = delete;
    ScriptedServer& operator=(ScriptedServer const&) = delete;

    [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + std::to_string(m_port) + "/x"; }
    /// What came, once the client has its answer.
    [[nodiscard]] std::string const& request() const { return m_request; }

private:
    void serve()
    {
        kiosk::Descriptor const connection(::accept4(m_listening.number(), nullptr, nullptr, SOCK_CLOEXEC));
        if (!connection.open())
            return;
        auto whole = [&] {
            auto const end = m_request.find("\r\n\r\n");
            auto const length = m_request.find("Content-Length: ");
            return end != std::string::npos
                && (length == std::string::npos || m_request.size() >= end + 4 + std::stoul(m_request.substr(length + 16)));
        };
        char bytes[4096];
        while (!whole()) {
            auto const got = ::recv(connection.number(), bytes, sizeof bytes, 0);
            if (got <= 0)
                return;
            m_request.append(bytes, static_cast<std::size_t>(got));
        }
        if (m_answer.empty()) {
            // Until the client gives up, or the double ends.
            (void)::recv(connection.number(), bytes, sizeof bytes, 0);
            return;
        }
        for (std::size_t sent = 0; sent < m_answer.size();) {
            auto const put = ::send(connection.number(), m_answer.data() + sent, m_answer.size() - sent, MSG_NOSIGNAL);
            if (put <= 0)
                return;
            sent += static_cast<std::size_t>(put);
        }
        ::shutdown(connection.number(), SHUT_WR);
        (void)::recv(connection.number(), bytes, sizeof bytes, 0);
    }

    kiosk::Descriptor m_listening;
    std::string m_answer;
    std::string m_request;
    int m_port = 0;
    std::thread m_thread;
};

}
