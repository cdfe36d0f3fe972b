#pragma once
/// Dubeolsik, the two-set keyboard of Korea (KS X 5002): jamo in, syllables out. libhangul composes.
///
/// Stateless: what a citizen has typed of a syllable is a short list of keys which the caller keeps and wipes; undoing
/// a key is composing one key less. Each key is the letter of the Latin keyboard at its place, as libhangul names it.
///
/// Source: KS X 5002; Unicode 15.0, 3.12 (syllables and jamo).
///
/// Threads: one at a time. What libhangul saw is overwritten before compose() answers.

#include "kiosk/base/core/secret.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace kiosk::ui {

class HangulComposer {
public:
    HangulComposer();
    HangulComposer(HangulComposer&&) noexcept;
    HangulComposer& operator=(HangulComposer&&) noexcept;
    ~HangulComposer();

    /// The key of a jamo: "ㅂ" is 'q', "ㅃ" is 'Q'. Nothing for a jamo that two keys make ("ㅘ", "ㄳ") and for all else.
    [[nodiscard]] static std::optional<char> key_of(std::string_view jamo);

    /// The jamo to type for this text, in order; all that is no Hangul as it is: "값 1" is "ㄱㅏㅂㅅ 1".
    [[nodiscard]] static SecretText unfolded(std::string_view text);

    struct Outcome {
        SecretText finished;   ///< syllables that no further key changes
        SecretText composing;  ///< what the last keys make so far
        std::size_t kept = 0;  ///< how many of the last keys made `composing`
    };
    /// What these keys (at most a few syllables' worth) give, typed one after the other.
    [[nodiscard]] Outcome compose(std::string_view keys);

private:
    struct Context;
    std::unique_ptr<Context> m_context;
};

}
