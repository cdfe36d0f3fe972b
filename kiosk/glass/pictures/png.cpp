#include "kiosk/glass/pictures/png.h"

#include <algorithm>
#include <csetjmp>
#include <cstring>
#include <fmt/format.h>
#include <memory>
#include <png.h>
#include <vector>

namespace kiosk::pictures {

namespace {

// libpng leaves by longjmp(): between setjmp() and the last call of libpng nothing with a destructor may begin.

struct Writing {
    png_structp png = nullptr;
    png_infop info = nullptr;
    ~Writing() { png_destroy_write_struct(&png, &info); }
};

void append(png_structp png, png_bytep bytes, png_size_t count)
{
    static_cast<std::string*>(png_get_io_ptr(png))->append(reinterpret_cast<char const*>(bytes), count);
}

struct Shape {
    int width;
    int height;
    int bits;
    int colour;
};

/// `row(y)` gives the bytes of a row as PNG wants them; it throws nothing.
template <typename Row>
std::string encode(Shape shape, Effort effort, Row const& row)
{
    verify(shape.width > 0 && shape.height > 0, "a PNG has pixels");
    std::string out;
    Writing writing;
    writing.png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
    verify(writing.png != nullptr, "libpng has memory to begin");
    writing.info = png_create_info_struct(writing.png);
    verify(writing.info != nullptr, "libpng has memory to begin");
    // Pixels that were checked and a string that grows: there is no way to fail but want of memory.
    if (setjmp(png_jmpbuf(writing.png)) != 0)
        verify(false, "a raster can be written as PNG");
    png_set_write_fn(writing.png, &out, append, nullptr);
    png_set_compression_level(writing.png, effort == Effort::fast ? 1 : 9);
    // Screens are flat: at little effort one filter does as well as the search for the best.
    if (effort == Effort::fast || shape.bits < 8)
        png_set_filter(writing.png, 0, shape.bits < 8 ? PNG_FILTER_NONE : PNG_FILTER_UP);
    png_set_IHDR(writing.png, writing.info, static_cast<png_uint_32>(shape.width), static_cast<png_uint_32>(shape.height), shape.bits, shape.colour,
        PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_write_info(writing.png, writing.info);
    for (int y = 0; y < shape.height; ++y)
        png_write_row(writing.png, row(y));
    png_write_end(writing.png, nullptr);
    return out;
}

struct Reading {
    png_structp png = nullptr;
    png_infop info = nullptr;
    ~Reading() { png_destroy_read_struct(&png, &info, nullptr); }
};

struct Source {
    std::string_view left;
    char story[128] = {};
};

void take(png_structp png, png_bytep into, png_size_t count)
{
    auto& source = *static_cast<Source*>(png_get_io_ptr(png));
    if (source.left.size() < count)
        png_error(png, "it ends too early");
    std::memcpy(into, source.left.data(), count);
    source.left.remove_prefix(count);
}

[[noreturn]] void remember(png_structp png, png_const_charp story)
{
    auto& source = *static_cast<Source*>(png_get_error_ptr(png));
    std::snprintf(source.story, sizeof source.story, "%s", story);
    png_longjmp(png, 1);
}

void ignore_warning(png_structp, png_const_charp) { }

enum class Step { done, malformed, too_large };

/// Reads the head, then asks `room(width, height)` where rows of BGRX pixels may go; null if that is too large.
template <typename Room>
Step decode(Reading& reading, Source& source, std::uint32_t background, Room const& room)
{
    if (setjmp(png_jmpbuf(reading.png)) != 0)
        return Step::malformed;
    png_set_read_fn(reading.png, &source, take);
    // Nothing of a picture is kept but its pixels: text and profiles are where PNG files hide large things.
    png_set_keep_unknown_chunks(reading.png, PNG_HANDLE_CHUNK_NEVER, nullptr, 0);
    png_set_chunk_cache_max(reading.png, 64);
    png_set_chunk_malloc_max(reading.png, 1024 * 1024);
    png_set_user_limits(reading.png, 1 << 20, 1 << 20);
    png_read_info(reading.png, reading.info);
    auto const width = png_get_image_width(reading.png, reading.info);
    auto const height = png_get_image_height(reading.png, reading.info);
    png_bytep* const rows = room(width, height);
    if (rows == nullptr)
        return Step::too_large;
    png_set_expand(reading.png);
    png_set_scale_16(reading.png);
    png_set_gray_to_rgb(reading.png);
    png_color_16 paper {};
    paper.red = static_cast<png_uint_16>(background >> 16 & 255);
    paper.green = static_cast<png_uint_16>(background >> 8 & 255);
    paper.blue = static_cast<png_uint_16>(background & 255);
    png_set_background(reading.png, &paper, PNG_BACKGROUND_GAMMA_SCREEN, 0, 1);
    png_set_bgr(reading.png);
    png_set_filler(reading.png, 0, PNG_FILLER_AFTER);
    png_set_interlace_handling(reading.png);
    png_read_update_info(reading.png, reading.info);
    if (png_get_rowbytes(reading.png, reading.info) != static_cast<png_size_t>(width) * 4)
        return Step::malformed;
    png_read_image(reading.png, rows);
    png_read_end(reading.png, nullptr);
    return Step::done;
}

}

std::string encode_png(Picture const& picture, Effort effort)
{
    std::vector<png_byte> bytes(static_cast<std::size_t>(picture.width()) * 3);
    return encode({ picture.width(), picture.height(), 8, PNG_COLOR_TYPE_RGB }, effort, [&](int y) {
        auto* byte = bytes.data();
        for (auto const pixel : picture.row(y)) {
            *byte++ = static_cast<png_byte>(pixel >> 16);
            *byte++ = static_cast<png_byte>(pixel >> 8);
            *byte++ = static_cast<png_byte>(pixel);
        }
        return bytes.data();
    });
}

std::string encode_png(Coverage const& coverage, Effort effort)
{
    std::vector<png_byte> bytes(static_cast<std::size_t>(coverage.width()));
    return encode({ coverage.width(), coverage.height(), 8, PNG_COLOR_TYPE_GRAY }, effort, [&](int y) {
        std::ranges::transform(coverage.row(y), bytes.begin(), [](std::uint8_t ink) { return static_cast<png_byte>(255 - ink); });
        return bytes.data();
    });
}

std::string encode_png(Dots const& dots, Effort effort)
{
    std::vector<png_byte> bytes(dots.row_bytes());
    return encode({ dots.width(), dots.height(), 1, PNG_COLOR_TYPE_GRAY }, effort, [&](int y) {
        std::ranges::transform(dots.row(y), bytes.begin(), [](std::uint8_t ink) { return static_cast<png_byte>(~ink); });
        return bytes.data();
    });
}

Result<Picture> decode_png(std::string_view bytes, std::string_view name, PictureLimits limits, std::uint32_t background)
{
    Source source { bytes };
    if (bytes.size() < 8 || png_sig_cmp(reinterpret_cast<png_const_bytep>(bytes.data()), 0, 8) != 0)
        return failed(Failure::malformed, fmt::format("{}: it is no PNG", name));
    Reading reading;
    reading.png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &source, remember, ignore_warning);
    verify(reading.png != nullptr, "libpng has memory to begin");
    reading.info = png_create_info_struct(reading.png);
    verify(reading.info != nullptr, "libpng has memory to begin");

