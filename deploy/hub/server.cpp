#include "deploy/hub/server.h"

#include "kiosk/trust/wire/batch.h"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <charconv>
#include <csignal>
#include <fmt/format.h>
#include <optional>
#include <set>

namespace deploy::hub {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using tcp = asio::ip::tcp;
using Trouble = beast::error_code;

namespace {

constexpr std::uint32_t most_header_bytes = 8 * 1024;
constexpr std::size_t most_connections = 1000;
constexpr auto header_within = std::chrono::seconds(10);
constexpr auto body_within = std::chrono::seconds(60);
constexpr auto most_silence = std::chrono::seconds(75);

class Connection;

}

struct Server::Loop {
    Answer answer;
    std::set<Connection*> connections {}; ///< before the context: what it still holds at the end takes itself out here
    bool accepting = false;
    bool ending = false;
    asio::io_context context { 1 };
    tcp::acceptor acceptor { context };
    asio::signal_set signals { context };

    void accept();
    void end();
};

namespace {

/// One connection, kept alive by the operations that run on it: hence shared.
class Connection : public std::enable_shared_from_this<Connection> {
public:
    Connection(tcp::socket socket, Server::Loop& loop);
    ~Connection();
    Connection(Connection const&) = delete;
    Connection& operator=(Connection const&) = delete;

    /// Waits for the next request.
    void await();
    /// Closes after the answer to a request that has come whole, else now.
    void end();

private:
    void read_header();
    void header_came();
    void read_body();
    void body_came();
    void reply(Reply reply);
    void send();
    void close();

    beast::tcp_stream m_stream;
    Server::Loop& m_loop;
    beast::flat_buffer m_buffer;
    std::optional<http::request_parser<http::string_body>> m_parser;
    http::response<http::string_body> m_response;
    /// Itself, from a whole request to the end of its answer. So the last reference is let go on this thread: the one
    /// that made the answer holds none.
    std::shared_ptr<Connection> m_answering;
    bool m_close_after = false;
};

/// Not of the network: what came breaks HTTP.
bool is_http(Trouble const& trouble) { return trouble.category() == http::make_error_code(http::error::bad_method).category(); }

/// ::ffff:127.0.0.1 is one as well.
bool is_loopback(asio::ip::address const& address)
{
    if (address.is_v6() && address.to_v6().is_v4_mapped())
        return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()).is_loopback();
    return address.is_loopback();
}

Connection::Connection(tcp::socket socket, Server::Loop& loop) : m_stream(std::move(socket)), m_loop(loop) { m_loop.connections.insert(this); }

Connection::~Connection()
{
    m_loop.connections.erase(this);
    if (!m_loop.accepting && !m_loop.ending)
        m_loop.accept(); // it had stopped at the limit
}

void Connection::await()
{
    if (m_loop.ending)
        return close();
    m_parser.emplace();
    m_parser->header_limit(most_header_bytes);
    m_parser->body_limit(wire::most_batch_bytes);
    if (m_buffer.size() > 0)
        return read_header();
    // The first byte may be long in coming, the rest of the header not.
    m_stream.expires_after(most_silence);
    m_stream.async_read_some(m_buffer.prepare(4096), [self = shared_from_this()](Trouble trouble, std::size_t count) {
        if (trouble)
            return;
        self->m_buffer.commit(count);
        self->read_header();
    });
}

void Connection::read_header()
{
    m_stream.expires_after(header_within);
    http::async_read_header(m_stream, m_buffer, *m_parser, [self = shared_from_this()](Trouble trouble, std::size_t) {
        if (!trouble)
            return self->header_came();
        if (trouble == http::error::end_of_stream || trouble == beast::error::timeout || !is_http(trouble))
            return self->close();
        self->m_close_after = true;
        if (trouble == http::error::body_limit)
            return self->reply(refuse(413, wire::Refusal::Kind::too_large, "the body is longer than an upload may be"));
        self->reply(refuse(trouble == http::error::header_limit ? 431 : 400, wire::Refusal::Kind::malformed, "not an HTTP request: " + trouble.message()));
    });
}

void Connection::header_came()
{
    auto const& request = m_parser->get();
    if (beast::iequals(request[http::field::expect], "100-continue")) {
        auto const go_on = std::make_shared<http::response<http::empty_body>>(http::status::continue_, 11);
        http::async_write(m_stream, *go_on, [self = shared_from_this(), go_on](Trouble trouble, std::size_t) {
            if (trouble)
                return self->close();
            self->read_body();
        });
        return;
    }
    read_body();
}

void Connection::read_body()
{
    m_stream.expires_after(body_within);
    http::async_read(m_stream, m_buffer, *m_parser, [self = shared_from_this()](Trouble trouble, std::size_t) {
        if (!trouble)
            return self->body_came();
        if (trouble == http::error::body_limit) {
            self->m_close_after = true;
            return self->reply(refuse(413, wire::Refusal::Kind::too_large, "the body is longer than an upload may be"));
        }
        if (is_http(trouble) && trouble != http::error::partial_message) {
            self->m_close_after = true;
            return self->reply(refuse(400, wire::Refusal::Kind::malformed, "not an HTTP body: " + trouble.message()));
        }
        self->close();
    });
}

void Connection::body_came()
{
    auto& request = m_parser->get();
    m_close_after = !request.keep_alive();
    Trouble trouble;
    auto const remote = m_stream.socket().remote_endpoint(trouble);
    auto const passed_on = request.find(http::field::forwarded) != request.end() || request.find("X-Forwarded-For") != request.end()
        || request.find(http::field::via) != request.end();
    auto const here = !trouble && is_loopback(remote.address()) && !passed_on && is_loopback_name(std::string(request[http::field::host]))
        && is_loopback_origin(std::string(request[http::field::origin]));
    m_answering = shared_from_this();
    m_stream.expires_never();
    m_loop.answer({ std::string(request.method_string()), std::string(request.target()), std::move(request.body()), here ? Peer::this_machine : Peer::elsewhere },
        // The guard keeps run() from ending while the answer is made on another thread.
        [connection = weak_from_this(), &context = m_loop.context, guard = asio::make_work_guard(m_loop.context)](Reply said) {
            asio::post(context, [connection, said = std::move(said)]() mutable {
                if (auto const self = connection.lock())
                    self->reply(std::move(said));
            });
        });
}

void Connection::reply(Reply said)
{
    m_response = {};
    m_response.version(11);
    m_response.result(said.status);
    m_response.set(http::field::server, "shubbak-hub");
    m_response.set(http::field::content_type, said.type);
    m_response.set(http::field::cache_control, "no-store");
    m_response.set("X-Content-Type-Options", "nosniff");
    m_response.set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; script-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'");
    if (!said.allow.empty())
        m_response.set(http::field::allow, said.allow);
    if (!said.location.empty())
        m_response.set(http::field::location, said.location);
    m_close_after = m_close_after || m_loop.ending;
    m_response.keep_alive(!m_close_after);
    m_response.body() = std::move(said.body);
    m_response.prepare_payload();
    send();
}

void Connection::send()
{
    m_stream.expires_after(body_within);
    http::async_write(m_stream, m_response, [self = shared_from_this()](Trouble trouble, std::size_t) {
        self->m_answering.reset();
        self->m_response = {};
        self->m_parser.reset();
        if (trouble || self->m_close_after)
            return self->close();
        self->await();
    });
}

void Connection::end()
{
    if (!m_answering)
        close();
}

void Connection::close()
{
    Trouble ignored;
    static_cast<void>(m_stream.socket().shutdown(tcp::socket::shutdown_send, ignored));
    m_stream.close();
}

/// `127.0.0.1:8470` or `[::1]:8470`.
std::optional<tcp::endpoint> endpoint_of(std::string_view listen)
{
    auto const colon = listen.rfind(':');
    if (colon == std::string_view::npos)
        return std::nullopt;
    auto host = listen.substr(0, colon);
    auto const port = listen.substr(colon + 1);
    if (host.starts_with('[') && host.ends_with(']'))
        host = host.substr(1, host.size() - 2);
    std::uint16_t number = 0;
    auto const [end, bad] = std::from_chars(port.data(), port.data() + port.size(), number);
    Trouble trouble;
    auto const address = asio::ip::make_address(std::string(host), trouble);
    if (trouble || bad != std::errc() || end != port.data() + port.size())
        return std::nullopt;
    return tcp::endpoint(address, number);
}

}

