#include "kiosk/app/control/line.h"

#include <cstddef>
#include <cstdint>

using namespace kiosk;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    std::string_view const line(reinterpret_cast<char const*>(bytes), size);
    if (auto const question = control::decode_question(line)) {
        auto const answer = control::encode_answer(*question, *question);
        verify(answer.find('\n') == answer.size() - 1, "an answer is one line");
        verify(control::decode_answer(answer) == *question, "an answer comes back as it was given");
    }
    (void)control::decode_answer(line);
    return 0;
}
