#include "drivers/virtual/card.h"

#include "kiosk/base/core/result.h"

#include <algorithm>
#include <array>
#include <functional>
#include <numeric>
#include <string_view>
#include <utility>

namespace drivers::virtuals {

namespace {

/// ISO 7816-4, 5.1.3.
enum StatusWord : std::uint16_t {
    fine = 0x9000,
    end_of_file = 0x6282,
    wrong_length = 0x6700,
    no_current_file = 0x6986,
    not_found = 0x6a82,
    wrong_parameters = 0x6a86,
    wrong_offset = 0x6b00,
    unknown_instruction = 0x6d00,
    unknown_class = 0x6e00,
};

Bytes answer(StatusWord status, std::span<std::uint8_t const> bytes = {})
{
    Bytes made(bytes.begin(), bytes.end());
    made.push_back(static_cast<std::uint8_t>(status >> 8));
    made.push_back(static_cast<std::uint8_t>(status & 0xff));
    return made;
}

struct Command {
    std::uint8_t cla = 0, ins = 0, p1 = 0, p2 = 0;
    std::span<std::uint8_t const> body;
    std::size_t expected = 0; ///< Ne; 0 if no Le field stands in the command
    bool expects_all = false; ///< Le said "as much as there is"
};

/// ISO 7816-4, 5.1, cases 1 to 4, short and extended.
std::optional<Command> parse(std::span<std::uint8_t const> bytes)
{
    if (bytes.size() < 4)
        return std::nullopt;
    Command command { bytes[0], bytes[1], bytes[2], bytes[3], {}, 0, false };
    auto rest = bytes.subspan(4);
    if (rest.empty())
        return command;
    auto const extended = rest.size() >= 3 && rest[0] == 0;
    auto const expect = [&](std::size_t length, std::size_t all) {
        command.expects_all = length == 0;
        command.expected = length == 0 ? all : length;
        return command;
    };
    auto const word = [](std::span<std::uint8_t const> two) { return static_cast<std::size_t>(two[0] << 8 | two[1]); };
    if (!extended) {
        if (rest.size() == 1)
            return expect(rest[0], 256);
        std::size_t const length = rest[0];
        if (length == 0 || rest.size() < 1 + length || rest.size() > 2 + length)
            return std::nullopt;
        command.body = rest.subspan(1, length);
        return rest.size() == 2 + length ? expect(rest[1 + length], 256) : command;
    }
    if (rest.size() == 3)
        return expect(word(rest.subspan(1)), 65536);
    auto const length = word(rest.subspan(1));
    if (length == 0 || (rest.size() != 3 + length && rest.size() != 5 + length))
        return std::nullopt;
    command.body = rest.subspan(3, length);
    return rest.size() == 5 + length ? expect(word(rest.subspan(3 + length)), 65536) : command;
}

class ApplicationCard final : public Card {
public:
    ApplicationCard(Bytes application, Bytes file) : m_application(std::move(application)), m_file(std::move(file)) { }

    Bytes reset() override
    {
        m_selected = false;
        // ISO 7816-3, 8.2: TS direct, T0 with TD1 and seven historical bytes, TD1 = T=1 alone, TCK over T0 and after.
        constexpr std::string_view historical = "SHUBBAK";
        Bytes atr { 0x3b, 0x87, 0x01 };
        atr.insert(atr.end(), historical.begin(), historical.end());
        auto const check = std::accumulate(atr.begin() + 1, atr.end(), 0, std::bit_xor<>());
        atr.push_back(static_cast<std::uint8_t>(check));
        return atr;
    }

    Bytes exchange(std::span<std::uint8_t const> bytes) override
    {
        auto const command = parse(bytes);
        if (!command)
            return answer(wrong_length);
        if (command->cla != 0x00)
            return answer(unknown_class);
        switch (command->ins) {
        case 0xa4: return select(*command);
        case 0xb0: return read_binary(*command);
        default: return answer(unknown_instruction);
        }
    }

private:
    /// ISO 7816-4, 11.2.2: by DF name (P1 04), first or only occurrence.
    Bytes select(Command const& command)
    {
        if (command.p1 != 0x04 || (command.p2 != 0x00 && command.p2 != 0x0c))
            return answer(wrong_parameters);
        if (!std::ranges::equal(command.body, m_application))
            return answer(not_found);
        m_selected = true;
        if (command.p2 == 0x0c || command.expected == 0)
            return answer(fine);
        auto const size = static_cast<std::uint8_t>(m_application.size());
        Bytes control { 0x6f, static_cast<std::uint8_t>(size + 2), 0x84, size };
        control.insert(control.end(), m_application.begin(), m_application.end());
        control.resize(std::min(control.size(), command.expected));
        return answer(fine, control);
    }

