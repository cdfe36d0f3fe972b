#include "kiosk/trust/wire/address.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <optional>

namespace kiosk::wire {

namespace {

bool is_digits(std::string_view text)
{
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// Takes `expected` off the front.
bool take(std::string_view& text, std::string_view expected)
{
    if (!text.starts_with(expected))
        return false;
    text.remove_prefix(expected.size());
    return true;
}

/// Takes all before `end` off the front, and `end` too.
std::string_view take_until(std::string_view& text, char end)
{
    auto const at = text.find(end);
    auto const part = text.substr(0, at);
    text.remove_prefix(at == std::string_view::npos ? text.size() : at + 1);
    return part;
}

std::optional<Seq> seq_of(std::string_view text)
{
    Seq value = 0;
    if (!is_digits(text) || text.size() > 16 || text.front() == '0')
        return std::nullopt;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value <= most_seq ? std::optional(value) : std::nullopt;
}

}

Result<KioskNumber> KioskNumber::of(std::int64_t value)
{
    if (value < 0 || value > 9999)
        return failed(Failure::malformed, fmt::format("expected a kiosk's number from 0 to 9999, saw {}", value));
    return KioskNumber(static_cast<std::uint32_t>(value));
}

Result<KioskNumber> KioskNumber::from_text(std::string_view text)
{
    if (text.size() != 4 || !is_digits(text))
        return failed(Failure::malformed, "expected a kiosk's number of 4 digits");
    std::int64_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return of(value);
}

std::string KioskNumber::text() const { return fmt::format("{:04}", m_value); }

std::string to_target(RecordsAddress const& address)
{
    auto target = fmt::format("/v1/kiosks/{}/epochs/{}/records", address.stream.kiosk.text(), address.stream.epoch.text());
    if (address.from != 0)
        target += fmt::format("?from={}{}", address.from, address.aside ? "&aside=1" : "");
    return target;
}

Result<RecordsAddress> records_address(std::string_view target)
{
    if (!take(target, "/v1/kiosks/"))
        return failed(Failure::malformed, "expected an address that begins with /v1/kiosks/");
    auto const kiosk = TRY(KioskNumber::from_text(take_until(target, '/')));
    if (!take(target, "epochs/"))
        return failed(Failure::malformed, "expected epochs/ behind the kiosk's number");
    auto const epoch = Epoch::from_text(take_until(target, '/'));
    if (!epoch)
        return failed(Failure::malformed, "expected an epoch of 32 lower-case hexadecimal digits");
    RecordsAddress address { { kiosk, *epoch }, 0, false };
    if (target == "records")
        return address;
    if (!take(target, "records?from="))
        return failed(Failure::malformed, "expected records, or records?from=SEQ, behind the epoch");
    if (target.ends_with("&aside=1")) {
        address.aside = true;
        target.remove_suffix(std::string_view("&aside=1").size());
    }
    auto const from = seq_of(target);
    if (!from)
        return failed(Failure::malformed, "expected from= a sequence number, 1 or more");
    address.from = *from;
    return address;
}

}
