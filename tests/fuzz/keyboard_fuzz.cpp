#include "kiosk/glass/ui/typing.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

/// A keyboard file of any bytes is refused with its place, or is a keyboard whose keys all can be pressed.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    using namespace kiosk;
    using namespace kiosk::ui;
    auto keyboard = parse_keyboard({ reinterpret_cast<char const*>(bytes), size }, "x.json");
    if (!keyboard) {
        verify(keyboard.error().story.starts_with("x.json"), "a refusal names its place");
        return 0;
    }
    auto const id = keyboard->id;
    Keyboards keyboards;
    keyboards.add(*std::move(keyboard));
    Typist typist(keyboards);
    Typing typing { .keyboards = { id } };
    for (auto const& level : keyboards.all().front().levels) {
        for (auto const& row : level.rows) {
            for (auto const& key : row) {
                typing.level = static_cast<std::size_t>(&level - keyboards.all().front().levels.data());
                (void)typist.apply(typing, { .key = key.id });
                for (std::size_t i = 0; i <= key.variants.size(); ++i) {
                    (void)typist.apply(typing, { .kind = Stroke::Kind::variants, .key = key.id });
                    (void)typist.apply(typing, { .kind = Stroke::Kind::variant, .variant = i });
                }
            }
        }
    }
    verify(typist.editor().stepper().is_boundary(typing.entry.text(), typing.entry.caret()), "the caret stands between letters");
    return 0;
}
