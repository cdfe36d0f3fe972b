#pragma once
/// The socket on which the running kiosk answers `shubbak doctor`, `devices`, `journal` and `content`.
///
/// One JSON object a line: `{"ask":"doctor"}`, answered by `{"answer":…}` or `{"error":{"kind":"…","story":"…"}}`.
/// If the question has an `"id"` (a number or a text), its answer has the same one; with several questions on one
/// connection answers may come in another order.

#include "kiosk/base/core/result.h"
#include "kiosk/base/core/time.h"
#include "kiosk/base/json/json.h"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace kiosk::control {

/// Gives a question its answer: once, from any thread, also after the asker or the server has gone. What is given a
/// second time is dropped.
using Reply = std::function<void(Result<json::Value> answer)>;

/// Takes a question (an object whose `"ask"` is a text). Runs on the control thread, so it hands the question on and
/// returns.
using Questions = std::function<void(json::Value question, Reply reply)>;

/// What one asker may take of the kiosk.
inline constexpr std::size_t longest_question = 64 * 1024; ///< bytes; a longer line ends the connection
inline constexpr std::size_t longest_answer = 8 * 1024 * 1024; ///< bytes
inline constexpr std::size_t most_askers = 16; ///< the oldest without an open question gives way to the next one

/// `$RUNTIME_DIRECTORY/shubbak.sock`, or in `state` if there is no such directory. `runtime_directory` is that
/// variable's value (systemd.exec(5): of several, separated by colons, the first).
[[nodiscard]] std::filesystem::path socket_path(std::optional<std::string> const& runtime_directory, std::filesystem::path const& state);

/// The answering side. Only the user who runs it may connect (mode 0600).
///
/// Threads: owns one, `control`, which alone touches the sockets. A slow, silent or babbling asker delays nobody.
class Server {
public:
    /// `refused` if somebody listens there already: then a kiosk is running. A socket on which nobody answers is the
    /// remains of a crash and is replaced.
    [[nodiscard]] static Result<std::unique_ptr<Server>> open(std::filesystem::path const& socket, Questions questions);
    /// Hangs up on every asker, joins the thread, removes the socket. `questions` is not called afterwards.
    ~Server();
    Server(Server const&) = delete;
    Server& operator=(Server const&) = delete;

private:
    class Loop;
    explicit Server(std::unique_ptr<Loop> loop);
    std::unique_ptr<Loop> m_loop;
};

/// Asks the kiosk that listens at `socket` and waits for its answer.
///   absent       nobody listens there: the caller may open files and devices itself
///   unreachable  somebody holds the socket but did not answer by `deadline` (exit code 3, busy)
///   malformed    what came is not an answer
/// An error that the kiosk answered is returned as it is, its story in front of it: "the kiosk answers: …".
/// Blocks the calling thread, at the longest until `deadline`.
[[nodiscard]] Result<json::Value> ask(std::filesystem::path const& socket, json::Value const& question, Deadline deadline, Clock const& clock);

}
