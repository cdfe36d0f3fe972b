#include "kiosk/app/stage/body.h"

#include <fmt/format.h>

namespace kiosk::stage {

namespace {

/// JSON straight into secret memory: kiosk/base/json would leave copies of the citizen's values behind.
class Writer {
public:
    void open(std::string_view key)
    {
        name(key);
        m_text.append('{');
        m_first = true;
    }
    void close()
    {
        m_text.append('}');
        m_first = false;
    }
    void member(std::string_view key, std::string_view value)
    {
        name(key);
        quote(value);
    }
    void member(std::string_view key, int value)
    {
        name(key);
        put(fmt::format("{}", value));
    }
    [[nodiscard]] SecretText take() && { return std::move(m_text); }

private:
    void put(std::string_view text)
    {
        for (char const c : text)
            m_text.append(c);
    }
    void name(std::string_view key)
    {
        if (!m_first)
            m_text.append(',');
        m_first = false;
        if (key.empty())
            return;
        quote(key);
        m_text.append(':');
    }
    void quote(std::string_view text)
    {
        m_text.append('"');
        for (char const c : text) {
            if (c == '"' || c == '\\') {
                m_text.append('\\');
                m_text.append(c);
            } else if (static_cast<unsigned char>(c) < 0x20) {
                put(fmt::format("\\u{:04x}", static_cast<unsigned>(c)));
            } else {
                m_text.append(c);
            }
        }
        m_text.append('"');
    }

    SecretText m_text;
    bool m_first = true;
};

}

SecretText body_of(visit::State const& state, ReceiptNumber const& number, SecretText const& secret)
{
    Writer writer;
    writer.open("");
    writer.member("language", code_of(state.language));
    writer.open("answers");
    for (auto const& [step, value] : state.answers)
        writer.member(step, value.view());
    writer.close();
    if (state.identity) {
        writer.open("identity");
        writer.member("number", state.identity->number.view());
        writer.member("latin_name", state.identity->latin_name.view());
        writer.member("native_name", state.identity->native_name.view());
        writer.member("birth_year", state.identity->birth_year);
        writer.close();
    }
    writer.open("receipt");
    writer.member("number", number.digits());
    writer.member("secret", secret.view());
    writer.close();
    writer.close();
    return std::move(writer).take();
}

}
