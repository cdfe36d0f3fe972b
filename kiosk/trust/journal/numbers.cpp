#include "kiosk/trust/journal/numbers.h"

#include "kiosk/base/core/file.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>

namespace kiosk::journal {

Result<Numbers> Numbers::open(std::filesystem::path file)
{
    auto const text = read_file(file, 100);
    if (!text && text.error().kind == Failure::absent)
        return Numbers(std::move(file), 0);
    if (!text)
        return std::unexpected(text.error());
    std::uint32_t end = 0;
    auto const [rest, trouble] = std::from_chars(text->data(), text->data() + text->size(), end);
    if (trouble != std::errc() || std::string_view(rest, text->data() + text->size()) != "\n" || end > end_of_all)
        return failed(Failure::malformed,
            fmt::format("{}: expected the number below which receipt numbers may have been given, alone on a line; "
                        "write one above every receipt of this kiosk",
                file.string()));
    return Numbers(std::move(file), end);
}

Result<void> Numbers::reserve()
{
    if (m_end >= end_of_all)
        return failed(Failure::exhausted, fmt::format("{}: all receipt numbers of this kiosk are used up; give it another number", m_file.string()));
    auto const end = std::min(m_end + block, end_of_all);
    TRY(replace_file(m_file, fmt::format("{}\n", end), 0600));
    m_end = end;
    return {};
}

}
