#pragma once
/// The sentences of a receipt in one language. Inner part of this folder.

#include "kiosk/service/receipt/receipt.h"

namespace kiosk::receipt {

/// The name in the script of who reads this language, else in the other one.
[[nodiscard]] SecretText const& name_for(Language language, Person const& person);

class Words {
public:
    /// All must outlive it.
    Words(Receipt const& receipt, language::Messages const& messages, Language language)
        : m_receipt(receipt), m_messages(messages), m_language(language)
    {
    }

    [[nodiscard]] Language language() const { return m_language; }
    [[nodiscard]] std::string say(std::string_view key, language::Arguments const& arguments = {}) const { return m_messages.say(m_language, key, arguments); }
    [[nodiscard]] std::string of_service(std::string_view key) const;
    [[nodiscard]] std::string when() const;
    /// "Copies: Two copies". Empty if the answer has no words in this language (a name in one script alone).
    [[nodiscard]] SecretText line(Line const& line) const;
    [[nodiscard]] std::string cost() const;

private:
    [[nodiscard]] SecretText labelled(std::string const& label, std::string_view value) const;

    Receipt const& m_receipt;
    language::Messages const& m_messages;
    Language m_language;
};

}
