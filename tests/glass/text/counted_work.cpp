#include "tests/glass/text/counted_work.h"

#include <cstddef>
#include <hb.h>

namespace {

counted::Work done;

}

counted::Work counted::so_far() { return done; }

// Called by the compiler at the begin of each basic block; and, through the linker's --wrap, in place of the functions
// that are counted by length. The names are theirs.
extern "C" {

void __sanitizer_cov_trace_pc() { ++done.steps; }

void __real_hb_shape(hb_font_t* font, hb_buffer_t* buffer, hb_feature_t const* features, unsigned count);
void __wrap_hb_shape(hb_font_t* font, hb_buffer_t* buffer, hb_feature_t const* features, unsigned count);
void __wrap_hb_shape(hb_font_t* font, hb_buffer_t* buffer, hb_feature_t const* features, unsigned count)
{
    done.letters += hb_buffer_get_length(buffer);
    __real_hb_shape(font, buffer, features, count);
}

void* __real_memcpy(void* to, void const* from, std::size_t bytes);
void* __wrap_memcpy(void* to, void const* from, std::size_t bytes);
void* __wrap_memcpy(void* to, void const* from, std::size_t bytes)
{
    done.bytes += bytes;
    return __real_memcpy(to, from, bytes);
}

void* __real_memmove(void* to, void const* from, std::size_t bytes);
void* __wrap_memmove(void* to, void const* from, std::size_t bytes);
void* __wrap_memmove(void* to, void const* from, std::size_t bytes)
{
    done.bytes += bytes;
    return __real_memmove(to, from, bytes);
}

void* __real_memset(void* to, int value, std::size_t bytes);
void* __wrap_memset(void* to, int value, std::size_t bytes);
void* __wrap_memset(void* to, int value, std::size_t bytes)
{
    done.bytes += bytes;
    return __real_memset(to, value, bytes);
}
}
