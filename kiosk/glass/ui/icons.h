#pragma once
/// The icons of assets/icons, each read when it is first drawn.

#include "kiosk/glass/pictures/icon.h"
#include "kiosk/glass/text/atlas.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk::ui {

enum class Turned { no, yes };

class Icons {
public:
    /// `logo` is what the name `city` stands for; where it is empty, `landmark` does.
    explicit Icons(std::filesystem::path folder, std::filesystem::path logo = {})
        : m_folder(std::move(folder)), m_logo(logo.empty() ? m_folder / "landmark.svg" : std::move(logo))
    {
    }

    /// A square of `side` pixels on the atlas. Empty if there is no such icon (named by missing()) or the atlas is full.
    [[nodiscard]] text::Slot slot(text::Atlas& atlas, std::string_view name, int side, Turned turned);

    /// What was asked for and could not be read, with the reason. It stays blank on the glass.
    [[nodiscard]] std::vector<Error> const& missing() const { return m_missing; }

private:
    struct Known {
        std::optional<pictures::Icon> icon;
        std::uint64_t number;
    };
    std::filesystem::path m_folder;
    std::filesystem::path m_logo;
    std::map<std::string, Known, std::less<>> m_known;
    std::vector<Error> m_missing;
};

}
