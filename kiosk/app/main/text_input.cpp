#include "kiosk/app/main/text_input.h"

#include "kiosk/base/json/json.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <fmt/format.h>
#include <iterator>
#include <unistd.h>
#include <vector>

namespace kiosk::app {

namespace {

using command::Exit;
using command::Output;

bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

/// `digits` are hexadecimal and not none.
Result<char32_t> code_point_of(std::string_view digits)
{
    std::uint32_t value = 0;
    auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
    if (error != std::errc() || end != digits.data() + digits.size() || value > 0x10ffff) {
        auto const hexadecimal = std::ranges::all_of(digits, [](unsigned char c) { return std::isxdigit(c) != 0; });
        return failed(Failure::malformed, hexadecimal ? fmt::format("{} is beyond 10FFFF, the last code point", legible(digits))
                                                      : fmt::format("expected a code point in hexadecimal, saw '{}'", legible(digits)));
    }
    if (value >= 0xd800 && value <= 0xdfff)
        return failed(Failure::malformed, fmt::format("{:04X} is a surrogate: no text holds one by itself", value));
    return value;
}

void append_utf8(char32_t letter, std::string& out)
{
    auto const byte = [&](char32_t value) { out += static_cast<char>(static_cast<unsigned char>(value)); };
    if (letter < 0x80) {
        byte(letter);
    } else if (letter < 0x800) {
        byte(0xc0 | letter >> 6);
        byte(0x80 | (letter & 0x3f));
    } else if (letter < 0x10000) {
        byte(0xe0 | letter >> 12);
        byte(0x80 | (letter >> 6 & 0x3f));
        byte(0x80 | (letter & 0x3f));
    } else {
        byte(0xf0 | letter >> 18);
        byte(0x80 | (letter >> 12 & 0x3f));
        byte(0x80 | (letter >> 6 & 0x3f));
        byte(0x80 | (letter & 0x3f));
    }
}

/// The answers to one call, in the order of their lines.
class Answering {
public:
    Answering(Streams const& streams, Output output, Answer const& answer)
        : m_streams(streams), m_json(output == Output::json), m_answer(answer), m_out(m_json ? "[" : "")
    {
    }

    void take(std::string_view line)
    {
        ++m_number;
        if (m_json && m_number > 1)
            m_out += ',';
        auto const before = m_out.size();
        if (auto const answered = m_answer(line, m_out); !answered) {
            m_out.resize(before);
            tell(answered.error().story);
        }
        if (!m_json)
            m_out += '\n';
    }

    Result<void> flush()
    {
        auto const written = write_all(m_streams.out, m_out);
        m_out.clear();
        return written;
    }

    Result<void> end()
    {
        m_out += m_json ? "]\n" : "";
        return flush();
    }

    [[nodiscard]] Exit exit_after(Result<void> const& done) const
    {
        if (!done)
            static_cast<void>(write_all(m_streams.error, fmt::format("shubbak: {}\n", done.error().story)));
        return done && m_good ? Exit::good : Exit::findings;
    }

private:
    void tell(std::string const& reason)
    {
        m_good = false;
        if (m_json)
            m_out += json::write(json::Value::Object { { "line", m_number }, { "error", reason } });
        // Nobody is left to tell if this stream is closed; the exit code tells it, too.
        static_cast<void>(write_all(m_streams.error, fmt::format("line {}: {}\n", m_number, reason)));
    }

