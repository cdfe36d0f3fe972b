#include "kiosk/base/core/result.h"
#include "kiosk/glass/text/utf8.h"
#include "kiosk/glass/ui/entry.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

using namespace kiosk;
using namespace kiosk::ui;

namespace {

void check(Editor const& editor, Entry const& entry)
{
    auto const text = entry.text();
    for (std::size_t at = 0; at < text.size();) {
        auto const letter = text::code_point_at(text, at);
        verify(letter.value != 0xFFFD, "a field holds UTF-8");
        at += letter.bytes;
    }
    verify(editor.count(entry) <= entry.rules().most, "a field holds as much as it may");
    auto const& stepper = editor.stepper();
    verify(stepper.is_boundary(text, entry.caret()), "the caret stands between letters");
    verify(stepper.is_boundary(text, entry.chosen().start) && stepper.is_boundary(text, entry.chosen().end), "what is chosen is whole letters");
    auto const composing = entry.composing();
    verify(composing.start <= composing.end && composing.end <= text.size(), "what is composed stands in the text");
}

}

/// Any keys in any order leave a text of whole letters, and the caret between two of them. The first byte says what
/// the field takes and how much; each further byte is an edit, some with letters behind it.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    static constexpr std::array<std::string_view, 33> jamo { "ㄱ", "ㄲ", "ㄴ", "ㄷ", "ㄸ", "ㄹ", "ㅁ", "ㅂ", "ㅃ", "ㅅ", "ㅆ", "ㅇ", "ㅈ", "ㅉ", "ㅊ", "ㅋ", "ㅌ", "ㅍ", "ㅎ", "ㅏ", "ㅐ", "ㅑ", "ㅒ", "ㅓ",
        "ㅔ", "ㅕ", "ㅖ", "ㅗ", "ㅛ", "ㅜ", "ㅠ", "ㅡ", "ㅣ" };
    static Editor editor;
    if (size == 0)
        return 0;
    Entry entry({ .letters = static_cast<EntryRules::Letters>(bytes[0] % 5), .most = 1u + bytes[0] / 5 });
    std::string_view rest(reinterpret_cast<char const*>(bytes) + 1, size - 1);
    auto const take = [&](std::size_t count) {
        auto const taken = rest.substr(0, count);
        rest.remove_prefix(taken.size());
        return taken;
    };
    while (!rest.empty()) {
        auto const edit = static_cast<std::uint8_t>(rest.front());
        rest.remove_prefix(1);
        auto const extend = (edit & 0x80) != 0 ? Extend::yes : Extend::no;
        SecretText const before(entry.text());
        auto edited = Edited::yes;
        switch (edit % 10) {
        case 0:
            edited = editor.type(entry, take(1u + edit / 10 % 8));
            break;
        case 1:
        case 2:
            edited = editor.compose(entry, jamo[edit / 10 % jamo.size()]);
            break;
        case 3:
            edited = editor.rub_out(entry);
            break;
        case 4:
            edited = editor.rub_out_word(entry);
            break;
        case 5:
            editor.place(entry, edit / 10u, extend);
            break;
        case 6:
            editor.step(entry, Editor::Step::back, extend);
            break;
        case 7:
            editor.step(entry, Editor::Step::on, extend);
            break;
        case 8:
            editor.choose_word(entry, edit / 10u);
            break;
        default:
            // A code point, so that letters of every script come together.
            if (auto const raw = take(3); raw.size() == 3) {
                auto const c = (static_cast<std::uint8_t>(raw[0]) << 16 | static_cast<std::uint8_t>(raw[1]) << 8 | static_cast<std::uint8_t>(raw[2])) & 0x1FFFF;
                std::string letter;
                if (c >= 0x10000)
                    letter = { static_cast<char>(0xF0 | c >> 18), static_cast<char>(0x80 | (c >> 12 & 0x3F)), static_cast<char>(0x80 | (c >> 6 & 0x3F)), static_cast<char>(0x80 | (c & 0x3F)) };
                else
                    letter = { static_cast<char>(0xE0 | c >> 12), static_cast<char>(0x80 | (c >> 6 & 0x3F)), static_cast<char>(0x80 | (c & 0x3F)) };
                edited = editor.type(entry, letter);
            }
        }
        verify(edited == Edited::yes || entry.text() == before.view(), "what is not taken changes nothing");
        check(editor, entry);
    }
    return 0;
}
