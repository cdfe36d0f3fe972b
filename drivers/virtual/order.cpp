#include "drivers/virtual/order.h"

#include "drivers/virtual/card.h"

#include <fmt/format.h>

#include <charconv>

namespace drivers::virtuals {

using kiosk::failed;
using kiosk::Failure;
using kiosk::Result;

std::string_view to_string(DeviceWord device) { return device == DeviceWord::reader ? "reader" : "printer"; }

namespace {

/// Takes a line apart from its front.
class Words {
public:
    explicit Words(std::string_view line) : m_rest(line) { trim(); }

    [[nodiscard]] std::string_view next() const { return m_rest.substr(0, m_rest.find_first_of(blanks)); }
    [[nodiscard]] bool take(std::string_view word)
    {
        if (next() != word)
            return false;
        skip();
        return true;
    }
    void skip()
    {
        m_rest.remove_prefix(next().size());
        trim();
    }
    template <typename Number>
    [[nodiscard]] bool take_number(Number& into)
    {
        auto const word = next();
        auto const [end, error] = std::from_chars(word.data(), word.data() + word.size(), into);
        if (word.empty() || error != std::errc() || end != word.data() + word.size())
            return false;
        skip();
        return true;
    }
    [[nodiscard]] std::string_view rest() const { return m_rest; }
    [[nodiscard]] bool empty() const { return m_rest.empty(); }

    [[nodiscard]] std::unexpected<kiosk::Error> expected(std::string_view what) const
    {
        auto const saw = next();
        return failed(Failure::malformed, fmt::format("expected {}, saw {}", what, saw.empty() ? "the end of the line" : fmt::format("\"{}\"", saw)));
    }

private:
    static constexpr std::string_view blanks = " \t\r\n";
    void trim()
    {
        m_rest.remove_prefix(std::min(m_rest.find_first_not_of(blanks), m_rest.size()));
        m_rest = m_rest.substr(0, m_rest.find_last_not_of(blanks) + 1);
    }
    std::string_view m_rest;
};

std::optional<DeviceWord> take_device(Words& words)
{
    if (words.take("reader"))
        return DeviceWord::reader;
    if (words.take("printer"))
        return DeviceWord::printer;
    return std::nullopt;
}

/// `after N`, or nothing.
Result<std::optional<std::uint64_t>> take_after(Words& words)
{
    std::uint64_t count = 0;
    if (words.empty())
        return std::nullopt;
    if (!words.take("after"))
        return words.expected("\"after N\" or nothing");
    if (!words.take_number(count))
        return words.expected("a number");
    return count;
}

Result<Order> parse_card(Words& words)
{
    if (words.take("insert")) {
        order::InsertCard insert;
        auto const number = words.next();
        if (!words.take_number(insert.number) || insert.number < 1 || insert.number > cards_in_box)
            return failed(Failure::malformed, fmt::format("card insert: expected a card from 1 to {}, saw \"{}\"", cards_in_box, number));
        return insert;
    }
    if (words.take("remove"))
        return order::RemoveCard { TRY(take_after(words)) };
    return words.expected("insert or remove");
}

Result<Order> parse_paper(Words& words)
{
    if (words.take("out")) {
        auto const after = TRY(take_after(words));
        if (after)
            return order::EndPaper { *after };
        return order::SetPaper { Paper::Supply::out };
    }
    if (words.take("low"))
        return order::SetPaper { Paper::Supply::low };
    if (words.take("in"))
        return order::SetPaper { Paper::Supply::full };
    if (words.take("save")) {
        if (words.empty())
            return words.expected("a file");
        order::SavePaper save { std::string(words.rest()) };
        while (!words.empty())
            words.skip();
        return save;
    }
    return words.expected("out, low, in or save");
}

Result<Order> parse_fault(Words& words)
{
    if (words.take("clear"))
        return order::ClearFaults {};
    order::ArmFault arm;
    arm.device = take_device(words);
    auto const kind = fault_kind_of(words.next());
    if (!kind)
        return words.expected("stall, short, babble, nak, late, duplicate, power-cycle, unplug or clear");
    words.skip();
    arm.fault.kind = *kind;
    if (!words.take("at"))
        return words.expected("\"at\"");
    if (words.take("transfer"))
        arm.fault.unit = Fault::Unit::transfer;
    else if (words.take("byte"))
        arm.fault.unit = Fault::Unit::byte;
    else
        return words.expected("transfer or byte");
    if (!words.take_number(arm.fault.at))
        return words.expected("a number");
    if (arm.fault.unit == Fault::Unit::transfer && arm.fault.at == 0)
        return failed(Failure::malformed, "transfers are counted from 1, the next one");
    return arm;
}

Result<Order> parse_words(Words& words)
{
    if (words.take("card"))
        return parse_card(words);
    if (words.take("paper"))
        return parse_paper(words);
    if (words.take("fault"))
        return parse_fault(words);
    if (words.take("status"))
        return order::AskStatus {};
    if (words.take("cover")) {
        if (words.take("open"))
            return order::SetCover { true };
        if (words.take("close"))
            return order::SetCover { false };
        return words.expected("open or close");
    }
    auto const plug = words.take("plug");
    if (plug || words.take("unplug")) {
        auto const device = take_device(words);
        if (!device)
            return words.expected("reader or printer");
        if (plug)
            return order::Plug { *device };
        return order::Unplug { *device };
    }
    return words.expected("card, paper, cover, fault, plug, unplug or status");
}

}

Result<Order> parse_order(std::string_view line)
{
    Words words(line);
    auto parsed = TRY(parse_words(words));
    if (!words.empty())
        return words.expected("the end of the line");
    return parsed;
}

}
