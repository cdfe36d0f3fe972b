#include "tests/doubles/disk.h"

#include <atomic>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace doubles::disk {

namespace {

// At namespace scope, because the C library's functions below have no object to belong to.
std::atomic<std::uint64_t> done { 0 };
std::atomic<std::uint64_t> synced { 0 };
std::atomic<std::uint64_t> falls { UINT64_MAX };
std::atomic<std::uint64_t> fails { UINT64_MAX };
std::atomic<int> failure { 0 };

/// False, with errno, if the operation must fail.
bool admit(bool takes_room = true)
{
    auto const number = ++done;
    if (number >= falls)
        syscall(SYS_exit_group, fallen);
    if (number >= fails && (takes_room || failure != ENOSPC)) {
        errno = failure;
        return false;
    }
    return true;
}

/// Pipes, sockets and the terminal are none of the disk's business.
bool on_disk(int file)
{
    struct stat facts { };
    return ::fstat(file, &facts) == 0 && (S_ISREG(facts.st_mode) || S_ISDIR(facts.st_mode));
}

}

std::uint64_t operations() { return done; }
std::uint64_t syncs() { return synced; }
void fall_at(std::uint64_t count) { falls = done + count; }
void fail_from(std::uint64_t count, int code)
{
    failure = code;
    fails = done + count;
}
void heal() { fails = UINT64_MAX; }

}

using namespace doubles::disk;

extern "C" {

ssize_t write(int file, void const* bytes, size_t count)
{
    return on_disk(file) && !admit() ? -1 : syscall(SYS_write, file, bytes, count);
}

ssize_t pwrite(int file, void const* bytes, size_t count, off_t at)
{
    return on_disk(file) && !admit() ? -1 : syscall(SYS_pwrite64, file, bytes, count, at);
}

ssize_t pwrite64(int file, void const* bytes, size_t count, off64_t at) { return pwrite(file, bytes, count, at); }

int fdatasync(int file)
{
    if (!admit(false))
        return -1;
    ++synced;
    return ::fcntl(file, F_GETFD) < 0 ? -1 : 0;
}

int fsync(int file)
{
    if (!admit(false))
        return -1;
    ++synced;
    return ::fcntl(file, F_GETFD) < 0 ? -1 : 0;
}

int ftruncate(int file, off_t length) noexcept { return admit() ? static_cast<int>(syscall(SYS_ftruncate, file, length)) : -1; }
int ftruncate64(int file, off64_t length) noexcept { return ftruncate(file, length); }
int rename(char const* from, char const* to) noexcept { return admit() ? static_cast<int>(syscall(SYS_rename, from, to)) : -1; }
int unlink(char const* name) noexcept { return admit() ? static_cast<int>(syscall(SYS_unlink, name)) : -1; }

}
