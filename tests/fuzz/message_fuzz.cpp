#include "kiosk/glass/language/locale.h"
#include "kiosk/glass/language/pattern.h"
#include "kiosk/glass/language/spelling.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

/// A message of any bytes is refused or can be said, and every isolate in what it says is closed.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    using namespace kiosk;
    using namespace kiosk::language;
    static auto const zone = Zone::of("Africa/Cairo").value();
    static auto const egypt = Country::of("EG").value();
    static Locale const arabic(Language::arabic, egypt, zone), english(Language::english, egypt, zone), korean(Language::korean, egypt, zone);
    std::string_view const text(reinterpret_cast<char const*>(bytes), size);
    for (auto const& flaw : flaws_of(text))
        verify(!flaw.expected.empty() && !flaw.seen.empty(), "a flaw says what was expected and seen");
    for (auto const* locale : { &arabic, &english, &korean }) {
        auto const pattern = Pattern::parse(text, *locale);
        if (!pattern) {
            verify(pattern.error().story.starts_with("expected "), "a refusal says what was expected");
            continue;
        }
        Arguments arguments;
        for (auto const& [name, type] : pattern->arguments()) {
            switch (type) {
            case ArgumentType::number: arguments.emplace_back(name, Number { static_cast<std::int64_t>(size) }); break;
            case ArgumentType::money:
            case ArgumentType::price: arguments.emplace_back(name, Amount { { -static_cast<std::int64_t>(size), Currency::of("EGP").value() } }); break;
            case ArgumentType::date:
            case ArgumentType::hijri: arguments.emplace_back(name, Date { WallTime(std::chrono::days(size)) }); break;
            case ArgumentType::time: arguments.emplace_back(name, Time { WallTime(std::chrono::minutes(size)) }); break;
            case ArgumentType::phone: arguments.emplace_back(name, Phone(text)); break;
            case ArgumentType::code: arguments.emplace_back(name, Code(text)); break;
            case ArgumentType::text: arguments.emplace_back(name, Plain(text)); break;
            }
        }
        auto const said = pattern->say(*locale, arguments);
        if (text.find('\xE2') != text.npos)
            continue; // the message itself may hold isolates
        int open = 0;
        for (std::size_t at = 0; (at = said.find("\xE2\x81", at)) != said.npos; at += 3) {
            auto const last = at + 2 < said.size() ? static_cast<unsigned char>(said[at + 2]) : 0;
            open += last == 0xA9 ? -1 : last >= 0xA6 && last <= 0xA8 ? 1 : 0;
            verify(open >= 0 && open <= 1, "isolates do not nest and are closed");
        }
        verify(open == 0, "every isolate is closed");
    }
    return 0;
}
