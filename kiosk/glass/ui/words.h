#pragma once
/// What is written on the glass: a text, the language it is in, and whether it is a citizen's own.

#include "kiosk/base/core/ids.h"
#include "kiosk/base/core/secret.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace kiosk::ui {

/// `personal`: the citizen's name, number, answer. Every copy the glass keeps of it (paragraphs, nodes, pixels) is
/// wiped by Presenter::forget() at the end of the visit.
enum class Privacy { open, personal };

struct Words {
    Words() = default;
    Words(std::string t) : text(std::move(t)) { }
    Words(std::string_view t) : text(t) { }
    Words(char const* t) : text(t) { }
    /// In a language that is not the page's: each language's own name, the second line of a bilingual label.
    Words(std::string t, Language l) : text(std::move(t)), language(l) { }
    [[nodiscard]] static Words personal(std::string_view text)
    {
        Words words(text);
        words.privacy = Privacy::personal;
        return words;
    }
    [[nodiscard]] static Words personal(char const* text) { return personal(std::string_view(text)); }
    /// Takes the text over, and leaves nothing of it where it was.
    [[nodiscard]] static Words personal(std::string&& text)
    {
        auto words = personal(std::string_view(text));
        wipe(text);
        return words;
    }
    // Personal words overwrite their letters wherever they leave a place.
    Words(Words const&) = default;
    Words(Words&& other) noexcept : text(std::move(other.text)), language(other.language), privacy(other.privacy) { other.let_go(); }
    Words& operator=(Words other) noexcept
    {
        text.swap(other.text);
        std::swap(language, other.language);
        std::swap(privacy, other.privacy);
        return *this;
    }
    ~Words() { let_go(); }

    [[nodiscard]] bool empty() const { return text.empty(); }

    std::string text;
    /// The page's language if none.
    std::optional<Language> language;
    Privacy privacy = Privacy::open;

private:
    void let_go() noexcept
    {
        if (privacy == Privacy::personal)
            wipe(text);
    }
};

}
