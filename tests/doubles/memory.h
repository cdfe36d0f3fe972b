#pragma once
/// What stands in this process's memory: for the promise that a citizen's words are forgotten.

#include "kiosk/base/core/result.h"
#include "kiosk/base/core/secret.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <string_view>
#include <unistd.h>
#include <utility>
#include <vector>

namespace doubles {

/// Letters that stand nowhere in the program, and are kept here only as their complement.
class Planted {
public:
    /// `length` of at least 64: what is let go loses its first bytes to the allocator, so the last 32 are looked for.
    explicit Planted(std::uint32_t seed, std::size_t length = 200)
    {
        for (std::size_t i = 0; i < length; ++i) {
            seed = seed * 1664525 + 1013904223; // Numerical Recipes
            m_hidden += static_cast<char>(~('A' + static_cast<int>(seed >> 16) % 26));
        }
    }
    /// The letters themselves, for as long as the value lives.
    [[nodiscard]] kiosk::SecretText text() const
    {
        std::string letters(m_hidden.size(), '\0');
        for (std::size_t i = 0; i < letters.size(); ++i)
            letters[i] = static_cast<char>(~m_hidden[i]);
        kiosk::SecretText kept(letters);
        kiosk::wipe(letters);
        return kept;
    }

    /// How often their last 32 stand in writable memory, with `step` - 1 zero bytes behind each letter (1 for UTF-8, 2 for the
    /// UTF-16 and 4 for the UTF-32 of ASCII letters).
    [[nodiscard]] int times_in_memory(std::size_t step) const
    {
        // Pages are looked at one by one through a window that is not searched itself.
        constexpr std::size_t page = 1 << 16;
        static char window[page + looked_for * 4];
        auto const own = reinterpret_cast<std::uintptr_t>(window);
        auto const memory = ::open("/proc/self/mem", O_RDONLY | O_CLOEXEC);
        kiosk::verify(memory >= 0, "a test can read its own memory");
        int found = 0;
        for (auto const& [begin, end] : regions()) {
            for (auto at = begin; at < end; at += page) {
                auto const got = ::pread(memory, window, std::min<std::size_t>(end - at, sizeof window), static_cast<off_t>(at));
                auto const content = std::string_view(window, got < 0 ? 0 : static_cast<std::size_t>(got));
                for (auto hit = content.find(letter(0)); hit < page && hit != content.npos; hit = content.find(letter(0), hit + 1)) {
                    bool const in_window = at + hit >= own && at + hit < own + sizeof window;
                    found += !in_window && stands_at(content, hit, step) ? 1 : 0;
                }
            }
        }
        ::close(memory);
        explicit_bzero(window, sizeof window);
        return found;
    }

private:
    /// Of those looked for.
    [[nodiscard]] char letter(std::size_t i) const { return static_cast<char>(~m_hidden[m_hidden.size() - looked_for + i]); }

    [[nodiscard]] bool stands_at(std::string_view content, std::size_t at, std::size_t step) const
    {
        if (at + looked_for * step > content.size())
            return false;
        for (std::size_t i = 0; i < looked_for * step; ++i) {
            if (content[at + i] != (i % step == 0 ? letter(i / step) : '\0'))
                return false;
        }
        return true;
    }

    [[nodiscard]] static std::vector<std::pair<std::uintptr_t, std::uintptr_t>> regions()
    {
        std::vector<std::pair<std::uintptr_t, std::uintptr_t>> all;
        auto* const maps = std::fopen("/proc/self/maps", "r");
        char line[512];
        while (maps != nullptr && std::fgets(line, sizeof line, maps) != nullptr) {
            std::uintptr_t begin = 0, end = 0;
            char rights[8];
            // Larger ones are a sanitizer's shadow, which holds no text.
            if (std::sscanf(line, "%lx-%lx %7s", &begin, &end, rights) == 3 && rights[1] == 'w' && end - begin < 512u << 20)
                all.emplace_back(begin, end);
        }
        if (maps != nullptr)
            std::fclose(maps);
        return all;
    }

    static constexpr std::size_t looked_for = 32;
    std::string m_hidden;
};

}
