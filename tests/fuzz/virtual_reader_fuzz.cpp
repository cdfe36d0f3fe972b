#include "drivers/virtual/card_reader.h"
#include "kiosk/base/core/result.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

using namespace drivers::virtuals;

/// Any messages to an extended-APDU reader with a resident's card; the first byte is the length of the transfers.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    if (size == 0)
        return 0;
    ReaderProfile profile;
    profile.features = 0x000400be;
    profile.max_message_length = 64;
    CardReader reader(profile);
    kiosk::verify(reader.insert(card_from_box(1), 1).has_value(), "an empty reader takes a card");
    reader.plugged_in([](VirtualDevice::Power) { });
    auto const length = std::max<std::size_t>(1, bytes[0]);
    for (std::size_t at = 1; at < size; at += length) {
        auto out = std::make_shared<Transfer>();
        out->endpoint = 0x01;
        out->buffer.assign(bytes + at, bytes + std::min(size, at + length));
        out->on_end = [](Transfer&) { };
        reader.submit(out);
        kiosk::verify(out->status == TransferStatus::done, "a reader takes what it is sent");
        auto in = std::make_shared<Transfer>();
        in->endpoint = 0x82;
        in->buffer.resize(64);
        in->on_end = [](Transfer&) { };
        reader.submit(in);
        if (in->status == TransferStatus::pending)
            reader.cancel(in);
        kiosk::verify(in->status != TransferStatus::overflow, "an answer is at most dwMaxCCIDMessageLength long");
        kiosk::verify(in->actual == 0 || in->actual >= ccid::header_bytes, "an answer has a header");
    }
    reader.unplugged();
    return 0;
}
