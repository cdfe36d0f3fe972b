#pragma once
/// A folder of assets that a test writes file by file; it ends with the test.

#include "kiosk/base/core/file.h"
#include "kiosk/base/core/ids.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace doubles {

class Content {
public:
    Content()
        : m_folder(std::filesystem::temp_directory_path() / ("content-" + kiosk::TransactionId::make().text()))
    {
        std::filesystem::create_directories(m_folder);
    }
    ~Content() { std::filesystem::remove_all(m_folder); }
    Content(Content const&) = delete;
    Content& operator=(Content const&) = delete;

    [[nodiscard]] std::filesystem::path const& assets() const { return m_folder; }

    void put(std::string_view path, std::string_view text) const
    {
        std::filesystem::create_directories((m_folder / path).parent_path());
        kiosk::verify(kiosk::replace_file(m_folder / path, text).has_value(), "a test can write its files");
    }

    /// As the shipped assets are.
    void take_from(std::filesystem::path const& assets) const
    {
        std::filesystem::copy(assets, m_folder, std::filesystem::copy_options::recursive | std::filesystem::copy_options::overwrite_existing);
    }

    /// `text` without the path of the folder.
    [[nodiscard]] std::string shorten(std::string text) const
    {
        auto const prefix = m_folder.string() + "/";
        for (auto at = text.find(prefix); at != text.npos; at = text.find(prefix))
            text.erase(at, prefix.size());
        return text;
    }

private:
    std::filesystem::path m_folder;
};

}
