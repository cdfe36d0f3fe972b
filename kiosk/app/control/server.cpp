#include "kiosk/app/control/address.h"
#include "kiosk/app/control/control.h"
#include "kiosk/app/control/line.h"
#include "kiosk/base/core/mailbox.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <cstdint>
#include <fcntl.h>
#include <fmt/format.h>
#include <list>
#include <poll.h>
#include <pthread.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <thread>
#include <vector>

namespace kiosk::control {

namespace {

/// How many questions of one asker may be open; further ones wait in its socket.
constexpr int most_open_questions = 8;

struct Answered {
    std::uint64_t asker;
    std::string line;
};

/// Answers on their way from any thread to the control thread. Shared, because a reply may be given after the server
/// has gone.
class Answers {
public:
    Answers() : m_bell(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) { verify(m_bell.open(), "the kernel gives an eventfd at start"); }

    void post(Answered answered) { m_box.post(std::move(answered)); }
    [[nodiscard]] std::optional<Answered> take() { return m_box.take(); }
    [[nodiscard]] int bell() const { return m_bell.number(); }
    void ring() const { eventfd_write(m_bell.number(), 1); }
    void quiet() const
    {
        eventfd_t rings = 0;
        eventfd_read(m_bell.number(), &rings);
    }

private:
    Descriptor m_bell;
    Mailbox<Answered> m_box { [this] { ring(); } };
};

/// One connection.
struct Asker {
    std::uint64_t number;
    Descriptor line;
    std::string heard;
    std::string to_say;
    int open_questions = 0;
    bool heard_all = false; ///< it will say no more
    bool ending = false;    ///< hang up once everything is said

    [[nodiscard]] bool may_ask() const { return !ending && open_questions < most_open_questions && to_say.size() < longest_answer; }
    [[nodiscard]] bool wants_to_hear() const { return !heard_all && may_ask(); }
    [[nodiscard]] bool done() const { return to_say.empty() && (ending || (heard_all && open_questions == 0)); }
};

enum class Connection { alive, broken };

}

class Server::Loop {
public:
    Loop(std::filesystem::path socket, Descriptor listening, Questions questions)
        : m_socket(std::move(socket)), m_listening(std::move(listening)), m_questions(std::move(questions)), m_thread([this] { run(); })
    {
    }

    ~Loop()
    {
        m_stopping = true;
        m_answers->ring();
        m_thread.join();
        std::error_code gone;
        std::filesystem::remove(m_socket, gone); // while we still listen, so that it is surely ours
    }

    Loop(Loop const&) = delete;
    Loop& operator=(Loop const&) = delete;

private:
    void run()
    {
        pthread_setname_np(pthread_self(), "control");
        while (!m_stopping) {
            std::vector<pollfd> waiting { { m_answers->bell(), POLLIN, 0 }, { m_listening.number(), POLLIN, 0 } };
            for (auto const& asker : m_askers) {
                auto const events = (asker.wants_to_hear() ? POLLIN : 0) | (asker.to_say.empty() ? 0 : POLLOUT);
                waiting.push_back({ asker.line.number(), static_cast<short>(events), 0 });
            }
            if (::poll(waiting.data(), waiting.size(), -1) < 0)
                continue; // EINTR: nothing else can happen to good arguments (poll(2))

            auto ready = waiting.begin() + 2;
            for (auto asker = m_askers.begin(); asker != m_askers.end(); ++ready) {
                auto const connection = serve(*asker, ready->revents);
                asker = connection == Connection::broken || asker->done() ? m_askers.erase(asker) : std::next(asker);
            }
            if (waiting[0].revents != 0)
                hand_out_answers();
            if (waiting[1].revents != 0)
                welcome();
        }
    }

    Connection serve(Asker& asker, short events)
    {
        if ((events & POLLIN) != 0 && hear(asker) == Connection::broken)
            return Connection::broken;
        if ((events & (POLLERR | POLLNVAL)) != 0 || ((events & POLLHUP) != 0 && (events & POLLIN) == 0))
            return Connection::broken;
        if ((events & POLLOUT) == 0)
            return Connection::alive;
        auto const connection = say(asker);
        take_questions(asker); // there may be room for more answers now
        return connection;
    }

