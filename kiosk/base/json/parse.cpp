#include "kiosk/base/json/json.h"
#include "kiosk/base/json/number.h"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <unordered_set>

namespace kiosk::json {

namespace {

/// Hands the text out byte by byte and knows the line of the last byte handed out. The lexer looks at most one
/// byte behind a token, so that line is also the token's line.
struct LineCounter {
    char const* last = nullptr;
    int line = 1;
    bool behind_newline = false;
};

class CountingIterator {
public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = char const*;
    using reference = char const&;

    CountingIterator(char const* at, LineCounter* counter) : m_at(at), m_counter(counter) { }
    reference operator*() const { return *m_at; }
    CountingIterator& operator++()
    {
        if (m_counter->behind_newline)
            ++m_counter->line;
        m_counter->behind_newline = *m_at == '\n';
        m_counter->last = m_at;
        ++m_at;
        return *this;
    }
    CountingIterator operator++(int)
    {
        auto before = *this;
        ++*this;
        return before;
    }
    bool operator==(CountingIterator const& other) const { return m_at == other.m_at; }
    bool operator!=(CountingIterator const& other) const { return m_at != other.m_at; }

private:
    char const* m_at;
    LineCounter* m_counter;
};

/// nlohmann's message without its own position: "unexpected ','; expected ']'" becomes "expected ']', saw ','".
std::string retell(std::string_view what)
{
    auto const after = [](std::string_view text, std::string_view mark) {
        auto const at = text.find(mark);
        return at == text.npos ? std::string_view() : text.substr(at + mark.size());
    };
    auto const problem = after(what, " - ");
    auto const unexpected = after(problem, "unexpected ");
    if (auto const expected = after(unexpected, "; expected "); !expected.empty())
        return fmt::format("expected {}, saw {}", expected, unexpected.substr(0, unexpected.find("; expected ")));
    if (!unexpected.empty())
        return fmt::format("expected a value, saw {}", unexpected);
    return fmt::format("expected JSON, saw {}", problem.empty() ? what : problem);
}

/// Builds our values from nlohmann's events.
class Builder {
public:
    Builder(LineCounter const& counter, std::string_view name) : m_counter(counter), m_name(name) { }

    bool null() { return put(nullptr); }
    bool boolean(bool value) { return put(value); }
    bool number_integer(std::int64_t value) { return put(value); }
    bool number_unsigned(std::uint64_t value)
    {
        if (value > static_cast<std::uint64_t>(INT64_MAX))
            return long_integer(static_cast<double>(value), fmt::to_string(value));
        return put(static_cast<std::int64_t>(value));
    }
    bool number_float(double value, std::string const& text)
    {
        return text.find_first_of(".eE") == text.npos ? long_integer(value, text) : put(value);
    }
    bool string(std::string& value) { return put(std::move(value)); }
    bool binary(nlohmann::json::binary_t&) { return refuse("JSON", "binary"); }
    bool start_object(std::size_t) { return open(Value(Value::Object())); }
    bool start_array(std::size_t) { return open(Value(Value::Array())); }
    bool key(std::string& key)
    {
        if (!m_open.back().keys.insert(key).second)
            return refuse("each key once in an object", fmt::format("\"{}\" again", key));
        m_open.back().key = std::move(key);
        return true;
    }
    bool end_object() { return close(); }
    bool end_array() { return close(); }
    bool parse_error(std::size_t, std::string const&, nlohmann::json::exception const& error)
    {
        return tell(retell(error.what()));
    }

    Value take() { return std::move(m_root); }
    std::string take_story() { return std::move(m_story); }

private:
    struct Open {
        Value value;
        std::string key;
        std::unordered_set<std::string> keys;
    };

    bool open(Value value)
    {
        if (m_open.size() >= static_cast<std::size_t>(most_depth))
            return refuse(fmt::format("at most {} levels", most_depth), "one more");
        value.set_line(m_counter.line);
        m_open.push_back({ std::move(value), {}, {} });
        return true;
    }
    bool close()
    {
        auto value = std::move(m_open.back().value);
        m_open.pop_back();
        return place(std::move(value));
    }
    bool put(Value value)
    {
        value.set_line(m_counter.line);
        return place(std::move(value));
    }
    bool place(Value value)
    {
        if (m_open.empty())
            m_root = std::move(value);
        else if (auto& parent = m_open.back(); parent.value.is_array())
            parent.value.as_array().push_back(std::move(value));
        else
            parent.value.as_object().emplace_back(std::move(parent.key), std::move(value));
        return true;
    }
    /// A whole number too long for 64 bits: rounding it silently would be wrong, but what our writer made of a real
    /// (1e20 without a point) is one.
    bool long_integer(double value, std::string const& text)
    {
        if (ecmascript_number(value) == text)
            return put(value);
        return refuse("a number of at most 64 bits with its sign", text);
    }
    bool refuse(std::string_view expected, std::string_view saw) { return tell(fmt::format("expected {}, saw {}", expected, saw)); }
    bool tell(std::string_view story)
    {
        m_story = fmt::format("{}:{}: {}", m_name, m_counter.line, story);
        return false;
    }

    LineCounter const& m_counter;
    std::string m_name;
    std::vector<Open> m_open;
    Value m_root;
    std::string m_story;
};

}

Result<Value> parse(std::string_view text, std::string_view name)
{
    if (text.empty())
        return failed(Failure::malformed, fmt::format("{}:1: expected a value, saw an empty file", name));
    LineCounter counter;
    Builder builder(counter, name);
    CountingIterator const begin(text.data(), &counter), end(text.data() + text.size(), &counter);
    if (!nlohmann::json::sax_parse(begin, end, &builder))
        return failed(Failure::malformed, builder.take_story());
    return builder.take();
}

}
