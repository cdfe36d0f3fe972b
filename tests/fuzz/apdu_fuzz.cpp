#include "drivers/iso7816/apdu.h"
#include "drivers/iso7816/payment.h"
#include "drivers/iso7816/status.h"

#include <cstddef>
#include <cstdint>

using namespace drivers::iso7816;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    View const view { bytes, size };
    if (auto const command = decode_command(view)) {
        auto const again = form_of(*command) == Form::extended ? encode_extended(*command) : encode_short(*command);
        kiosk::verify(again.has_value(), "what was read can be written");
        kiosk::verify(decode_command(*again).value() == *command, "what was written is read alike");
        (void)opens_payment(*command);
        if (auto const response = decode_response(view)) {
            (void)story_of(response->status);
            (void)follow_up(*command, response->status);
        }
    }
    return 0;
}
