#pragma once
/// One HTTP request with a deadline.
///
/// This is the edge of the machine: above it delivery and releases are ordinary code that a test drives with answers
/// of its own making, and `Cable` (cable.h) cuts the network off without touching the machine's.

#include "kiosk/base/core/result.h"
#include "kiosk/base/core/time.h"

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>

namespace kiosk::net {

enum class Method { get, put, post };

struct Request {
    Method method = Method::get;
    std::string url;          ///< http: or https:, with everything already escaped
    std::string content_type; ///< of `body`; empty sends none
    std::string body;
    std::size_t most_answer = 1024 * 1024; ///< a longer answer is cut off as `malformed`
};

/// Whatever the other side said, 500 and 404 included: an answer is not an error.
struct Response {
    int status = 0;
    std::string body;
    std::optional<std::chrono::seconds> retry_after; ///< from the header of that name, when it holds seconds
};

/// Threads: perform() from one thread at a time; interrupt() from any.
class Http {
public:
    virtual ~Http() = default;

    /// Blocks until the answer is here or `deadline` passes.
    /// `unreachable` if nobody answered: no network, no such host, connection refused, broken or too slow. The request
    ///   may or may not have arrived.
    /// `refused` if the other side's certificate is not the right one.
    /// `malformed` if what came is not HTTP, or longer than `most_answer`.
    [[nodiscard]] virtual Result<Response> perform(Request const& request, Deadline deadline) = 0;

    /// Ends the running request, and every later one at once, with `unreachable`: the program is ending.
    virtual void interrupt() = 0;
};

/// Over libcurl: connections are kept and used again, no signals, no redirects, no proxies from the environment,
/// TLS 1.2 at least. `clock` must outlive it.
[[nodiscard]] std::unique_ptr<Http> open_http(Clock const& clock);

}