    /// ISO 7816-4, 11.3.3, even instruction: P1 P2 is the offset in the current file.
    Bytes read_binary(Command const& command) const
    {
        if (!m_selected)
            return answer(no_current_file);
        if ((command.p1 & 0x80) != 0)
            return answer(not_found); // a short file identifier: there are no files by number
        if (!command.body.empty() || command.expected == 0)
            return answer(wrong_length);
        auto const offset = static_cast<std::size_t>(command.p1 << 8 | command.p2);
        if (offset > m_file.size())
            return answer(wrong_offset);
        auto const rest = std::span(m_file).subspan(offset);
        auto const status = rest.size() < command.expected && !command.expects_all ? end_of_file : fine;
        return answer(status, rest.first(std::min(rest.size(), command.expected)));
    }

    Bytes const m_application;
    Bytes const m_file;
    bool m_selected = false;
};

/// "LIBRARY": a card of this city that is no resident card.
constexpr std::array<std::uint8_t, 9> library_application { 0xf0, 0x4c, 0x49, 0x42, 0x52, 0x41, 0x52, 0x59, 0x01 };

class MuteCard final : public Card {
public:
    Bytes reset() override { return {}; }
    Bytes exchange(std::span<std::uint8_t const>) override { return answer(unknown_class); }
};

/// ISO 7816-4, 5.2.2: BER length, one byte to 127, then 81 and one byte.
void put_object(Bytes& to, std::uint8_t tag, std::span<std::uint8_t const> value)
{
    kiosk::verify(value.size() <= 255, "an object of the resident file is at most 255 bytes long");
    to.push_back(tag);
    if (value.size() > 127)
        to.push_back(0x81);
    to.push_back(static_cast<std::uint8_t>(value.size()));
    to.insert(to.end(), value.begin(), value.end());
}

std::array<Resident, 3> const& residents()
{
    static std::array<Resident, 3> const people { {
        { "3041178265", "Layan Darwish Al-Sahil", "ليان درويش الساحل", "1988" },
        { "3052290411", "Rowan Ashgrove Pell", "Rowan Ashgrove Pell", "1971" },
        { "3068845302", "Byeol Hangang", "한강별", "1996" },
    } };
    return people;
}

}

Bytes resident_file(Resident const& resident)
{
    auto const bytes_of = [](std::string const& text) { return Bytes(text.begin(), text.end()); };
    Bytes inner;
    put_object(inner, 0xc1, bytes_of(resident.number));
    put_object(inner, 0xc2, bytes_of(resident.latin_name));
    put_object(inner, 0xc3, bytes_of(resident.native_name));
    put_object(inner, 0xc4, bytes_of(resident.birth_year));
    Bytes file;
    put_object(file, 0x70, inner);
    return file;
}

std::unique_ptr<Card> make_application_card(std::span<std::uint8_t const> application, Bytes file)
{
    return std::make_unique<ApplicationCard>(Bytes(application.begin(), application.end()), std::move(file));
}

std::unique_ptr<Card> make_mute_card() { return std::make_unique<MuteCard>(); }

Resident const* resident_of_card(int number)
{
    auto const& people = residents();
    if (number < 1 || static_cast<std::size_t>(number) > people.size())
        return nullptr;
    return &people[static_cast<std::size_t>(number) - 1];
}

std::unique_ptr<Card> card_from_box(int number)
{
    kiosk::verify(number >= 1 && number <= cards_in_box, "the box holds cards 1 to 5");
    if (auto const* const resident = resident_of_card(number))
        return make_application_card(resident_application, resident_file(*resident));
    if (number == 4)
        return make_application_card(library_application, {});
    return make_mute_card();
}

}