    static Connection say(Asker& asker)
    {
        auto const put = ::send(asker.line.number(), asker.to_say.data(), asker.to_say.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (put > 0)
            asker.to_say.erase(0, static_cast<std::size_t>(put));
        return put >= 0 || errno == EAGAIN || errno == EINTR ? Connection::alive : Connection::broken;
    }

    Connection hear(Asker& asker)
    {
        std::array<char, 16 * 1024> piece;
        auto const got = ::recv(asker.line.number(), piece.data(), piece.size(), MSG_DONTWAIT);
        if (got < 0)
            return errno == EAGAIN || errno == EINTR ? Connection::alive : Connection::broken;
        if (got == 0)
            asker.heard_all = true;
        asker.heard.append(piece.data(), static_cast<std::size_t>(got));
        take_questions(asker);
        if (asker.heard.size() > longest_question && asker.heard.find('\n') == std::string::npos) {
            asker.to_say += encode_answer(failed(Failure::malformed, fmt::format("question: longer than {} bytes", longest_question)), {});
            asker.ending = true;
            asker.heard.clear();
        }
        return Connection::alive;
    }

    /// Hands on every whole line that was heard.
    void take_questions(Asker& asker)
    {
        while (asker.may_ask()) {
            auto const end = asker.heard.find('\n');
            if (end == std::string::npos)
                return;
            auto question = decode_question(std::string_view(asker.heard).substr(0, end));
            asker.heard.erase(0, end + 1);
            if (!question) {
                asker.to_say += encode_answer(std::unexpected(question.error()), {});
                continue;
            }
            ++asker.open_questions;
            auto given = std::make_shared<std::atomic_flag>(); // shared by the copies of one std::function
            auto reply = [given, answers = m_answers, number = asker.number, question = *question](Result<json::Value> const& answer) {
                if (!given->test_and_set())
                    answers->post({ .asker = number, .line = encode_answer(answer, question) });
            };
            m_questions(std::move(*question), std::move(reply));
        }
    }

    void hand_out_answers()
    {
        m_answers->quiet();
        while (auto answered = m_answers->take()) {
            auto const asker = std::ranges::find(m_askers, answered->asker, &Asker::number);
            if (asker == m_askers.end())
                continue; // it hung up without waiting
            --asker->open_questions;
            asker->to_say += answered->line;
            take_questions(*asker);
            if (say(*asker) == Connection::broken || asker->done())
                m_askers.erase(asker);
        }
    }

    void welcome()
    {
        Descriptor line(::accept4(m_listening.number(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
        if (!line.open()) {
            if (errno == EMFILE || errno == ENFILE)
                turn_away();
            return;
        }
        if (m_askers.size() >= most_askers) {
            auto const idle = std::ranges::find(m_askers, 0, &Asker::open_questions);
            if (idle == m_askers.end())
                return; // all sixteen wait for answers: this one is turned away
            m_askers.erase(idle);
        }
        m_askers.push_back({ .number = m_next_number++, .line = std::move(line), .heard = {}, .to_say = {} });
    }

    /// Without descriptors the asker would stay in the queue and wake poll() for ever: the spare one takes it out.
    void turn_away()
    {
        m_spare.close();
        Descriptor(::accept(m_listening.number(), nullptr, nullptr)).close();
        m_spare = open_spare();
    }

    static Descriptor open_spare() { return Descriptor(::open("/dev/null", O_RDONLY | O_CLOEXEC)); }

    std::filesystem::path m_socket;
    Descriptor m_listening;
    Descriptor m_spare = open_spare();
    Questions m_questions;
    std::shared_ptr<Answers> m_answers = std::make_shared<Answers>();
    std::atomic<bool> m_stopping = false;
    std::list<Asker> m_askers; ///< oldest first
    std::uint64_t m_next_number = 1;
    std::thread m_thread; ///< last: it uses the members above
};

Server::Server(std::unique_ptr<Loop> loop) : m_loop(std::move(loop)) { }
Server::~Server() = default;

Result<std::unique_ptr<Server>> Server::open(std::filesystem::path const& socket, Questions questions)
{
    auto const address = TRY(Address::of(socket));
    // Of two kiosks that start at once, the second looks when the first listens. The lock ends with `address`.
    if (::flock(address.folder.number(), LOCK_EX) != 0)
        return system_error(Failure::refused, "lock the folder of", socket);

    Descriptor const probe(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (!probe.open())
        return system_error(Failure::refused, "make a socket for", socket);
    if (::connect(probe.number(), address.pointer(), sizeof address.address) == 0 || errno == EAGAIN)
        return failed(Failure::refused, fmt::format("{}: a kiosk is running already; stop it first", socket.string()));
    if (errno == ECONNREFUSED) { // it is there: the socket of a kiosk that crashed, or another file
        struct stat remains = {};
        if (::lstat(address.address.sun_path, &remains) != 0 || !S_ISSOCK(remains.st_mode))
            return failed(Failure::refused, fmt::format("{}: this is not a socket; move it away", socket.string()));
        if (::unlink(address.address.sun_path) != 0)
            return system_error(Failure::refused, "remove the remains of a crash at", socket);
    }

    Descriptor listening(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    // Before bind(2), so that there is no moment at which another user could connect: Linux gives the file this mode.
    if (!listening.open() || ::fchmod(listening.number(), 0600) != 0)
        return system_error(Failure::refused, "make a socket for", socket);
    if (::bind(listening.number(), address.pointer(), sizeof address.address) != 0)
        return system_error(Failure::refused, "bind", socket);
    if (::listen(listening.number(), static_cast<int>(most_askers)) != 0)
        return system_error(Failure::refused, "listen at", socket);
    return std::unique_ptr<Server>(new Server(std::make_unique<Loop>(socket, std::move(listening), std::move(questions))));
}

}
