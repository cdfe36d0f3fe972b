#include "kiosk/glass/ui/complaint.h"

#include <algorithm>
#include <cstdint>

namespace kiosk::ui {

namespace {

constexpr std::size_t least_phone_digits = 5;
constexpr std::size_t most_phone_digits = 15;

bool is_letter_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

/// Labels of letters, digits and inner hyphens, parted by dots: at least two of them.
bool is_domain(std::string_view text)
{
    int labels = 0;
    while (true) {
        auto const label = text.substr(0, text.find('.'));
        bool const fits = !label.empty() && label.size() <= 63 && is_letter_or_digit(label.front()) && is_letter_or_digit(label.back())
            && std::ranges::all_of(label, [](char c) { return is_letter_or_digit(c) || c == '-'; });
        if (!fits)
            return false;
        ++labels;
        if (label.size() == text.size())
            return labels >= 2;
        text.remove_prefix(label.size() + 1);
    }
}

bool is_mailbox(std::string_view text)
{
    auto const at = text.find('@');
    if (at == std::string_view::npos || text.find('@', at + 1) != std::string_view::npos)
        return false;
    auto const local = text.substr(0, at);
    bool const dots = local.starts_with('.') || local.ends_with('.') || local.find("..") != std::string_view::npos;
    return !local.empty() && local.size() <= 64 && !dots && is_domain(text.substr(at + 1));
}

}

Complaint complaint_about(Editor const& editor, Entry const& entry, std::size_t least)
{
    using Letters = EntryRules::Letters;
    auto const text = entry.text();
    if (std::ranges::all_of(text, [](char c) { return c == ' '; }))
        return least > 0 ? Complaint::empty : Complaint::none;
    if (entry.rules().letters == Letters::phone) {
        auto const digits = static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return c >= '0' && c <= '9'; }));
        return digits < std::max(least, least_phone_digits) || digits > most_phone_digits ? Complaint::no_phone : Complaint::none;
    }
    if (entry.rules().letters == Letters::e_mail && !is_mailbox(text))
        return Complaint::no_e_mail;
    return editor.count(entry) < least ? Complaint::too_short : Complaint::none;
}

Complaint complaint_about(Struck struck)
{
    return struck == Struck::full ? Complaint::full : struck == Struck::not_taken ? Complaint::not_taken : Complaint::none;
}

Words words_for(Complaint complaint, EntryRules const& rules, std::size_t least, Canvas const& canvas)
{
    using Letters = EntryRules::Letters;
    auto const counted = [&](std::string_view key, std::size_t count) { return Words(canvas.say(key, { { "count", language::Number { static_cast<std::int64_t>(count) } } })); };
    switch (complaint) {
    case Complaint::none:
        return {};
    case Complaint::empty:
        return canvas.say("ui.complaint.empty");
    case Complaint::too_short:
        return counted("ui.complaint.too_short", least);
    case Complaint::full:
        return counted("ui.complaint.full", rules.most);
    case Complaint::no_phone:
        return canvas.say("ui.complaint.no_phone");
    case Complaint::no_e_mail:
        return canvas.say("ui.complaint.no_e_mail");
    case Complaint::not_taken:
        break;
    }
    switch (rules.letters) {
    case Letters::any:
        return canvas.say("ui.complaint.not_here");
    case Letters::digits:
        return canvas.say("ui.complaint.only_digits");
    case Letters::phone:
        return canvas.say("ui.complaint.only_phone");
    case Letters::code:
        return canvas.say("ui.complaint.only_code");
    case Letters::e_mail:
        return canvas.say("ui.complaint.only_e_mail");
    }
    return {};
}

}
