#pragma once
/// The paper that a citizen takes along, as a bitmap ready for the printer.
///
///     city                          in the visit's language, then in the second one
///     service, day and hour         (the city's; English where the visit is in the city's)
///     ---------------------------
///     000 100 000 016               large figures
///     the private code
///     ---------------------------
///     what was asked, line by line
///     what happens next
///     QR code, thanks
///
/// Each text stands at the start side of its own language: Arabic at the right, the others at the left.
/// No letter is lower than 3.5 mm (VVSG 2.0, 7.1-I). The QR code holds `SHUBBAK1;NUMBER;SERVICE` and not the secret,
/// because a code can be photographed from afar.

#include "kiosk/base/core/bitmap.h"
#include "kiosk/base/core/ids.h"
#include "kiosk/base/core/money.h"
#include "kiosk/base/core/secret.h"
#include "kiosk/base/core/time.h"
#include "kiosk/glass/language/messages.h"
#include "kiosk/glass/text/font_stack.h"
#include "kiosk/service/catalogue/catalogue.h"

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace kiosk::receipt {

/// An option of the step; its words are a message.
struct Chosen {
    std::string option;
};
struct PhoneNumber {
    SecretText digits;
};
struct Count {
    std::int64_t value = 0;
};
/// Who the card says the citizen is, in two scripts. Either may be empty.
struct Person {
    SecretText native_name;
    SecretText latin_name;
};
using Answer = std::variant<Chosen, PhoneNumber, Count, Person>;

struct Line {
    std::string step; ///< named by the message `service.SERVICE.STEP.label`
    Answer answer;
};

/// What one receipt says.
struct Receipt {
    Language language; ///< of the visit
    std::string service;
    ReceiptNumber number;
    SecretText secret;
    WallTime at;
    std::vector<Line> lines;
    std::optional<Money> cost; ///< empty: what the service says about its cost is printed instead
};

/// The lines that `service` wants on its receipt, out of what the citizen answered; steps without an answer are left
/// out. `person` answers the identify step.
[[nodiscard]] std::vector<Line> lines_of(catalogue::Service const& service, catalogue::Answers const& answers, std::optional<Person> const& person);

/// `label: value` in words, for the hub: what the paper says, without its picture.
[[nodiscard]] std::vector<SecretText> words_of(Receipt const& receipt, language::Messages const& messages, Language language);

/// What the city prints on all of its receipts.
struct Letterhead {
    Language language = Language::arabic; ///< of the city's offices
    /// Empty where the message `city.name` says it.
    std::map<Language, std::string> names;
};

/// 3.5 mm capitals, or 5 mm for a visit in large text.
enum class TextSize { standard, large };

struct Paper {
    int width_dots = 576; ///< 72 mm of 80 mm paper at 203 dpi
    TextSize size = TextSize::standard;
};

/// The service must be in the content; its missing words would be a bug. Fails only if the QR code does not fit.
/// The caller wipes the sheet. Runs on the thread of `fonts`; takes some milliseconds.
[[nodiscard]] Result<Dots> set_sheet(Receipt const& receipt, Letterhead const& letterhead, text::FontStack const& fonts,
    language::Messages const& messages, Paper const& paper = {});

}