void Server::Loop::accept()
{
    accepting = connections.size() < most_connections;
    if (!accepting)
        return;
    acceptor.async_accept([this](Trouble trouble, tcp::socket socket) {
        if (ending || trouble == asio::error::operation_aborted)
            return;
        if (!trouble)
            std::make_shared<Connection>(std::move(socket), *this)->await();
        // Out of descriptors: wait for a connection to close rather than spin.
        accepting = false;
        if (!trouble || connections.empty())
            accept();
    });
}

void Server::Loop::end()
{
    if (ending)
        return;
    ending = true;
    Trouble ignored;
    static_cast<void>(acceptor.close(ignored));
    static_cast<void>(signals.cancel(ignored));
    auto const all = connections;
    for (auto* const connection : all)
        connection->end();
}

Server::Server(std::unique_ptr<Loop> loop) : m_loop(std::move(loop)) { }
Server::~Server() = default;

kiosk::Result<std::unique_ptr<Server>> Server::open(std::string const& listen, Answer answer)
{
    auto const endpoint = endpoint_of(listen);
    if (!endpoint)
        return kiosk::failed(kiosk::Failure::malformed, fmt::format("expected an address to listen on as 127.0.0.1:8470, saw {}", listen));
    auto loop = std::make_unique<Loop>();
    loop->answer = std::move(answer);
    Trouble trouble;
    auto& acceptor = loop->acceptor;
    static_cast<void>(acceptor.open(endpoint->protocol(), trouble));
    if (!trouble)
        static_cast<void>(acceptor.set_option(tcp::acceptor::reuse_address(true), trouble));
    if (!trouble)
        static_cast<void>(acceptor.bind(*endpoint, trouble));
    if (!trouble)
        static_cast<void>(acceptor.listen(asio::socket_base::max_listen_connections, trouble));
    if (trouble)
        return kiosk::failed(kiosk::Failure::refused, fmt::format("cannot listen on {}: {}", listen, trouble.message()));
    return std::unique_ptr<Server>(new Server(std::move(loop)));
}

std::uint16_t Server::port() const { return m_loop->acceptor.local_endpoint().port(); }

std::string Server::address() const
{
    auto const endpoint = m_loop->acceptor.local_endpoint();
    auto const address = endpoint.address().to_string();
    return endpoint.address().is_v6() ? fmt::format("[{}]:{}", address, endpoint.port()) : fmt::format("{}:{}", address, endpoint.port());
}

void Server::run()
{
    Trouble trouble;
    static_cast<void>(m_loop->signals.add(SIGTERM, trouble));
    static_cast<void>(m_loop->signals.add(SIGINT, trouble));
    m_loop->signals.async_wait([loop = m_loop.get()](Trouble cancelled, int) {
        if (!cancelled)
            loop->end();
    });
    m_loop->accept();
    m_loop->context.run();
}

void Server::stop()
{
    asio::post(m_loop->context, [loop = m_loop.get()] { loop->end(); });
}

}