    Picture picture;
    std::vector<png_bytep> rows;
    std::uint32_t seen_width = 0;
    std::uint32_t seen_height = 0;
    auto const room = [&](std::uint32_t width, std::uint32_t height) -> png_bytep* {
        seen_width = width;
        seen_height = height;
        if (width > static_cast<std::uint32_t>(limits.most_width) || height > static_cast<std::uint32_t>(limits.most_height)
            || static_cast<std::size_t>(width) * height > limits.most_pixels)
            return nullptr;
        picture = Picture(static_cast<int>(width), static_cast<int>(height));
        for (int y = 0; y < picture.height(); ++y)
            rows.push_back(reinterpret_cast<png_bytep>(picture.row(y).data()));
        return rows.data();
    };
    switch (decode(reading, source, background, room)) {
    case Step::done: break;
    case Step::malformed: return failed(Failure::malformed, fmt::format("{}: it is no whole PNG: {}", name, source.story));
    case Step::too_large:
        return failed(Failure::exhausted, fmt::format("{}: {} x {} pixels are more than allowed here", name, seen_width, seen_height));
    }
    return picture;
}

Result<Dots> decode_png_dots(std::string_view bytes, std::string_view name, PictureLimits limits)
{
    auto const picture = TRY(decode_png(bytes, name, limits));
    Dots dots(picture.width(), picture.height());
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x) {
            auto const pixel = picture.row(y)[static_cast<std::size_t>(x)];
            // Rec. 601 weights, in 1/256.
            if (77 * (pixel >> 16 & 255) + 150 * (pixel >> 8 & 255) + 29 * (pixel & 255) < 128u * 256)
                dots.ink(x, y);
        }
    }
    return dots;
}

}
