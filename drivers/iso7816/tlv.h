#pragma once
/// BER-TLV data objects. ISO/IEC 7816-4:2005 §5.2.2.

#include "drivers/iso7816/bytes.h"

#include <cstdint>
#include <optional>

namespace drivers::iso7816 {

/// One data object. `value` points into the bytes that were read and lives no longer than they.
struct Tlv {
    std::uint32_t tag; ///< its bytes as one number: 0x70, 0x5F20, 0x7F4E20
    bool constructed;  ///< §5.2.2.1, bit 6 of the first byte: the value is itself a row of data objects
    View value;
};

/// Reads a row of data objects, one after the other. Nothing outside the given bytes is read; nothing is copied.
class TlvReader {
public:
    /// `bytes` must outlive the reader.
    explicit TlvReader(View bytes) : m_bytes(bytes) { }

    /// The next data object, or nothing at the end. Bytes 00 between data objects have no meaning and are passed over
    /// (§5.2.2.1). `malformed`, with the offset, for a tag of more than three bytes or one that could be shorter, a
    /// length of more than four bytes, an indefinite length, and an object that reaches beyond the end.
    [[nodiscard]] Result<std::optional<Tlv>> next();

private:
    View m_bytes;
    std::size_t m_at = 0;
};

/// The first object with that tag in this row (not inside other objects). `absent` if there is none.
[[nodiscard]] Result<Tlv> find_tlv(View bytes, std::uint32_t tag);

/// How many bytes the first object of `start` takes in all, told from its tag and length alone, so that a file can
/// be read piece by piece; nothing while `start` is too short to tell. `malformed` as TlvReader.
[[nodiscard]] Result<std::optional<std::size_t>> length_of_first(View start);

}
