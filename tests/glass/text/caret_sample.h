#pragma once
/// Sentences with everything that carets meet, and the forms they are laid out in.

#include "kiosk/glass/text/layout.h"
#include "kiosk/glass/text/paragraph.h"

#include <array>
#include <string_view>

namespace sample {

using namespace kiosk;
using namespace kiosk::text;

struct Sentence {
    Language language;
    std::string_view text;
    Direction direction = Direction::by_language;
};

inline constexpr Sentence sentences[] = {
    { Language::english, "Please insert your resident card and wait until the kiosk has read it." },
    { Language::english, "Name: \u2068عبد الله\u2069, fee: \u2068٣٥\u2069 (office: \u2066+966 11 234 5678\u2069), thank you." },
    { Language::english, "Where English stops العربية تبدأ هنا ثم and English goes on 123 again." },
    { Language::english, "اسم عربي وحده" },
    { Language::arabic, "يرجى إدخال بطاقة المقيم والانتظار حتى يقرأها الجهاز." },
    { Language::arabic, "الاسم: \u2068Maria Müller\u2069 (رقم \u2068B-12/7\u2069)، والهاتف \u2066+966 11 234 5678\u2069 صباحا." },
    { Language::arabic, "لا إله إلا الله، قَالَ مُحَمَّدٌ: أَهْلًا وَسَهْلًا بِكُمْ فِي الْكُشْكِ." },
    { Language::arabic, "المبلغ ١٥٫٠٠ ريال أو 15.00 SAR أو ₩ 5,000" },
    { Language::arabic, "Only Latin, 12 words" },
    { Language::korean, "주민등록등본을 신청하려면 카드를 넣고 3층에서 기다려 주십시오." },
    { Language::korean, "\u2068محمد عبد الله\u2069 님, QR코드를 \u2066010-1234-5678\u2069 번호로 보냈습니다." },
    { Language::korean, "\u1112\u1161\u11ab\u1100\u1173\u11af 조합형 e\u0301te\u0301 👨‍👩‍👧 🇰🇷🇸🇦 1️⃣" },
    { Language::english, "first line\nالسطر الثاني\n\n넷째 줄  \r\nlast" },
    { Language::arabic, "سطر أول\nsecond line  \n\nرابع\n" },
    { Language::english, "one     two      three     " },
    { Language::arabic, "واحد     two      ثلاثة     " },
    { Language::english, "" },
    { Language::arabic, "" },
    { Language::arabic, "\n" },
    { Language::english, "office ffi fluffy AVATAR To" },
    { Language::english, "اختبار mixed 12 عند البداية", Direction::automatic },
    { Language::arabic, "a \u2067اب 12 (جد)\u2069 b \u2066c د 3\u2069 e", Direction::left_to_right },
};

inline constexpr std::array widths { unbounded, 420.f, 190.f, 75.f };
inline constexpr std::array aligns { Align::start, Align::centre, Align::end, Align::justify };

}
