#include "kiosk/glass/language/pseudo.h"

namespace kiosk::language {

namespace {

/// What stands in a letter's place. Marks above capitals and below small letters are what clips first.
std::string_view stretched(char letter)
{
    switch (letter) {
    case 'a': return "aạ";
    case 'e': return "eẹ";
    case 'i': return "iị";
    case 'o': return "oọ";
    case 'u': return "uụ";
    case 'A': return "AÅ";
    case 'E': return "EÊ";
    case 'I': return "IÎ";
    case 'O': return "OÔ";
    case 'U': return "UÛ";
    case 'n': return "ñ";
    case 's': return "ş";
    case 'S': return "Š";
    case 'C': return "Ç";
    default: return {};
    }
}

}

std::string stretched(std::string_view text)
{
    std::string out;
    out.reserve(text.size() * 2);
    for (char const letter : text) {
        if (auto const longer = stretched(letter); !longer.empty())
            out += longer;
        else
            out += letter;
    }
    return out;
}

}
