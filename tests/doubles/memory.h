#pragma once
/// What stands in this process's memory: for the promise that a citizen's words are forgotten.

#include "kiosk/base/core/secret.h"

#include <cstdint>
#include <cstdio>
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
        int found = 0;
        for (auto const& [begin, end] : regions()) {
            auto const memory = ::open("/proc/self/mem", O_RDONLY | O_CLOEXEC);
            std::string window;
            auto const length = looked_for * step;
            constexpr std::uintptr_t page = 1 << 16;
            for (auto at = begin; at < end; at += page) {
                window.resize(page + length);
                auto const got = ::pread(memory, window.data(), window.size(), static_cast<off_t>(at));
                // Masked, so that the window itself is never a find; by another mask than m_hidden, or a page that holds
                // m_hidden would make one.
                for (auto& byte : window)
                    byte = static_cast<char>(byte ^ mask);
                for (std::ptrdiff_t i = 0; i < static_cast<std::ptrdiff_t>(page) && i + static_cast<std::ptrdiff_t>(length) <= got; ++i)
                    found += stands_at(window, static_cast<std::size_t>(i), step) ? 1 : 0;
            }
            ::close(memory);
        }
        return found;
    }

private:
    static constexpr char mask = 0x55;
    /// `window` is masked.
    [[nodiscard]] bool stands_at(std::string_view window, std::size_t at, std::size_t step) const
    {
        auto const last = std::string_view(m_hidden).substr(m_hidden.size() - looked_for);
        auto const masked = [&](std::size_t i) { return static_cast<char>(~last[i] ^ mask); };
        if (window[at] != masked(0))
            return false;
        for (std::size_t i = 0; i < looked_for; ++i) {
            if (window[at + i * step] != masked(i))
                return false;
            for (std::size_t zero = 1; zero < step; ++zero) {
                if (window[at + i * step + zero] != mask)
                    return false;
            }
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
