#pragma once
/// Plays a journey on a kiosk: each verb enters where a citizen's hand, a card or the paper would, each expectation
/// waits for an event until it holds or its patience ends, and after each line that changed the glass a picture is left.

#include "kiosk/app/play/journey.h"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk::play {

/// A target or text on the glass as a journey sees it. Pixels.
struct Node {
    std::string id;
    SecretText text; ///< it may be the citizen's
    float x = 0, y = 0, width = 0, height = 0;
    bool touchable = false;
    bool focused = false;
    bool group = false; ///< a switch goes into it to what stands in it
};

/// What a player needs of a kiosk that is running in this process.
///
/// Kinds: the real one in kiosk/app/main; Scripted in tests.
/// Threads: lives on the glass thread. Nothing in it blocks but pump().
class Theatre {
public:
    virtual ~Theatre() = default;

    /// Lets the kiosk run until `holds` or `patience` is over; true if it holds.
    [[nodiscard]] virtual bool pump(std::function<bool()> const& holds, Duration patience) = 0;
    /// A finger of the platform comes down and goes up at this point.
    virtual void touch(float x, float y) = 0;
    virtual void press(verb::Keypad key) = 0;
    virtual void press(verb::Switch key) = 0;
    virtual void plug(verb::EarPiece way) = 0;
    /// A command of the virtual devices, in their own words; returns when it has taken effect.
    [[nodiscard]] virtual Result<void> command_devices(std::string_view words) = 0;
    virtual void set_hub(verb::Hub hub) = 0;
    /// What staff do at the hub; returns when it has taken effect there.
    [[nodiscard]] virtual Result<void> ask_staff(verb::Staff staff) = 0;
    virtual void move_clock(Duration by) = 0;

    /// `rest`, `home`, …, `idle`: what is on the glass now.
    [[nodiscard]] virtual std::string screen() const = 0;
    [[nodiscard]] virtual Language language() const = 0;
    [[nodiscard]] virtual std::vector<Node> nodes() const = 0;
    /// The nodes to touch one after the other, so that `text` is typed on the keys of `node` (NODE.key.…) from how they
    /// stand now. `absent` if it has no keyboard (a keypad has a key for each digit), `refused` if that cannot type it.
    [[nodiscard]] virtual Result<std::vector<std::string>> keys_for(std::string_view node, std::string_view text) const = 0;
    /// All that was said until now, sentence by sentence.
    [[nodiscard]] virtual std::vector<SecretText> const& spoken() const = 0;
    /// What the journal says of the latest transaction: its state (`printed`) and its record's place (`waiting`);
    /// empty before one is committed.
    [[nodiscard]] virtual std::vector<std::string> transaction_states() const = 0;
    /// A setting of the visit by its name, in the words of `[visit]` in kiosk.toml; empty if there is no such setting.
    [[nodiscard]] virtual std::string setting(std::string_view name) const = 0;
    /// The service of the visit; empty before one is chosen.
    [[nodiscard]] virtual std::string service() const = 0;
    /// How often the glass was presented: the same number, the same picture.
    [[nodiscard]] virtual std::uint64_t frames() const = 0;
    /// Writes what is on the glass as PNG.
    [[nodiscard]] virtual Result<void> save_picture(std::filesystem::path const& file) = 0;
};

/// A broken expectation is `refused` with "FILE:LINE: expected …, saw …"; a journey or kiosk that cannot go on
/// (an unknown node, a device that does not obey) likewise.
class Player {
public:
    /// `theatre` must outlive the player. Pictures go to `out`/NN-<screen>.png; an empty `out` leaves none.
    Player(Theatre& theatre, std::filesystem::path out, Duration patience = std::chrono::seconds(10));

    [[nodiscard]] Result<void> play(Journey const& journey);
    /// How many pictures were left.
    [[nodiscard]] int pictures() const { return m_pictures; }
    /// The last service that was on the glass, and its language then; empty if there was none.
    [[nodiscard]] std::string const& service() const { return m_service; }
    [[nodiscard]] Language language() const { return m_language; }

private:
    [[nodiscard]] Result<void> act(Verb const& verb);
    [[nodiscard]] Result<void> touch(std::string_view id);
    /// The text by the keys that stand in the field's keyboard, each pressed by `press`.
    [[nodiscard]] Result<void> type(std::string const& field, SecretText const& text, std::function<Result<void>(std::string const&)> const& press);
    /// Moves the focus there as a person would who sees where it is.
    [[nodiscard]] Result<void> go_to(verb::Keys by, std::string_view id);
    void select(verb::Keys by);
    [[nodiscard]] Result<void> expect(std::function<bool()> const& holds, std::string_view expected, std::function<std::string()> const& seen);
    [[nodiscard]] Result<void> go_to(std::string_view id);
    [[nodiscard]] Result<void> hear(verb::ExpectSpoken const& wanted);
    [[nodiscard]] Result<void> leave_picture();

    Theatre& m_theatre;
    std::filesystem::path m_out;
    Duration m_patience;
    int m_pictures = 0;
    std::optional<std::uint64_t> m_pictured_frame;
    std::size_t m_heard = 0; ///< sentences that an expectation has passed
    std::string m_service;
    Language m_language = Language::english;
};

/// `text` without the vowel marks of Arabic (U+064B to U+0652, U+0670).
[[nodiscard]] SecretText without_vowels(std::string_view text);

/// `text` without the characters that only steer direction (FSI, LRI, RLI, PDI, marks), as a reader sees it: a no-break
/// space is a space.
[[nodiscard]] SecretText as_read(std::string_view text);

}
