#pragma once
/// What a technician sets for one kiosk: `kiosk.toml`, read once at start.

#include "kiosk/base/core/finding.h"
#include "kiosk/base/core/ids.h"
#include "kiosk/base/core/result.h"
#include "kiosk/base/core/time.h"
#include "kiosk/base/core/units.h"

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk::command {

/// The digits that the city writes numbers with.
enum class Digits {
    latin,        ///< 0123456789 (`latn`)
    arabic_indic, ///< ٠١٢٣٤٥٦٧٨٩ (`arab`), where the language of the visit is Arabic
};

/// Plain values; each has a default with which a kiosk starts.
struct Configuration {
    struct Kiosk {
        /// 0 to 9999; the first four digits of every receipt number. 0 is a kiosk nobody has numbered yet: two of
        /// them in one city make the same receipt numbers, so load() reports it.
        int number = 0;
        /// For the fleet page and the log: where it stands.
        std::string name;
    };

    struct City {
        /// By language; empty where the content's own message `name_key` says it.
        std::map<Language, std::string> names;
        std::string name_key = "city.name";
        /// The language of the city's offices: the second one on every receipt.
        Language language = Language::arabic;
        /// ISO 3166-1, two capital letters: digits of Arabic pages, names of months, the Hijri calendar.
        std::string country = "EG";
        /// Of the city's help line, as a citizen dials it: digits, spaces, a plus in front. Empty: there is none.
        std::string help_phone;
        /// Where the city writes others than its country.
        std::optional<Digits> digits;
        /// IANA name, `Africa/Cairo`; empty: the machine's own.
        std::string time_zone;
    };

    struct Panel {
        Millimetres width { 336 };
        Millimetres height { 598 };
        Millimetres bottom_above_floor { 800 };
        int width_px = 1080;
        int height_px = 1920;
        /// Not fullscreen is a window on somebody's desk.
        bool fullscreen = true;

        [[nodiscard]] Density density() const { return { static_cast<float>(width_px) / width.value }; }
    };

    struct Content {
        std::filesystem::path assets;
        std::filesystem::path fonts;
    };

    struct State {
        /// Holds the journal; made if it is not there.
        std::filesystem::path directory;
    };

    struct Hub {
        /// `http://…` or `https://…` without a slash at the end; empty: no hub, nothing is delivered.
        std::string url;
        /// The hub's public key, to which bodies are sealed; empty: none was installed.
        std::filesystem::path key_file;
    };

    struct Idle {
        /// Without a touch: how long until the citizen is asked, and how long the answer may take.
        Duration warn = std::chrono::seconds(120);
        Duration react = std::chrono::seconds(45);
        /// The first of them in easy mode, and while a citizen waits for help.
        Duration warn_unhurried = std::chrono::seconds(300);
        /// How long the last screen of a visit stays by itself.
        Duration done = std::chrono::seconds(30);
    };

    /// How a visit begins, and what each one comes back to; a citizen can change all of it on the glass. The words are
    /// those of the file, in the order of ui::Form's values.
    struct Visit {
        enum class TextSize { small, standard, large, largest } text_size = TextSize::standard;
        enum class Contrast { usual, high, dark, low } contrast = Contrast::usual;
        enum class Pace { usual, easy } pace = Pace::usual;
        enum class Reach { whole, low } reach = Reach::whole;
    };

    /// What a trembling hand may do; ui::TouchManners says what each means, and why the defaults are these.
    struct Touch {
        Duration least_press { 0 };
        Duration rebound { 0 };
        Duration long_press = std::chrono::milliseconds(700);
        Millimetres tremble { 6 };
        Millimetres beside { 3 };
        Millimetres right_of { 2.5F };
    };

    Kiosk kiosk;
    City city;
    Panel panel;
    Content content;
    State state;
    Hub hub;
    Idle idle;
    Visit visit;
    Touch touch;
};

struct LoadedConfiguration {
    Configuration configuration;
    /// What was wrong in the file, a line each (`kiosk.toml:7`); the configuration has the default in that place.
    std::vector<Finding> findings;
};

/// The process's surroundings as a function, so that a test brings its own.
using Environment = std::function<std::optional<std::string>(std::string_view name)>;

/// getenv(3).
[[nodiscard]] Environment process_environment();

/// The built-in values. Assets and fonts are those beside the program (`../share/shubbak` as seen from its file),
/// else those of the tree it was built in. State: the first of $STATE_DIRECTORY, else $XDG_STATE_HOME/shubbak, else
/// ~/.local/state/shubbak.
[[nodiscard]] Configuration defaults(Environment const& environment);

/// Reads TOML over the defaults; `name` is what findings call it; relative paths are relative to `folder`.
/// An unknown section or key and a value of the wrong kind or out of range each make a finding, and the default
/// stays. `malformed` if `text` is not TOML at all: then nothing of it is used.
[[nodiscard]] Result<LoadedConfiguration> parse(std::string_view text, std::string_view name, std::filesystem::path const& folder, Environment const& environment);

/// parse() on a file; `absent` or `refused` if it cannot be read.
[[nodiscard]] Result<LoadedConfiguration> load(std::filesystem::path const& file, Environment const& environment);

/// Where load() looks when the command line names no file: /etc/shubbak/kiosk.toml, if it is there.
[[nodiscard]] std::optional<std::filesystem::path> installed_configuration();

/// What the program runs with, key by key, for `shubbak config`: TOML that parse() reads back as the same values.
[[nodiscard]] std::string write(Configuration const& configuration);

}
