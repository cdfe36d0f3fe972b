#pragma once
/// The disk under a test program: counts what goes to it, lets the program fall between any two operations, or fails
/// one of them. disk.cpp takes the place of the C library's calls for the whole program that links it.

#include <cstdint>

namespace doubles::disk {

/// Operations on regular files that change the disk: writes, syncs, renames, removals, cuts.
[[nodiscard]] std::uint64_t operations();
/// fdatasync and fsync among them. They are counted, not done: what the kernel has survives the fall of a process, and
/// a test need not wait for platters.
[[nodiscard]] std::uint64_t syncs();

/// The process ends, as by kill -9, instead of its `count`th operation from now; exit code `fallen`.
void fall_at(std::uint64_t count);
inline constexpr int fallen = 77;

/// The `count`th operation from now gives `code` (EIO, ENOSPC), and so do all that follow until heal().
/// A full disk still syncs what it has.
void fail_from(std::uint64_t count, int code);
void heal();

}
