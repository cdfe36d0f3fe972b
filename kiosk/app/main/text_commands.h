#pragma once
/// `shubbak text …`: text as the program's own machinery takes it, for the eyes of a technician and for judges from
/// outside. Nothing here is part of a visit.

#include "kiosk/app/main/text_input.h"
#include "kiosk/glass/text/font_stack.h"

#include <filesystem>
#include <optional>
#include <string>

namespace kiosk::app {

struct BreaksWords {
    std::string kind;
    std::string language = "und";
};

struct ShapeCommandWords {
    std::filesystem::path font;
    int face_index = 0;
    std::string direction;
    std::string script;
    std::string language;
    std::string features;
    std::string variations;
    std::optional<std::string> unicodes;
    std::optional<std::string> text;
};

/// What `lines` and `picture` have in common: how paragraphs are set.
struct SettingWords {
    std::string language;
    double size_mm = 0;  ///< height of a Latin capital
    double width_mm = 0;
    std::string direction;
    std::string weight = "regular";
    std::filesystem::path font_stack;
};

struct PictureWords {
    SettingWords setting;
    double pixels_per_mm = 1080.0 / 336; ///< the 27" reference panel
    std::string theme = "default";
    std::filesystem::path out;
};

[[nodiscard]] command::Exit text_bidi(command::Request const& request, Streams const& streams);
[[nodiscard]] command::Exit text_breaks(command::Request const& request, BreaksWords const& words, Streams const& streams);
[[nodiscard]] command::Exit text_shape(command::Request const& request, ShapeCommandWords const& words, Streams const& streams);
[[nodiscard]] command::Exit text_lines(command::Request const& request, SettingWords const& words, Streams const& streams);
[[nodiscard]] command::Exit text_picture(command::Request const& request, PictureWords const& words, Streams const& streams);

/// The program's fonts, or those of the stack file that is named.
[[nodiscard]] Result<text::FontStack> fonts_for(command::Request const& request, std::filesystem::path const& stack);

/// Tells `error` and gives the exit it asks for.
[[nodiscard]] command::Exit give_up(Error const& error, Streams const& streams, command::Exit exit = command::Exit::findings);

/// The words of all commands of `text`; outlives the command line they are added to.
class TextCommands {
public:
    explicit TextCommands(Streams streams = {}) : m_streams(streams) { }
    void add_to(command::CommandLine& line);

private:
    Streams m_streams;
    BreaksWords m_breaks;
    ShapeCommandWords m_shape;
    SettingWords m_lines;
    PictureWords m_picture;
};

}
