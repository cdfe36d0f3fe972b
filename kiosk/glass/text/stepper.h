#pragma once
/// Letters and words of a text that is being typed, by bytes of its UTF-8.
///
/// For editing, which asks before there is a paragraph. What a citizen takes for one letter is an extended grapheme
/// cluster (UAX #29); words are those of UAX #29 too. The caret of a paragraph that is shown stands at the same places.
///
/// Threads: one at a time. Memory: the tables of Unicode alone; what it saw of a text is overwritten before it answers.

#include <cstddef>
#include <memory>
#include <string_view>

namespace kiosk::text {

class Stepper {
public:
    Stepper();
    Stepper(Stepper&&) noexcept;
    Stepper& operator=(Stepper&&) noexcept;
    ~Stepper();

    // Positions are bytes, at most the text's size. Any bytes are a text; what is not UTF-8 counts as U+FFFD. Each
    // answer takes time in proportion to the text: fields are short.

    /// Whether a caret may stand at `at`; at both ends it may.
    [[nodiscard]] bool is_boundary(std::string_view utf8, std::size_t at) const;
    /// The first boundary behind `at`; the end if there is none.
    [[nodiscard]] std::size_t next(std::string_view utf8, std::size_t at) const;
    /// The last boundary before `at`; 0 if there is none.
    [[nodiscard]] std::size_t previous(std::string_view utf8, std::size_t at) const;
    /// Where that which a backspace at `at` takes away begins, as Carets::erased_before() says: the last mark of a letter
    /// alone, else the whole letter.
    [[nodiscard]] std::size_t erased_before(std::string_view utf8, std::size_t at) const;
    /// How many letters there are.
    [[nodiscard]] std::size_t count(std::string_view utf8) const;

    struct Stretch {
        std::size_t start = 0;
        std::size_t end = 0;
        bool operator==(Stretch const&) const = default;
    };
    /// The word, the space or the sign that holds the letter at `at`; at the end the last one.
    [[nodiscard]] Stretch word_at(std::string_view utf8, std::size_t at) const;
    /// Where the last word that begins before `at` begins: what stands between it and `at` is not part of a word.
    [[nodiscard]] std::size_t word_before(std::string_view utf8, std::size_t at) const;

private:
    struct Tables;
    std::unique_ptr<Tables> m_tables;
};

}
