#pragma once
/// What stands in this process's memory: for the promise that a citizen's words are forgotten.

#include "kiosk/base/core/result.h"
#include "kiosk/base/core/secret.h"

#include <algorithm>
#include <array>
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

/// Overwrites what this thread's calls left on the stack: a test copies letters through vector registers, and the linker saves
/// those on the stack when a function is first called.
[[gnu::noinline]] inline void scrub_stack()
{
    char room[1 << 16];
    explicit_bzero(room, sizeof room);
}

/// Shows all writable memory of this process to `look`, a window at a time: `look(content, begins, most)`, where hits may
/// begin in the first `most` bytes and end in what follows. The window itself is not shown.
template <typename Look>
void search_memory(Look const& look)
{
    constexpr std::size_t page = 1 << 16, more = 1 << 10;
    static char window[page + more];
    auto const own = reinterpret_cast<std::uintptr_t>(window);
    auto const memory = ::open("/proc/self/mem", O_RDONLY | O_CLOEXEC);
    kiosk::verify(memory >= 0, "a test can read its own memory");
    std::vector<std::pair<std::uintptr_t, std::uintptr_t>> regions;
    auto* const maps = std::fopen("/proc/self/maps", "r");
    char line[512];
    while (maps != nullptr && std::fgets(line, sizeof line, maps) != nullptr) {
        std::uintptr_t begin = 0, end = 0;
        char rights[8];
        // Larger ones are a sanitizer's shadow, which holds no text.
        if (std::sscanf(line, "%lx-%lx %7s", &begin, &end, rights) == 3 && rights[1] == 'w' && end - begin < 512u << 20)
            regions.emplace_back(begin, end);
    }
    if (maps != nullptr)
        std::fclose(maps);
    auto const show = [&](std::uintptr_t begin, std::uintptr_t end) {
        for (auto at = begin; at < end; at += page) {
            auto const got = ::pread(memory, window, std::min<std::size_t>(end - at, sizeof window), static_cast<off_t>(at));
            look(std::string_view(window, got < 0 ? 0 : static_cast<std::size_t>(got)), at, page);
        }
    };
    for (auto const& [begin, end] : regions) {
        show(begin, std::clamp(own, begin, end));
        show(std::clamp(own + sizeof window, begin, end), end);
    }
    ::close(memory);
    explicit_bzero(window, sizeof window);
}

/// A text that is looked for in memory as UTF-8, UTF-16 and UTF-32, wherever it came from. Given as a literal, which
/// stands in memory that nobody writes; kept as its complement.
class Sought {
public:
    explicit Sought(std::string_view utf8_literal)
    {
        auto const put = [](std::string& into, std::uint32_t unit, int bytes) {
            for (int i = 0; i < bytes; ++i)
                into += static_cast<char>(~(unit >> (8 * i)));
        };
        for (std::size_t at = 0; at < utf8_literal.size();) {
            auto const lead = static_cast<unsigned char>(utf8_literal[at]);
            std::size_t const length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
            std::uint32_t letter = length == 1 ? lead : lead & (0x7Fu >> length);
            for (std::size_t i = 1; i < length; ++i)
                letter = letter << 6 | (static_cast<unsigned char>(utf8_literal[at + i]) & 0x3Fu);
            kiosk::verify(letter < 0x10000, "sought texts are of Unicode's first plane");
            for (std::size_t i = 0; i < length; ++i)
                put(m_hidden[0], static_cast<unsigned char>(utf8_literal[at + i]), 1);
            put(m_hidden[1], letter, 2);
            put(m_hidden[2], letter, 4);
            at += length;
        }
    }

    /// How often it stands there in one of the three.
    [[nodiscard]] int times_in_memory() const
    {
        int found = 0;
        search_memory([&](std::string_view content, std::uintptr_t, std::size_t most) {
            for (auto const& hidden : m_hidden) {
                auto const first = static_cast<char>(~hidden[0]);
                for (auto at = content.find(first); at < most && at + hidden.size() <= content.size(); at = content.find(first, at + 1)) {
                    std::size_t same = 1;
                    while (same < hidden.size() && content[at + same] == static_cast<char>(~hidden[same]))
                        ++same;
                    found += same == hidden.size() ? 1 : 0;
                }
            }
        });
        return found;
    }

private:
    std::array<std::string, 3> m_hidden; ///< UTF-8, UTF-16 and UTF-32, lowest byte first
};

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
        search_memory([&](std::string_view content, std::uintptr_t, std::size_t most) {
            for (auto hit = content.find(letter(0)); hit < most; hit = content.find(letter(0), hit + 1))
                found += stands_at(content, hit, step) ? 1 : 0;
        });
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

    static constexpr std::size_t looked_for = 32;
    std::string m_hidden;
};

}
