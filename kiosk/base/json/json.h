#pragma once
/// JSON in and out, with the line every value came from.
///
/// Threads: values are plain; the functions may be called from any thread.

#include "kiosk/base/core/finding.h"
#include "kiosk/base/core/result.h"

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace kiosk::json {

enum class Kind { null, boolean, integer, real, text, array, object };

/// As a sentence says it: "an integer".
[[nodiscard]] std::string_view to_string(Kind kind);

/// A JSON value. Objects keep the order of their members; a whole number that fits 64 bits is an integer, every
/// other number a real.
class Value {
public:
    using Array = std::vector<Value>;
    using Member = std::pair<std::string, Value>;
    using Object = std::vector<Member>;

    Value() = default;
    Value(std::nullptr_t) { }
    Value(std::same_as<bool> auto value) : m_value(value) { }
    /// Must fit 64 bits with a sign.
    template <std::integral Integer>
        requires(!std::same_as<Integer, bool> && !std::same_as<Integer, char>)
    Value(Integer value) : m_value(static_cast<std::int64_t>(value))
    {
        verify(std::in_range<std::int64_t>(value), "an integer of JSON fits 64 bits with a sign");
    }
    /// Must be finite.
    Value(double value);
    Value(std::string value) : m_value(std::move(value)) { }
    Value(std::string_view value) : m_value(std::string(value)) { }
    Value(char const* value) : m_value(std::string(value)) { }
    Value(Array value) : m_value(std::move(value)) { }
    Value(Object value) : m_value(std::move(value)) { }

    [[nodiscard]] Kind kind() const { return static_cast<Kind>(m_value.index()); }
    [[nodiscard]] bool is_null() const { return kind() == Kind::null; }
    [[nodiscard]] bool is_bool() const { return kind() == Kind::boolean; }
    [[nodiscard]] bool is_integer() const { return kind() == Kind::integer; }
    [[nodiscard]] bool is_number() const { return kind() == Kind::integer || kind() == Kind::real; }
    [[nodiscard]] bool is_text() const { return kind() == Kind::text; }
    [[nodiscard]] bool is_array() const { return kind() == Kind::array; }
    [[nodiscard]] bool is_object() const { return kind() == Kind::object; }

    /// Each as_…() needs a value of that kind: ask before, or read outside bytes with a Reader.
    [[nodiscard]] bool as_bool() const { return get<bool>(); }
    [[nodiscard]] std::int64_t as_integer() const { return get<std::int64_t>(); }
    [[nodiscard]] double as_number() const;
    [[nodiscard]] std::string const& as_text() const { return get<std::string>(); }
    [[nodiscard]] Array const& as_array() const { return get<Array>(); }
    [[nodiscard]] Array& as_array() { return const_cast<Array&>(get<Array>()); }
    [[nodiscard]] Object const& as_object() const { return get<Object>(); }
    [[nodiscard]] Object& as_object() { return const_cast<Object&>(get<Object>()); }

    /// Null if this is not an object or has no such member.
    [[nodiscard]] Value const* find(std::string_view key) const;

    /// Line of the file it was parsed from, counted from 1; 0 for a value made by the program.
    [[nodiscard]] int line() const { return m_line; }
    void set_line(int line) { m_line = line; }

    /// Same content; lines do not count, the order of members does.
    friend bool operator==(Value const& a, Value const& b) { return a.m_value == b.m_value; }

private:
    template <typename T>
    [[nodiscard]] T const& get() const
    {
        auto const* value = std::get_if<T>(&m_value);
        verify(value != nullptr, "a JSON value is read as the kind it is");
        return *value;
    }

    std::variant<std::nullptr_t, bool, std::int64_t, double, std::string, Array, Object> m_value;
    int m_line = 0;
};

/// How deep arrays and objects may nest.
inline constexpr int most_depth = 64;

/// One document. `name` (a file's path as a person would type it) opens the story of every error:
/// `name:LINE: expected …, saw …`.
/// `malformed`: no JSON (RFC 8259), bytes behind the value, bad UTF-8, a key twice in an object, nesting deeper
/// than `most_depth`, an integer of more than 64 bits that a real would round.
[[nodiscard]] Result<Value> parse(std::string_view text, std::string_view name);

/// One line without spaces, members in their order.
[[nodiscard]] std::string write(Value const& value);
/// Indented by two spaces, with a newline at the end.
[[nodiscard]] std::string write_pretty(Value const& value);
/// The one byte sequence that RFC 8785 gives this content: members sorted by UTF-16 code units, numbers as
/// ECMAScript writes them. Integers beyond 2^53 lose their last digits there, as the RFC says: keep such as text.
[[nodiscard]] std::string write_canonical(Value const& value);

/// The form of contracts: `{"part","ok","where","expected","seen","remedy"}`.
[[nodiscard]] Value to_value(Finding const& finding);
[[nodiscard]] Value to_value(std::vector<Finding> const& findings);

}