    Streams m_streams;
    bool m_json;
    Answer const& m_answer;
    std::string m_out;
    std::uint64_t m_number = 0;
    bool m_good = true;
};

/// Reads to the end. A line that lies across two reads is kept until its newline comes, and looked through only once.
/// `take` gets each line, `wait` is called before each further read.
template <typename Take, typename Wait>
Result<void> read_lines(int descriptor, Take const& take, Wait const& wait)
{
    std::vector<char> chunk(std::size_t { 1 } << 16);
    std::string begun;
    for (;;) {
        auto const count = ::read(descriptor, chunk.data(), chunk.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return failed(Failure::refused, fmt::format("standard input cannot be read: {}", std::strerror(errno)));
        if (count == 0)
            break;
        std::string_view rest(chunk.data(), static_cast<std::size_t>(count));
        for (auto end = rest.find('\n'); end != rest.npos; end = rest.find('\n')) {
            begun += rest.substr(0, end);
            take(begun);
            begun.clear();
            rest.remove_prefix(end + 1);
        }
        begun += rest;
        TRY(wait());
    }
    if (!begun.empty())
        take(begun);
    return {};
}

}

Exit answer_lines(Streams const& streams, Output output, Answer const& answer)
{
    Answering answering(streams, output, answer);
    auto const read = read_lines(streams.in, [&](std::string_view line) { answering.take(line); }, [&] { return answering.flush(); });
    return answering.exit_after(read ? answering.end() : read);
}

Exit answer_lines(std::string_view given, Streams const& streams, Output output, Answer const& answer)
{
    Answering answering(streams, output, answer);
    while (!given.empty()) {
        auto const end = std::min(given.find('\n'), given.size());
        answering.take(given.substr(0, end));
        given.remove_prefix(std::min(end + 1, given.size()));
    }
    return answering.exit_after(answering.end());
}

Result<void> read_all_lines(Streams const& streams, std::function<void(std::string_view)> const& take)
{
    return read_lines(streams.in, take, [] { return Result<void>(); });
}

Result<void> write_all(int descriptor, std::string_view bytes)
{
    while (!bytes.empty()) {
        auto const count = ::write(descriptor, bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return failed(Failure::refused, fmt::format("the answer cannot be written: {}", std::strerror(errno)));
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return {};
}

Result<void> read_code_points(std::string_view words, std::u32string& into)
{
    into.clear();
    for (std::size_t at = 0; at < words.size();) {
        if (is_blank(words[at])) {
            ++at;
            continue;
        }
        auto end = at;
        while (end < words.size() && !is_blank(words[end]))
            ++end;
        into += TRY(code_point_of(words.substr(at, end - at)));
        at = end;
    }
    return {};
}

Result<void> read_question(std::string_view line, BidiQuestion& into)
{
    auto const semicolon = line.rfind(';');
    auto direction = semicolon == line.npos ? std::string_view() : line.substr(semicolon + 1);
    while (!direction.empty() && is_blank(direction.back()))
        direction.remove_suffix(1);
    while (!direction.empty() && is_blank(direction.front()))
        direction.remove_prefix(1);
    if (direction.size() != 1 || direction[0] < '0' || direction[0] > '2')
        return failed(Failure::malformed, fmt::format("expected ;0, ;1 or ;2 at the end, saw '{}'", legible(semicolon == line.npos ? line : line.substr(semicolon))));
    into.direction = direction[0] - '0';
    return read_code_points(line.substr(0, semicolon), into.text);
}

Result<std::string> read_unicodes(std::string_view list)
{
    constexpr std::string_view between = "<+->{},;&#\\xXuUnNiI\n\t\v\f\r ";
    std::string text;
    for (auto at = list.find_first_not_of(between); at < list.size(); at = list.find_first_not_of(between, at)) {
        auto const end = std::min(list.find_first_of(between, at), list.size());
        append_utf8(TRY(code_point_of(list.substr(at, end - at))), text);
        at = end;
    }
    return text;
}

std::string legible(std::string_view bytes)
{
    constexpr std::size_t most = 24;
    std::string shown;
    for (char const c : bytes.substr(0, most)) {
        if (c >= ' ' && c < 0x7f)
            shown += c;
        else
            fmt::format_to(std::back_inserter(shown), "\\x{:02x}", static_cast<unsigned char>(c));
    }
    return bytes.size() > most ? shown + "…" : shown;
}

}
