#pragma once
/// One question of a service, large, with why it is asked: options as tiles, options as a list, or a number typed on
/// keys on the glass. Touching an option answers the question and leads on at once; Back undoes it. A citizen who
/// comes back sees the answer given before and finds Next (`frame.next`, offered by the stage).
///
/// Nodes: step.<step>.<option>                          an option
///        body.more  body.earlier                       the next and previous screenful, where all do not fit
///        step.<step>.key.0 … step.<step>.key.9         digits
///        step.<step>.key.back                          rubs out the last digit
///        step.<step>.key.clear                         rubs out all
///        step.<step>.field                             what was typed
/// Words: `service.<service>.<step>.question`, `.why`, and `service.<service>.<step>.<option>`.

#include "kiosk/base/core/secret.h"
#include "kiosk/glass/screens/frame.h"

#include <string>
#include <variant>
#include <vector>

namespace kiosk::screens {

/// One touch answers.
struct Choice {
    enum class Shape { tiles, list };
    Shape shape = Shape::tiles;
    /// Option ids, in the order in which they are shown.
    std::vector<std::string> options;
    /// The answer given before; empty if none.
    std::string chosen;
};

/// A number typed digit by digit; Next ends it.
struct Number {
    enum class Kind { phone, count };
    /// What the field says about the digits, at the field and in words.
    enum class Complaint { none, too_short, too_long };
    Kind kind = Kind::phone;
    /// Digits only, as typed.
    SecretText typed;
    int least_digits = 1;
    int most_digits = 15;
    Complaint complaint = Complaint::none;
};

struct StepView {
    FrameView frame;
    std::string service;
    std::string step;
    std::variant<Choice, Number> question;
};

struct StepIntent {
    enum class Kind { nothing, choose, type_digit, rub_out, clear };
    Kind kind = Kind::nothing;
    /// For choose: which option.
    std::string option;
    /// For type_digit: '0' to '9'.
    char digit = '0';
    FrameIntent frame;

    bool operator==(StepIntent const&) const = default;
};

[[nodiscard]] StepIntent draw(StepView const& view, ui::Canvas& canvas);

}
