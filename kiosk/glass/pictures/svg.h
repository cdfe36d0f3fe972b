#pragma once
/// As much XML as an icon is written in. For this folder alone.

#include "kiosk/base/core/result.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kiosk::pictures {

/// A start tag.
struct Tag {
    std::string_view name;
    std::vector<std::pair<std::string_view, std::string_view>> attributes;
    int line = 0;
    bool closes = false; ///< `</name>`
    bool empty = false;  ///< `<name/>`

    /// Null if there is no such attribute.
    [[nodiscard]] std::string_view const* find(std::string_view attribute) const;
};

/// Tags one after the other; comments, the XML declaration and space between tags are passed over. Entities, CDATA and
/// document types are refused. Stories are "LINE: expected …, saw …".
class TagReader {
public:
    explicit TagReader(std::string_view text) : m_text(text) { }

    /// A tag without a name at the end. Between tags only space may stand, unless `letters` may.
    enum class Between { space, letters };
    [[nodiscard]] Result<Tag> next(Between between = Between::space);

private:
    [[nodiscard]] std::unexpected<Error> expected(std::string_view what) const;
    void skip_space();
    std::string_view take_name();
    bool skip_past(std::string_view end);

    std::string_view m_text;
    std::size_t m_at = 0;
};

}
