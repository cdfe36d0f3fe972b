#pragma once
/// Questions about text on standard input, a line each, and their answers.

#include "kiosk/base/command/command_line.h"
#include "kiosk/base/core/result.h"

#include <functional>
#include <string>
#include <string_view>

namespace kiosk::app {

/// Where questions come from and answers go: file descriptors, borrowed.
struct Streams {
    int in = 0;
    int out = 1;
    int error = 2;
};

/// Appends the answer to `line` (without its newline) to `out`, or says why the line is no question; then what it has
/// appended is dropped.
using Answer = std::function<Result<void>(std::string_view line, std::string& out)>;

/// Answers line by line, in order, before it waits for more; a line may be as long as memory allows. The last line need
/// not end in a newline.
///
/// Where a line is no question, `line N: reason` goes to the error stream, N counted from 1. As text each answer is a
/// line, in that case an empty one. As JSON the answers are the elements of one array, in that case
/// `{"line":N,"error":"reason"}`. `findings` if there was such a line, or a stream cannot be read or written.
[[nodiscard]] command::Exit answer_lines(Streams const& streams, command::Output output, Answer const& answer);
/// As above for the lines of `given`, and nothing is read.
[[nodiscard]] command::Exit answer_lines(std::string_view given, Streams const& streams, command::Output output, Answer const& answer);

/// Calls `take` with each line (without its newline), in order. `refused` if the stream cannot be read.
[[nodiscard]] Result<void> read_all_lines(Streams const& streams, std::function<void(std::string_view)> const& take);

/// Writes all of `bytes`; `refused` with the system's reason.
[[nodiscard]] Result<void> write_all(int descriptor, std::string_view bytes);

/// `0041 5d0 1F98A`: hexadecimal code points with blanks between them. `malformed` for what is none, beyond 10FFFF, or a
/// surrogate: no text holds one by itself.
[[nodiscard]] Result<void> read_code_points(std::string_view words, std::u32string& into);

/// `text;D`, with D 0 (left to right), 1 (right to left) or 2 (automatic); `text` as above.
struct BidiQuestion {
    std::u32string text;
    int direction = 0;
};
[[nodiscard]] Result<void> read_question(std::string_view line, BidiQuestion& into);

/// As hb-shape's `--unicodes`: hexadecimal code points with anything of ` ,;<>{}+-&#\` or `U`, `X` between them, as UTF-8.
[[nodiscard]] Result<std::string> read_unicodes(std::string_view list);

/// Of any bytes, what one line of a sentence can carry: at most 24 of them, those that are not ASCII as `\xNN`.
[[nodiscard]] std::string legible(std::string_view bytes);

}
