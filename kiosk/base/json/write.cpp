#include "kiosk/base/json/json.h"
#include "kiosk/base/json/number.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <fmt/format.h>

namespace kiosk::json {

namespace {

void write_text(std::string& out, std::string_view text)
{
    out += '"';
    for (char const c : text) {
        switch (c) {
        case '"': out += "\\\""; break;
        case '\\': out += "\\\\"; break;
        case '\b': out += "\\b"; break;
        case '\f': out += "\\f"; break;
        case '\n': out += "\\n"; break;
        case '\r': out += "\\r"; break;
        case '\t': out += "\\t"; break;
        default:
            if (static_cast<unsigned char>(c) < 0x20)
                out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
            else
                out += c;
        }
    }
    out += '"';
}

std::u16string utf16_of(std::string_view text)
{
    std::u16string out;
    for (std::size_t i = 0; i < text.size();) {
        auto const lead = static_cast<unsigned char>(text[i]);
        int const more = lead < 0x80 ? 0 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
        std::uint32_t point = more == 0 ? lead : lead & (0x3Fu >> more);
        ++i;
        for (int m = 0; m < more && i < text.size(); ++m, ++i)
            point = point << 6 | (static_cast<unsigned char>(text[i]) & 0x3Fu);
        if (point < 0x10000) {
            out += static_cast<char16_t>(point);
        } else {
            out += static_cast<char16_t>(0xD7C0 + (point >> 10));
            out += static_cast<char16_t>(0xDC00 + (point & 0x3FF));
        }
    }
    return out;
}

enum class Style { compact, pretty, canonical };

class Writer {
public:
    explicit Writer(Style style) : m_style(style) { }

    void put(Value const& value, int depth)
    {
        switch (value.kind()) {
        case Kind::null: m_out += "null"; return;
        case Kind::boolean: m_out += value.as_bool() ? "true" : "false"; return;
        case Kind::integer: put_integer(value.as_integer()); return;
        case Kind::real: m_out += ecmascript_number(value.as_number()); return;
        case Kind::text: write_text(m_out, value.as_text()); return;
        case Kind::array: put_array(value.as_array(), depth); return;
        case Kind::object: put_object(value.as_object(), depth); return;
        }
    }
    std::string take() { return std::move(m_out); }

private:
    void put_integer(std::int64_t value)
    {
        constexpr std::int64_t exact = std::int64_t { 1 } << 53;
        if (m_style == Style::canonical && (value > exact || value < -exact))
            m_out += ecmascript_number(static_cast<double>(value));
        else
            m_out += fmt::to_string(value);
    }
    void put_array(Value::Array const& elements, int depth)
    {
        m_out += '[';
        bool first = true;
        for (auto const& element : elements) {
            separate(first, depth + 1);
            put(element, depth + 1);
        }
        end(first, depth);
        m_out += ']';
    }
    void put_object(Value::Object const& members, int depth)
    {
        m_out += '{';
        bool first = true;
        auto const one = [&](Value::Member const& member) {
            separate(first, depth + 1);
            write_text(m_out, member.first);
            m_out += m_style == Style::pretty ? ": " : ":";
            put(member.second, depth + 1);
        };
        if (m_style == Style::canonical) {
            std::vector<std::pair<std::u16string, Value::Member const*>> sorted;
            for (auto const& member : members)
                sorted.emplace_back(utf16_of(member.first), &member);
            std::ranges::sort(sorted, {}, [](auto const& entry) -> auto const& { return entry.first; });
            for (auto const& entry : sorted)
                one(*entry.second);
        } else {
            for (auto const& member : members)
                one(member);
        }
        end(first, depth);
        m_out += '}';
    }
    void separate(bool& first, int depth)
    {
        if (!first)
            m_out += ',';
        first = false;
        indent(depth);
    }
    void end(bool empty, int depth)
    {
        if (!empty)
            indent(depth);
    }
    void indent(int depth)
    {
        if (m_style == Style::pretty)
            m_out += '\n' + std::string(static_cast<std::size_t>(depth) * 2, ' ');
    }

    Style m_style;
    std::string m_out;
};

std::string written(Value const& value, Style style)
{
    Writer writer(style);
    writer.put(value, 0);
    return writer.take();
}

}

std::string ecmascript_number(double value)
{
    if (value == 0)
        return "0";
    // The shortest digits that read back as the same number: d.ddde±x.
    char buffer[40];
    auto const end = std::to_chars(buffer, buffer + sizeof buffer, std::fabs(value), std::chars_format::scientific).ptr;
    std::string_view const shortest(buffer, static_cast<std::size_t>(end - buffer));
    auto const e = shortest.find('e');
    auto const exponent = std::atoi(std::string(shortest.substr(e + 1)).c_str());
    std::string digits(1, shortest[0]);
    if (e > 2)
        digits += shortest.substr(2, e - 2);
    auto const k = static_cast<int>(digits.size()), n = exponent + 1;

    std::string out = value < 0 ? "-" : "";
    if (k <= n && n <= 21)
        return out + digits + std::string(static_cast<std::size_t>(n - k), '0');
    if (0 < n && n <= 21)
        return out + digits.substr(0, static_cast<std::size_t>(n)) + "." + digits.substr(static_cast<std::size_t>(n));
    if (-6 < n && n <= 0)
        return out + "0." + std::string(static_cast<std::size_t>(-n), '0') + digits;
    auto const power = fmt::format("e{}{}", n - 1 < 0 ? "-" : "+", std::abs(n - 1));
    return out + digits.substr(0, 1) + (k > 1 ? "." + digits.substr(1) : "") + power;
}

std::string write(Value const& value)
{
    return written(value, Style::compact);
}

std::string write_pretty(Value const& value)
{
    return written(value, Style::pretty) + "\n";
}

std::string write_canonical(Value const& value)
{
    return written(value, Style::canonical);
}

}
