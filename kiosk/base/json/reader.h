#pragma once
/// Reading an object field by field: what is missing, of the wrong kind or unknown is refused with file and line.
///
///     Reader fields(value, "assets/services/report-light/service.json");
///     auto id = TRY(fields.text("id"));
///     auto minutes = TRY(fields.integer("minutes", 1, 240));
///     TRY(fields.finish());

#include "kiosk/base/json/json.h"

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kiosk::json {

/// `name:LINE: expected …, saw …`, of kind malformed.
[[nodiscard]] std::unexpected<Error> wrong(std::string_view name, Value const& value, std::string_view expected, std::string_view saw);
/// The same, with what the value is as `saw`.
[[nodiscard]] std::unexpected<Error> wrong(std::string_view name, Value const& value, std::string_view expected);

/// A value as an error sentence shows it: short, on one line.
[[nodiscard]] std::string describe(Value const& value);

/// Every function that reads marks its field as known. All errors are `malformed`, and also come when the value
/// is no object at all.
///
/// Lifetime: `value` must outlive the reader; the name is copied.
class Reader {
public:
    Reader(Value const& value, std::string_view name) : m_value(&value), m_name(name) { }

    [[nodiscard]] Result<std::string> text(std::string_view key);
    [[nodiscard]] Result<bool> boolean(std::string_view key);
    [[nodiscard]] Result<std::int64_t> integer(std::string_view key, std::int64_t least = INT64_MIN, std::int64_t most = INT64_MAX);
    [[nodiscard]] Result<double> number(std::string_view key);
    /// The value itself, of any kind.
    [[nodiscard]] Result<Value const*> any(std::string_view key);
    /// A reader over the object in that field.
    [[nodiscard]] Result<Reader> object(std::string_view key);
    [[nodiscard]] Result<Value::Array const*> array(std::string_view key, std::size_t least = 0);
    /// One reader for each element; every element must be an object.
    [[nodiscard]] Result<std::vector<Reader>> objects(std::string_view key, std::size_t least = 0);
    /// Every element must be a string.
    [[nodiscard]] Result<std::vector<std::string>> texts(std::string_view key, std::size_t least = 0);

    /// As above; nothing when the field is not there. `null` is not "not there".
    [[nodiscard]] Result<std::optional<std::string>> maybe_text(std::string_view key);
    [[nodiscard]] Result<std::optional<bool>> maybe_boolean(std::string_view key);
    [[nodiscard]] Result<std::optional<std::int64_t>> maybe_integer(std::string_view key, std::int64_t least = INT64_MIN, std::int64_t most = INT64_MAX);
    [[nodiscard]] Result<std::optional<Reader>> maybe_object(std::string_view key);

    /// The meaning of one word out of a list: `fields.one_of("shape", std::to_array<Word<Shape>>({ { "tiles", Shape::tiles }, … }))`.
    template <typename Meaning>
    [[nodiscard]] Result<Meaning> one_of(std::string_view key, std::initializer_list<std::pair<std::string_view, Meaning>> words)
    {
        auto const word = TRY(text(key));
        std::string expected;
        for (auto const& [name, meaning] : words) {
            if (name == word)
                return meaning;
            expected.append(expected.empty() ? "" : ", ").append(name);
        }
        return wrong_field(key, "one of " + expected);
    }

    /// Refuses a field that nobody asked for. Call it last.
    [[nodiscard]] Result<void> finish() const;

    [[nodiscard]] bool has(std::string_view key) const { return m_value->find(key) != nullptr; }
    [[nodiscard]] int line() const { return m_value->line(); }
    [[nodiscard]] std::string const& name() const { return m_name; }
    [[nodiscard]] Value const& value() const { return *m_value; }
    /// `FILE:LINE` of a field, or of the object when there is no such field.
    [[nodiscard]] std::string where(std::string_view key = {}) const;
    /// The error for a field whose value has the right kind but not a right content.
    [[nodiscard]] std::unexpected<Error> wrong_field(std::string_view key, std::string_view expected) const;

private:
    [[nodiscard]] Result<Value const*> field(std::string_view key, std::string_view expected);

    Value const* m_value;
    std::string m_name;
    std::set<std::string, std::less<>> m_known;
};

}
