#pragma once
/// How far receipt numbers may have been given, kept apart from the journal so that it outlives it.
///
/// Numbers are set aside a block at a time: the file holds the end of the block before the first number of it is
/// given. When the journal is lost or an old copy of it is put in its place, numbering goes on behind that end.
///
/// Threads: lives on the store thread.

#include "kiosk/base/core/result.h"

#include <cstdint>
#include <filesystem>

namespace kiosk::journal {

class Numbers {
public:
    /// Durable writes are rare because a block is large; a lost journal costs at most one block.
    static constexpr std::uint32_t block = 1000;
    /// The counter of a receipt number has 7 digits.
    static constexpr std::uint32_t end_of_all = 10'000'000;

    /// No file means that no number was ever given. `malformed` if it holds anything but a number.
    [[nodiscard]] static Result<Numbers> open(std::filesystem::path file);

    /// All numbers below it may have been given.
    [[nodiscard]] std::uint32_t end() const { return m_end; }
    /// Sets one more block aside, durably, or what is left. `exhausted` when nothing is left.
    [[nodiscard]] Result<void> reserve();

private:
    Numbers(std::filesystem::path file, std::uint32_t end) : m_file(std::move(file)), m_end(end) { }
    std::filesystem::path m_file;
    std::uint32_t m_end;
};

}
