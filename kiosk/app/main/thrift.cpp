#include "kiosk/app/main/thrift.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <link.h>
#include <malloc.h>
#include <span>
#include <string_view>
#include <sys/mman.h>
#include <unistd.h>

namespace kiosk::app {

namespace {

/// Whether the loader has written into code, as old libraries ask for (gABI, DT_TEXTREL and DF_TEXTREL).
bool has_written_code(dl_phdr_info const& library, std::span<ElfW(Phdr) const> segments)
{
    auto const dynamic = std::ranges::find(segments, static_cast<ElfW(Word)>(PT_DYNAMIC), &ElfW(Phdr)::p_type);
    if (dynamic == segments.end())
        return false;
    auto const* entry = reinterpret_cast<ElfW(Dyn) const*>(library.dlpi_addr + dynamic->p_vaddr);
    for (; entry->d_tag != DT_NULL; ++entry) {
        if (entry->d_tag == DT_TEXTREL || (entry->d_tag == DT_FLAGS && (entry->d_un.d_val & DF_TEXTREL) != 0))
            return true;
    }
    return false;
}

int let_go(dl_phdr_info* library, std::size_t, void*)
{
    std::span<ElfW(Phdr) const> const segments(library->dlpi_phdr, library->dlpi_phnum);
    // The kernel's own page has no file to come back from.
    if (std::string_view(library->dlpi_name).starts_with("linux-vdso") || has_written_code(*library, segments))
        return 0;
    auto const page = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
    for (auto const& segment : segments) {
        if (segment.p_type != PT_LOAD || (segment.p_flags & PF_W) != 0)
            continue;
        // Whole pages of this segment alone: what it shares with the next may have been written.
        auto const begin = (library->dlpi_addr + segment.p_vaddr + page - 1) / page * page;
        auto const end = (library->dlpi_addr + segment.p_vaddr + segment.p_memsz) / page * page;
        if (begin < end)
            ::madvise(reinterpret_cast<void*>(begin), end - begin, MADV_DONTNEED); // refused is kept, which is no harm
    }
    return 0;
}

}

void give_back_memory()
{
    malloc_trim(0);
    dl_iterate_phdr(let_go, nullptr);
}

}
