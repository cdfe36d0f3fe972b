#include "kiosk/glass/language/locale.h"
#include "kiosk/glass/language/reading.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// A message of any bytes, with values of any bytes, is said; so are days and hours that are none.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    using namespace kiosk;
    using namespace kiosk::language;
    static auto const zone = Zone::of("Africa/Cairo").value();
    static auto const egypt = Country::of("EG").value();
    static Locale const arabic(Language::arabic, egypt, zone), english(Language::english, egypt, zone), korean(Language::korean, egypt, zone);
    static Lexicon const lexicon({ { "احمد", "أَحْمَد" }, { "عبد الله", "عَبْدُ اللَّه" } });
    std::string_view const text(reinterpret_cast<char const*>(bytes), size);

    auto const bare = bare_words(text);
    verify(bare_words(bare) == bare, "bare words are bare");
    if (auto const word = unvocalised_word(text))
        verify(text.find(*word) != text.npos, "a word without vowels is one of the text");
    for (auto const* locale : { &arabic, &english, &korean }) {
        Reading const reading(*locale, lexicon, [](std::string_view, Arguments const&) { return std::nullopt; });
        SecretText said;
        reading.add_shown(said, text);
        add_day(said, locale->language(), text, lexicon);
        add_hour(said, locale->language(), text);
        add_one_by_one(said, locale->language(), text);
        auto const pattern = Pattern::parse(text, *locale, Written::for_the_ear);
        if (!pattern) {
            verify(pattern.error().story.starts_with("expected "), "a refusal says what was expected");
            continue;
        }
        Arguments arguments;
        for (auto const& [name, type] : pattern->arguments()) {
            switch (type) {
            case ArgumentType::number: arguments.emplace_back(name, Number { static_cast<std::int64_t>(size) * 977 }); break;
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
        for (auto const written : { Written::for_the_eye, Written::for_the_ear })
            (void)reading.read(*pattern, written, arguments);
    }
    return 0;
}
