#include "kiosk/base/core/result.h"
#include "kiosk/glass/speech/voice.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

/// Whatever a citizen typed, the voice is given letters: its own notation only where we wrote it, each opened and closed.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    using namespace kiosk;
    std::string_view const text(reinterpret_cast<char const*>(bytes), size);
    for (auto const language : { Language::english, Language::korean })
        verify(speech::script_of(language, text).view().find('[') == std::string_view::npos, "no notation of phonemes gets in");
    auto const script = speech::script_of(Language::arabic, text);
    auto rest = script.view();
    for (auto at = rest.find("[["); at != rest.npos; at = rest.find("[[")) {
        rest.remove_prefix(at + 2);
        auto const end = rest.find("]]");
        verify(end != rest.npos && rest.find("[[") >= end, "each word of phonemes ends");
        verify(rest.substr(0, end).find_first_not_of("abdDfghHijklmnqRsStTuwXAzZ?'|.:[") == rest.npos, "phonemes are of the voice");
        rest.remove_prefix(end + 2);
    }
    return 0;
}
