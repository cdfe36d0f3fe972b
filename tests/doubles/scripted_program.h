#pragma once
/// A program that does what its test says: a shell script in a folder of its own.

#include "kiosk/base/core/file.h"
#include "tests/doubles/folder.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace doubles {

class ScriptedProgram {
public:
    /// `script` finds its files under `$here`.
    explicit ScriptedProgram(std::string_view script)
    {
        auto const path = m_folder / "program";
        auto const written = kiosk::replace_file(path, std::string("#!/bin/sh\nhere='").append(m_folder.path().string()).append("'\n").append(script).append("\n"), 0755);
        kiosk::verify(written.has_value(), "a test can write its program");
    }

    [[nodiscard]] std::string path() const { return (m_folder / "program").string(); }
    [[nodiscard]] std::filesystem::path operator/(std::string_view name) const { return m_folder / std::filesystem::path(name); }

    void put(std::string_view name, std::vector<std::uint8_t> const& bytes) const
    {
        auto const written = kiosk::replace_file(*this / name, { reinterpret_cast<char const*>(bytes.data()), bytes.size() });
        kiosk::verify(written.has_value(), "a test can write its files");
    }

private:
    Folder m_folder;
};

}
