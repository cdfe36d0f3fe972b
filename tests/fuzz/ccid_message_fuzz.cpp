#include "drivers/ccid/descriptor.h"
#include "drivers/ccid/message.h"

#include <cstddef>
#include <cstdint>

using namespace drivers::ccid;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    View const view { bytes, size };
    if (auto const reply = decode_reply(view)) {
        kiosk::verify(reply->payload.size() + header_size == size, "a reply is as long as it says");
        (void)story_of_slot_error(reply->error);
    }
    (void)decode_notice(view);
    if (auto const descriptor = decode_class_descriptor(view)) {
        for (auto const pipes : { Pipes::none, Pipes::control_and_interrupt, Pipes::bulk, Pipes::bulk_and_interrupt }) {
            auto const can = classify(*descriptor, pipes);
            if (!can) {
                kiosk::verify(!can.error().code().empty(), "a refusal has its reason");
                continue;
            }
            kiosk::verify(!can->voltages.empty() && can->buffer_bytes >= can->message_bytes && can->buffer_bytes % 64 == 0,
                "a reader that can be driven has a voltage and room for its messages");
        }
    }
    return 0;
}
