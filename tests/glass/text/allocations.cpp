#include "tests/glass/text/allocations.h"

#include <cstdlib>
#include <new>

namespace {
std::size_t count = 0;
}

std::size_t sample::allocations() { return count; }

void* operator new(std::size_t size, std::nothrow_t const&) noexcept
{
    ++count;
    return std::malloc(size > 0 ? size : 1);
}
void* operator new(std::size_t size)
{
    if (auto* const memory = ::operator new(size, std::nothrow))
        return memory;
    throw std::bad_alloc();
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::nothrow_t const&) noexcept { std::free(memory); }
