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

std::string faces(std::filesystem::path const& fonts)
{
    return face("Latin", "400", fonts / "NotoSans-Regular.ttf") + face("Latin", "700", fonts / "NotoSans-Bold.ttf")
        + face("Arabic", "400", fonts / "NotoSansArabicUI-Regular.ttf") + face("Arabic", "700", fonts / "NotoSansArabicUI-Bold.ttf")
        + face("Korean", "400", fonts / "NotoSansCJKkr-Regular.otf") + face("Korean", "700", fonts / "NotoSansCJKkr-Bold.otf");
}

constexpr std::string_view placed_style = R"(
html { background: #fbf9f5; color: #14212b; font: 32px Latin, Arabic, Korean; overflow: hidden; cursor: none; }
body { margin: 0; }
main > * { position: absolute; box-sizing: border-box; white-space: pre-line; }
h1 { font-size: 52px; margin: 0; }
button { font: inherit; font-weight: bold; color: inherit; background: #fff; border: 2px solid #2b3942; border-radius: 13px; }
button:active { background: #ddd4c3; }
)";

std::string escaped(std::string_view text)
{
    std::string safe;
    for (char const letter : text)
        safe += letter == '<' ? "&lt;" : letter == '&' ? "&amp;" : std::string(1, letter);
    return safe;
}

}

Result<std::string> rest_page(std::filesystem::path const& source)
{
    auto const messages = TRY(language::Messages::load(source / "assets", { .country = "AE" }));
    auto const today = language::Arguments { { "today", language::Date { SystemClock().wall() } } };
    auto const fonts = source / "fonts";
    std::string page = "<!DOCTYPE html>\n<meta charset=\"utf-8\">\n<title>rest</title>\n<style>\n";
    page += faces(fonts);
    page += fmt::format("{}</style>\n<header lang=\"ar\" dir=\"rtl\">{}</header>\n", style, messages.say(Language::arabic, "city.name"));
    for (auto const language : all_languages) {
        page += fmt::format("<section lang=\"{}\" dir=\"{}\"><h1>{}</h1><p>{}</p><button>{}</button><footer><span>{}</span><span>{}</span></footer></section>\n",
            code_of(language), language::right_to_left(language) ? "rtl" : "ltr", messages.say(language, "rest.greeting"),
            messages.say(language, "rest.purpose"), messages.say(language, "rest.begin"), messages.say(language, "rest.date", today),
            messages.say(language, "rest.hijri", today));
    }
    return page;
}

Result<std::string> home_pages(std::filesystem::path const& source, std::span<PageInLanguage const> pages)
{
    std::string html = "<!DOCTYPE html>\n<meta charset=\"utf-8\">\n<title>home</title>\n<style>\n" + faces(source / "fonts");
    html += fmt::format("{}</style>\n<script>function show(language) {{ for (const page of document.querySelectorAll('main')) page.hidden = page.lang !== language; }}</script>\n",
        placed_style);
    for (auto const& page : pages) {
        html += fmt::format("<main lang=\"{}\" dir=\"{}\"{}>\n", code_of(page.language), language::right_to_left(page.language) ? "rtl" : "ltr",
            &page == &pages.front() ? "" : " hidden");
        for (auto const& node : page.nodes) {
            if (!node.in_sight || node.words.empty())
                continue;
            auto const kind = node.touchable ? "button" : node.role == ui::Role::heading ? "h1" : "div";
            auto const acts = node.touchable && node.id.starts_with("language.") ? fmt::format(" onclick=\"show('{}')\"", node.id.substr(9)) : "";
            html += fmt::format("<{0}{1} style=\"left:{2}px;top:{3}px;width:{4}px;height:{5}px\">{6}</{0}>\n", kind, acts, node.area.left, node.area.top,
                node.area.width(), node.area.height(), escaped(node.words.text));
        }
        html += "</main>\n";
    }
    return html;
}

}
