#include "drivers/iso7816/tlv.h"

#include <fmt/format.h>

namespace drivers::iso7816 {

namespace {

/// Tag and length of an object.
struct Head {
    std::uint32_t tag;
    bool constructed;
    std::size_t length;
    std::size_t size; ///< of tag and length themselves
};

/// Nothing if `bytes` end before the head does. `base` only tells the offset in stories.
Result<std::optional<Head>> read_head(View bytes, std::size_t base)
{
    auto const wrong = [&](std::size_t at, char const* what) {
        return kiosk::failed(Failure::malformed, fmt::format("TLV offset {}: {}", base + at, what));
    };
    if (bytes.empty())
        return std::nullopt;
    Head head { .tag = bytes[0], .constructed = (bytes[0] & 0x20) != 0, .length = 0, .size = 1 };
    if ((bytes[0] & 0x1F) == 0x1F) { // §5.2.2.1: the tag goes on while bit 8 of the next byte is set
        for (;;) {
            if (head.size == bytes.size())
                return std::nullopt;
            auto const byte = bytes[head.size];
            if (head.size == 1 && ((byte & 0x7F) == 0 || byte < 0x1F))
                return wrong(head.size, "a tag that could be shorter");
            head.tag = head.tag << 8 | byte;
            ++head.size;
            if (!(byte & 0x80))
                break;
            if (head.size == 3)
                return wrong(head.size, "a tag of more than three bytes");
        }
    }
    if (head.size == bytes.size())
        return std::nullopt;
    auto const first = bytes[head.size++];
    if (first < 0x80) {
        head.length = first;
        return head;
    }
    auto const count = static_cast<std::size_t>(first & 0x7F); // §5.2.2.2
    if (count == 0)
        return wrong(head.size - 1, "an indefinite length");
    if (count > 4)
        return wrong(head.size - 1, "a length of more than four bytes");
    if (bytes.size() - head.size < count)
        return std::nullopt;
    for (std::size_t i = 0; i < count; ++i)
        head.length = head.length << 8 | bytes[head.size++];
    return head;
}

}

Result<std::optional<Tlv>> TlvReader::next()
{
    while (m_at < m_bytes.size() && m_bytes[m_at] == 0)
        ++m_at;
    if (m_at == m_bytes.size())
        return std::nullopt;
    auto const rest = m_bytes.subspan(m_at);
    auto const head = TRY(read_head(rest, m_at));
    if (!head)
        return kiosk::failed(Failure::malformed, fmt::format("TLV offset {}: ends inside tag or length", m_at));
    if (head->length > rest.size() - head->size)
        return kiosk::failed(Failure::malformed,
            fmt::format("TLV offset {}: tag {:X} says {} bytes, {} are left", m_at, head->tag, head->length, rest.size() - head->size));
    m_at += head->size + head->length;
    return Tlv { head->tag, head->constructed, rest.subspan(head->size, head->length) };
}

Result<Tlv> find_tlv(View bytes, std::uint32_t tag)
{
    TlvReader row(bytes);
    while (auto const object = TRY(row.next())) {
        if (object->tag == tag)
            return *object;
    }
    return kiosk::failed(Failure::absent, fmt::format("no data object {:X}", tag));
}

Result<std::optional<std::size_t>> length_of_first(View start)
{
    auto const head = TRY(read_head(start, 0));
    if (!head)
        return std::nullopt;
    return head->size + head->length;
}

}
