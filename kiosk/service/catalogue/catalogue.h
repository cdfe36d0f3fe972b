#pragma once
/// What a citizen can come for, as `assets/services/ID/service.json` says it. Values and rules; the words are messages
/// (kiosk/glass/language) under these keys:
///
///     service.ID.name .gives .needs .cost .time .next
///     service.ID.STEP.label                      the step's name in the review and on the receipt
///     service.ID.STEP.question .why              of every step but identify, whose screen has its own words
///     service.ID.STEP.OPTION                     an option's words
///
/// None of them takes an argument. Threads: plain values; load() may be called from any thread.

#include "kiosk/base/core/finding.h"
#include "kiosk/base/core/money.h"
#include "kiosk/base/core/result.h"
#include "kiosk/base/core/secret.h"
#include "kiosk/glass/language/messages.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace kiosk::catalogue {

/// One thing to choose; its words are the message `service.SERVICE.STEP.ID`.
struct Option {
    std::string id;
    bool operator==(Option const&) const = default;
};

/// The citizen shows a resident card.
struct Identify {
    bool operator==(Identify const&) const = default;
};

/// One of several options.
struct Choose {
    std::vector<Option> options;
    enum class Shape { tiles, list } shape = Shape::tiles;
    bool operator==(Choose const&) const = default;
};

/// Digits on the number pad of the glass.
struct EnterNumber {
    enum class Kind { phone, count } kind = Kind::phone;
    int least_digits = 1;
    int most_digits = 15;
    bool operator==(EnterNumber const&) const = default;
};

/// One screenful.
struct Step {
    std::string id;
    std::variant<Identify, Choose, EnterNumber> kind;
    bool operator==(Step const&) const = default;
};

/// What it costs.
struct Fee {
    enum class Kind {
        free,
        told_at_counter, ///< a city office sets it and takes it; the kiosk neither knows nor charges it
        fixed,           ///< `each`, times the answer to the step `per` if there is one
    };
    Kind kind = Kind::free;
    std::optional<Money> each;
    std::string per;
    bool operator==(Fee const&) const = default;
};

/// An answer that stands on the receipt, in the order of `Service::receipt`.
struct ReceiptLine {
    std::string step;
    bool operator==(ReceiptLine const&) const = default;
};

struct Service {
    std::string id;
    std::string city;    ///< whose catalogue it comes from; `any` for all
    std::string sector;
    std::string pattern; ///< certificate, booking, report, …
    std::string icon;    ///< a name in assets/icons
    int place = 0;       ///< on the home screen, from 1
    int minutes = 0;     ///< that a visit for it takes, about
    Fee fee;
    std::vector<Step> steps;
    std::vector<ReceiptLine> receipt;

    [[nodiscard]] bool needs_card() const;
    /// Null if there is no such step.
    [[nodiscard]] Step const* step(std::string_view step_id) const;
    bool operator==(Service const&) const = default;
};

/// Step id to the chosen option's id or the typed digits.
using Answers = std::map<std::string, SecretText, std::less<>>;

/// What these answers cost, as far as the kiosk knows: nothing if it is free, told at a counter, or the answer that
/// multiplies it is not there yet.
[[nodiscard]] std::optional<Money> cost_of(Service const& service, Answers const& answers);

struct Catalogue {
    /// By their place on the home screen.
    std::vector<Service> services;
    /// Null if there is no such service.
    [[nodiscard]] Service const* find(std::string_view id) const;
};

struct LoadedCatalogue {
    Catalogue catalogue;
    /// Why services were left out, each with `FILE:LINE`; part is `service ID`. The faults inside message files are
    /// findings of Messages.
    std::vector<Finding> findings;
};

/// Reads every `assets/services/ID/service.json`. A service with a missing, unknown or wrong field, or without one of
/// its messages, is left out and the rest stands. `absent` only if there is no folder of services.
[[nodiscard]] Result<LoadedCatalogue> load(std::filesystem::path const& assets, language::Messages const& messages);

/// Everything load() and Messages look at, and each file against the schema that it names: for tests and content
/// checks; a running kiosk needs it not. Empty when all is good.
[[nodiscard]] std::vector<Finding> check(std::filesystem::path const& assets);

}
