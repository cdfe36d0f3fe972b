#pragma once
/// What stands on the glass, for the ear: what is new since the last look, and what is said of it. Inner part of this folder.

#include "kiosk/base/core/ids.h"
#include "kiosk/base/core/secret.h"
#include "kiosk/glass/narration/narration.h"
#include "kiosk/glass/ui/node.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk::guide {

/// The page on the glass, right after a frame.
struct Sight {
    std::string_view page;
    Language language = Language::english;
    std::span<ui::Node const> nodes;
};

/// What is told: the page, or the panel or warning that lies over it.
enum class Layer { page, panel };

/// What was on the glass at one moment, as far as it decides what is said at the next. Wiped with its texts.
struct Look {
    struct Field {
        std::string id;
        SecretText value;
        std::size_t letters = 0;
        SecretText fault;
    };
    std::string page;
    Language language = Language::english;
    Layer layer = Layer::page;
    std::vector<SecretText> headings;
    /// Of what counts down, or is told otherwise, only its id.
    std::vector<SecretText> texts;
    /// Where a page shows its choices a few at a time: the ids of those in sight.
    std::vector<std::string> choices;
    std::string focus;
    SecretText focus_words;
    bool focus_chosen = false;
    std::vector<Field> fields;

    [[nodiscard]] static Look at(Sight const& sight);
    /// The same page, in the same language, with the same headings.
    [[nodiscard]] bool same_place(Look const& other) const;
};

/// What tells it from what stood there before: its words, or its id if a change of it is no news.
[[nodiscard]] SecretText news_of(ui::Node const& node);

/// A node as narration tells it.
[[nodiscard]] narration::Thing thing_of(ui::Node const& node, std::span<ui::Node const> all);

/// Whether it is part of what is read aloud when the page opens: what can be heard, and not used.
[[nodiscard]] bool is_read(ui::Node const& node, Layer layer);
/// How a call for help stands; what is news of the header, whatever lies over the page.
inline constexpr std::string_view call_id = "help.call";
/// Whether it is told when it changes on the page that is shown.
[[nodiscard]] bool is_news(ui::Node const& node, Layer layer);
/// A key that types a letter, or a row of keys: what it is called tells what is typed.
[[nodiscard]] bool tells_letter(ui::Node const& node);
/// Whether something is typed here that is for one person's ears.
[[nodiscard]] bool takes_private(std::span<ui::Node const> nodes);
/// Whether it counts among the things that can be used here.
[[nodiscard]] bool is_used(ui::Node const& node, Layer layer);

}
