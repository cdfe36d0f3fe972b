#pragma once
/// What travels on the control socket: pure encode and decode, a line each way.

#include "kiosk/base/core/result.h"
#include "kiosk/base/json/json.h"

#include <string>
#include <string_view>

namespace kiosk::control {

/// `malformed` if the line is not a JSON object whose "ask" is a text, or its "id" is neither number nor text.
[[nodiscard]] Result<json::Value> decode_question(std::string_view line);

/// A line with its line feed; `question` lends its "id", if it has one.
[[nodiscard]] std::string encode_answer(Result<json::Value> const& answer, json::Value const& question);

/// The answer, or the error that the line tells; `malformed` if it tells neither.
[[nodiscard]] Result<json::Value> decode_answer(std::string_view line);

}
