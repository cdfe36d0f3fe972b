#pragma once
/// Unicode's own files, as Debian's package `unicode-data` installs them.

#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>

/// Throws, with the name of the package, if the file is not there: no test passes for want of its cases.
inline std::ifstream open_unicode_file(std::string const& name)
{
    auto const path = std::filesystem::path("/usr/share/unicode") / name;
    std::ifstream file(path);
    if (!file)
        throw std::runtime_error(path.string() + " is not there: install Debian's package unicode-data");
    return file;
}
