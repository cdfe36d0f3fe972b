#pragma once
/// Everything before it is sent, in the citizen's words, each line with "change"; what it costs; one button that sends.
///
/// Nodes: review.change.<step>   back to that step (a card line has none: who you are is not changed here)
///        review.confirm         send it; stands where Next stands

#include "kiosk/base/core/money.h"
#include "kiosk/base/core/secret.h"
#include "kiosk/glass/screens/frame.h"

#include <optional>
#include <variant>
#include <vector>

namespace kiosk::screens {

/// The option's words are the message `service.<service>.<step>.<option>`.
struct ChosenAnswer {
    std::string option;
};
struct PhoneAnswer {
    SecretText digits;
};
struct CountAnswer {
    std::int64_t count = 0;
};
/// Who the card says you are.
struct CardAnswer {
    SecretText name;
};

struct ReviewLine {
    /// The line is named by the message `service.<service>.<step>.label`.
    std::string step;
    std::variant<ChosenAnswer, PhoneAnswer, CountAnswer, CardAnswer> answer;
};

struct ReviewView {
    /// While there is more (`frame.more`), nothing can be sent yet: who sends has seen every line.
    FrameView frame;
    std::string service;
    std::vector<ReviewLine> lines;
    /// Empty: the kiosk knows no amount, and the message `service.<service>.cost` says why (free, or told at a counter).
    std::optional<Money> cost;
    /// Whether a receipt will be tried; otherwise the screen says before the touch that nothing will be printed.
    Offered receipt = Offered::yes;
};

struct ReviewIntent {
    enum class Kind { nothing, change, confirm };
    Kind kind = Kind::nothing;
    /// For change: which step.
    std::string step;
    FrameIntent frame;

    bool operator==(ReviewIntent const&) const = default;
};

[[nodiscard]] ReviewIntent draw(ReviewView const& view, ui::Canvas& canvas);

}
