#include "tests/bench/page.h"

#include "kiosk/glass/language/messages.h"

#include <fmt/format.h>

namespace bench {

using namespace kiosk;

namespace {

constexpr std::string_view style = R"(
html { background: #fbf9f5; color: #14212b; font: 30px Latin, Arabic, Korean; overflow: hidden; cursor: none; }
body { margin: 0; height: 100vh; display: flex; flex-direction: column; gap: 26px; padding: 26px; box-sizing: border-box; }
header { font-size: 36px; font-weight: bold; }
section { flex: 1; display: flex; flex-direction: column; justify-content: center; text-align: center; gap: 20px;
          background: #fff; border: 2px solid #ddd4c3; border-radius: 19px; padding: 26px; }
h1 { font-size: 64px; margin: 0; }
p { margin: 0; }
button { font: inherit; font-weight: bold; color: #fff; background: #00384a; border: 0; border-radius: 19px; padding: 40px; }
footer { font-size: 24px; display: flex; justify-content: center; gap: 26px; }
)";

std::string face(std::string_view family, std::string_view weight, std::filesystem::path const& file)
{
    return fmt::format("@font-face {{ font-family: {}; font-weight: {}; src: url(\"file://{}\"); }}\n", family, weight, file.string());
}

}

Result<std::string> rest_page(std::filesystem::path const& source)
{
    auto const messages = TRY(language::Messages::load(source / "assets", { .country = "AE" }));
    auto const today = language::Arguments { { "today", language::Date { SystemClock().wall() } } };
    auto const fonts = source / "fonts";
    std::string page = "<!DOCTYPE html>\n<meta charset=\"utf-8\">\n<title>rest</title>\n<style>\n";
    page += face("Latin", "400", fonts / "NotoSans-Regular.ttf") + face("Latin", "700", fonts / "NotoSans-Bold.ttf");
    page += face("Arabic", "400", fonts / "NotoSansArabicUI-Regular.ttf") + face("Arabic", "700", fonts / "NotoSansArabicUI-Bold.ttf");
    page += face("Korean", "400", fonts / "NotoSansCJKkr-Regular.otf") + face("Korean", "700", fonts / "NotoSansCJKkr-Bold.otf");
    page += fmt::format("{}</style>\n<header lang=\"ar\" dir=\"rtl\">{}</header>\n", style, messages.say(Language::arabic, "city.name"));
    for (auto const language : all_languages) {
        page += fmt::format("<section lang=\"{}\" dir=\"{}\"><h1>{}</h1><p>{}</p><button>{}</button><footer><span>{}</span><span>{}</span></footer></section>\n",
            code_of(language), language::right_to_left(language) ? "rtl" : "ltr", messages.say(language, "rest.greeting"),
            messages.say(language, "rest.purpose"), messages.say(language, "rest.begin"), messages.say(language, "rest.date", today),
            messages.say(language, "rest.hijri", today));
    }
    return page;
}

}
