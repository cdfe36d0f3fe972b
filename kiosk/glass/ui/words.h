#pragma once
/// What is written on the glass: a text, the language it is in, and whether it is a citizen's own; and, only while speech is
/// on, how it is said aloud.

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
    /// A message with something of the citizen's in it.
    [[nodiscard]] static Words personal(Words words)
    {
        words.privacy = Privacy::personal;
        return words;
    }
    /// Takes the text over, and leaves nothing of it where it was.
    [[nodiscard]] static Words personal(std::string&& text)
    {
        auto words = personal(std::string_view(text));
        wipe(text);
        return words;
    }
    // Personal words overwrite their letters wherever they leave a place.
    Words(Words const&) = default;
    Words(Words&& other) noexcept
        : text(std::move(other.text)), language(other.language), privacy(other.privacy), spoken(std::move(other.spoken))
    {
        other.let_go();
    }
    Words& operator=(Words other) noexcept
    {
        text.swap(other.text);
        std::swap(spoken, other.spoken);
        std::swap(language, other.language);
        std::swap(privacy, other.privacy);
        return *this;
    }
    ~Words() { let_go(); }

    /// Adds a sentence in the same language; personal if one of the two is.
    Words& operator+=(Words const& more)
    {
        if (more.privacy == Privacy::personal)
            privacy = Privacy::personal;
        if (more.text.empty())
            return *this;
        join(text, ' ', more.text);
        if (!spoken.empty())
            spoken.append(' ');
        spoken.append(more.spoken.view());
        return *this;
    }

    [[nodiscard]] bool empty() const { return text.empty(); }

    std::string text;
    /// The page's language if none.
    std::optional<Language> language;
    Privacy privacy = Privacy::open;
    /// The same for a voice (language/spoken_messages.h); empty while nobody listens.
    SecretText spoken;

private:
    /// Memory that is outgrown is wiped: this may be a citizen's.
    static void join(std::string& text, char between, std::string_view more)
    {
        std::string whole;
        whole.reserve(text.size() + 1 + more.size());
        whole.append(text);
        if (!whole.empty())
            whole += between;
        whole.append(more);
        text.swap(whole);
        wipe(whole);
    }
    void let_go() noexcept
    {
        if (privacy == Privacy::personal)
            wipe(text);
    }
};

}
