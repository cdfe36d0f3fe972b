#pragma once
/// What a technician reads in a list, and what may therefore be cut off with "…".

#include "kiosk/base/core/finding.h"
#include "kiosk/glass/ui/words.h"

#include <string>

namespace kiosk::ui {

/// A finding as one line of a list: English, for the technician.
///
/// A type of its own, because the words of a citizen are shown whole or not at all: Canvas::listing() alone shortens, and
/// takes nothing but this; what Canvas::say() gives, and Words, do not become one, nor the other way round. Both are
/// errors of the build (tests/glass/ui/listing_use.cpp).
class Listing {
public:
    /// What was looked at, and what is wrong with it if something is.
    explicit Listing(Finding const& finding) : m_text(finding.ok ? finding.part : finding.part + ": " + to_line(finding)) { }
    Listing(Words const&) = delete;

    [[nodiscard]] std::string const& text() const { return m_text; }

private:
    std::string m_text;
};

}
