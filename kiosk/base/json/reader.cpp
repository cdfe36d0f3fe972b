#include "kiosk/base/json/reader.h"

#include <fmt/format.h>

namespace kiosk::json {

std::string describe(Value const& value)
{
    switch (value.kind()) {
    case Kind::array: return value.as_array().empty() ? "an empty array" : "an array";
    case Kind::object: return value.as_object().empty() ? "an empty object" : "an object";
    default: break;
    }
    auto text = write(value);
    constexpr std::size_t most = 60;
    if (text.size() <= most)
        return text;
    auto end = most;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
        --end; // never cut a letter
    return text.substr(0, end) + "…";
}

std::unexpected<Error> wrong(std::string_view name, Value const& value, std::string_view expected, std::string_view saw)
{
    return failed(Failure::malformed, fmt::format("{}:{}: expected {}, saw {}", name, value.line(), expected, saw));
}

std::unexpected<Error> wrong(std::string_view name, Value const& value, std::string_view expected)
{
    return wrong(name, value, expected, describe(value));
}

Result<Value const*> Reader::field(std::string_view key, std::string_view expected)
{
    if (!m_value->is_object())
        return wrong(m_name, *m_value, "an object");
    m_known.emplace(key);
    auto const* value = m_value->find(key);
    if (value == nullptr)
        return wrong(m_name, *m_value, fmt::format("the field \"{}\" ({})", key, expected), "no such field");
    return value;
}

std::unexpected<Error> Reader::wrong_field(std::string_view key, std::string_view expected) const
{
    auto const* value = m_value->find(key);
    return wrong(m_name, value ? *value : *m_value, fmt::format("{} as \"{}\"", expected, key), value ? describe(*value) : "no such field");
}

std::string Reader::where(std::string_view key) const
{
    auto const* value = m_value->find(key);
    return fmt::format("{}:{}", m_name, value ? value->line() : m_value->line());
}

Result<std::string> Reader::text(std::string_view key)
{
    auto const* value = TRY(field(key, "a string"));
    if (!value->is_text())
        return wrong_field(key, "a string");
    return value->as_text();
}

Result<bool> Reader::boolean(std::string_view key)
{
    auto const* value = TRY(field(key, "true or false"));
    if (!value->is_bool())
        return wrong_field(key, "true or false");
    return value->as_bool();
}

Result<std::int64_t> Reader::integer(std::string_view key, std::int64_t least, std::int64_t most)
{
    auto const expected = least == INT64_MIN && most == INT64_MAX ? std::string("an integer")
        : most == INT64_MAX                                        ? fmt::format("an integer of at least {}", least)
                                                                   : fmt::format("an integer from {} to {}", least, most);
    auto const* value = TRY(field(key, expected));
    if (!value->is_integer() || value->as_integer() < least || value->as_integer() > most)
        return wrong_field(key, expected);
    return value->as_integer();
}

Result<double> Reader::number(std::string_view key)
{
    auto const* value = TRY(field(key, "a number"));
    if (!value->is_number())
        return wrong_field(key, "a number");
    return value->as_number();
}

Result<Value const*> Reader::any(std::string_view key)
{
    return field(key, "a value");
}

Result<Reader> Reader::object(std::string_view key)
{
    auto const* value = TRY(field(key, "an object"));
    if (!value->is_object())
        return wrong_field(key, "an object");
    return Reader(*value, m_name);
}

Result<Value::Array const*> Reader::array(std::string_view key, std::size_t least)
{
    auto const expected = least == 0 ? std::string("an array") : fmt::format("an array with at least {} in it", least);
    auto const* value = TRY(field(key, expected));
    if (!value->is_array() || value->as_array().size() < least)
        return wrong_field(key, expected);
    return &value->as_array();
}

Result<std::vector<Reader>> Reader::objects(std::string_view key, std::size_t least)
{
    std::vector<Reader> readers;
    for (auto const& element : *TRY(array(key, least))) {
        if (!element.is_object())
            return wrong(m_name, element, fmt::format("objects in \"{}\"", key));
        readers.emplace_back(element, m_name);
    }
    return readers;
}

Result<std::vector<std::string>> Reader::texts(std::string_view key, std::size_t least)
{
    std::vector<std::string> all;
    for (auto const& element : *TRY(array(key, least))) {
        if (!element.is_text())
            return wrong(m_name, element, fmt::format("strings in \"{}\"", key));
        all.push_back(element.as_text());
    }
    return all;
}

Result<std::optional<std::string>> Reader::maybe_text(std::string_view key)
{
    if (m_value->is_object() && !has(key))
        return std::nullopt;
    return TRY(text(key));
}

Result<std::optional<bool>> Reader::maybe_boolean(std::string_view key)
{
    if (m_value->is_object() && !has(key))
        return std::nullopt;
    return TRY(boolean(key));
}

Result<std::optional<std::int64_t>> Reader::maybe_integer(std::string_view key, std::int64_t least, std::int64_t most)
{
    if (m_value->is_object() && !has(key))
        return std::nullopt;
    return TRY(integer(key, least, most));
}

Result<std::optional<Reader>> Reader::maybe_object(std::string_view key)
{
    if (m_value->is_object() && !has(key))
        return std::nullopt;
    return TRY(object(key));
}

Result<void> Reader::finish() const
{
    if (!m_value->is_object())
        return wrong(m_name, *m_value, "an object");
    for (auto const& [key, value] : m_value->as_object()) {
        if (m_known.contains(key))
            continue;
        std::string known;
        for (auto const& name : m_known)
            known.append(known.empty() ? "" : ", ").append(name);
        return wrong(m_name, value, fmt::format("only the fields {}", known), fmt::format("the unknown field \"{}\"", key));
    }
    return {};
}

}
