#include "kiosk/glass/pictures/svg.h"

#include <algorithm>
#include <fmt/format.h>

namespace kiosk::pictures {

std::string_view const* Tag::find(std::string_view attribute) const
{
    auto const found = std::ranges::find(attributes, attribute, &std::pair<std::string_view, std::string_view>::first);
    return found == attributes.end() ? nullptr : &found->second;
}

std::unexpected<Error> TagReader::expected(std::string_view what) const
{
    auto const line = 1 + std::ranges::count(m_text.substr(0, m_at), '\n');
    auto const end = std::min({ m_text.find('\n', m_at), m_at + 20, m_text.size() });
    auto const saw = m_at < m_text.size() ? fmt::format("“{}”", m_text.substr(m_at, end - m_at)) : "the end";
    return failed(Failure::malformed, fmt::format("{}: expected {}, saw {}", line, what, saw));
}

void TagReader::skip_space() { m_at = std::min(m_text.find_first_not_of(" \t\r\n", m_at), m_text.size()); }

std::string_view TagReader::take_name()
{
    auto const begin = m_at;
    auto const in_name = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == ':';
    };
    while (m_at < m_text.size() && in_name(m_text[m_at]))
        ++m_at;
    return m_text.substr(begin, m_at - begin);
}

bool TagReader::skip_past(std::string_view end)
{
    auto const found = m_text.find(end, m_at);
    if (found == m_text.npos)
        return false;
    m_at = found + end.size();
    return true;
}

Result<Tag> TagReader::next(Between between)
{
    for (;;) {
        if (between == Between::letters)
            m_at = std::min(m_text.find('<', m_at), m_text.size());
        else
            skip_space();
        auto const rest = m_text.substr(m_at);
        if (rest.starts_with("<!--")) {
            if (!skip_past("-->"))
                return expected("the end of a comment");
        } else if (rest.starts_with("<?xml")) {
            if (!skip_past("?>"))
                return expected("the end of the XML declaration");
        } else {
            break;
        }
    }
    Tag tag;
    tag.line = static_cast<int>(1 + std::ranges::count(m_text.substr(0, m_at), '\n'));
    if (m_at == m_text.size())
        return tag;
    if (m_text[m_at] != '<')
        return expected("a tag");
    ++m_at;
    if (m_at < m_text.size() && m_text[m_at] == '/') {
        tag.closes = true;
        ++m_at;
    }
    tag.name = take_name();
    if (tag.name.empty())
        return expected("the name of a tag");
    for (;;) {
        skip_space();
        if (m_at < m_text.size() && m_text[m_at] == '>') {
            ++m_at;
            return tag;
        }
        if (m_text.substr(m_at).starts_with("/>") && !tag.closes) {
            m_at += 2;
            tag.empty = true;
            return tag;
        }
        auto const name = tag.closes ? std::string_view() : take_name();
        if (name.empty())
            return expected("an attribute or the end of the tag");
        if (tag.find(name) != nullptr)
            return expected(fmt::format("each attribute once, not another {}", name));
        skip_space();
        if (m_at >= m_text.size() || m_text[m_at] != '=')
            return expected("=");
        ++m_at;
        skip_space();
        auto const quote = m_at < m_text.size() ? m_text[m_at] : '\0';
        if (quote != '"' && quote != '\'')
            return expected("a quotation mark");
        auto const end = m_text.find(quote, m_at + 1);
        if (end == m_text.npos)
            return expected("the quotation mark that ends the value");
        auto const value = m_text.substr(m_at + 1, end - m_at - 1);
        if (value.find_first_of("<&") != value.npos)
            return expected("a value without < and &");
        tag.attributes.emplace_back(name, value);
        m_at = end + 1;
    }
}

}
