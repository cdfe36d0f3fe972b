#include "kiosk/app/audit/report.h"

#include <fmt/format.h>

#include <algorithm>

namespace kiosk::audit {

namespace {

/// The house's look, for a screen and for paper.
constexpr std::string_view style = R"(
:root { --paper: #FBF9F5; --raised: #FFFFFF; --sand: #EFE8DA; --ink: #14212B; --ink2: #2B3942; --primary: #00384A; --danger: #741010; --success: #084422; --warning: #4F3300; }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 17px/1.5 "Noto Sans", system-ui, sans-serif; }
header { background: var(--sand); padding: 2.5rem max(1.5rem, calc(50vw - 36rem)); }
main { padding: 1rem max(1.5rem, calc(50vw - 36rem)) 4rem; }
h1 { font-size: 2.1rem; margin: 0 0 .5rem; }
h2 { font-size: 1.5rem; margin: 3rem 0 1rem; border-bottom: 2px solid var(--ink); padding-bottom: .3rem; }
h3 { font-size: 1.1rem; margin: 0; }
p { max-width: 46rem; }
table { width: 100%; border-collapse: collapse; background: var(--raised); }
th, td { text-align: start; vertical-align: top; padding: .55rem .8rem; border-bottom: 1px solid var(--sand); }
th { font-weight: 600; }
td.number, th.number { white-space: nowrap; font-variant-numeric: tabular-nums; }
small { color: var(--ink2); display: block; overflow-wrap: anywhere; }
.mark { display: inline-block; min-width: 8.2rem; font-weight: 700; white-space: nowrap; }
.pass::before, .good::before { content: "\2713\00A0"; } .pass, .good { color: var(--success); }
.fail::before, .broken::before { content: "\2715\00A0"; } .fail, .broken { color: var(--danger); }
.short::before { content: "!\00A0"; } .short { color: var(--warning); }
.aside::before { content: "\2013\00A0"; } .aside { color: var(--ink2); font-weight: 400; }
.verdict { font-size: 1.3rem; font-weight: 700; }
.worst { display: grid; grid-template-columns: minmax(12rem, 22rem) 1fr; gap: 1.5rem; background: var(--raised); border: 1px solid var(--sand); border-radius: 12px; padding: 1.2rem; margin: 0 0 1.2rem; break-inside: avoid; }
.worst img { width: 100%; border: 1px solid var(--ink2); border-radius: 4px; }
.worst ul { margin: .5rem 0 0; padding-inline-start: 1.2rem; }
@media (max-width: 44rem) { .worst { grid-template-columns: 1fr; } }
)";

std::string escaped(std::string_view text)
{
    std::string out;
    for (char const c : text) {
        switch (c) {
        case '&': out += "&amp;"; break;
        case '<': out += "&lt;"; break;
        case '>': out += "&gt;"; break;
        case '"': out += "&quot;"; break;
        case '\n': out += " / "; break;
        default: out += c;
        }
    }
    return out;
}

/// RFC 4648, section 4.
std::string base64(std::string_view bytes)
{
    constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    out.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        auto const byte = [&](std::size_t at) { return at < bytes.size() ? static_cast<unsigned>(static_cast<unsigned char>(bytes[at])) : 0U; };
        auto const all = byte(i) << 16U | byte(i + 1) << 8U | byte(i + 2);
        out += letters[all >> 18U & 63U];
        out += letters[all >> 12U & 63U];
        out += i + 1 < bytes.size() ? letters[all >> 6U & 63U] : '=';
        out += i + 2 < bytes.size() ? letters[all & 63U] : '=';
    }
    return out;
}

std::string_view class_of(Standing standing)
{
    return standing == Standing::pass ? "pass" : standing == Standing::fail ? "fail" : "aside";
}

std::string_view word_of(Sum const& sum)
{
    return !sum.worst ? "not read" : sum.broken > 0 ? "broken" : sum.short_of_ours > 0 ? "short" : "good";
}

void add_clauses(std::string& out, Findings const& findings)
{
    std::string_view standard;
    for (auto const& ruling : findings.rulings) {
        if (ruling.clause->standard != standard) {
            out += standard.empty() ? "" : "</tbody></table>\n";
            standard = ruling.clause->standard;
            out += fmt::format("<h2>{}</h2>\n<table><thead><tr><th class=\"number\">Clause</th><th>Asks</th><th>Result</th></tr></thead><tbody>\n", escaped(standard));
        }
        auto why = ruling.worst ? escaped(told(*ruling.measure, ruling.worst->value, ruling.limit)) + "<br>" + escaped(told(ruling.worst->spot)) : escaped(ruling.reason);
        if (ruling.worst)
            why = fmt::format("<a href=\"#{0}\">{0}</a> ", scale_of(*ruling.measure).name) + why.substr(scale_of(*ruling.measure).name.size());
        out += fmt::format("<tr><td class=\"number\">{}</td><td>{}<small>{}</small></td><td><span class=\"mark {}\">{}</span></td></tr>\n", escaped(ruling.clause->number),
            escaped(ruling.clause->asks), why, class_of(ruling.standing), to_string(ruling.standing));
    }
    out += "</tbody></table>\n";
}

void add_measures(std::string& out, Findings const& findings, std::map<Measure, std::string> const& pictures)
{
    for (std::size_t i = 0; i < measure_count; ++i) {
        auto const measure = static_cast<Measure>(i);
        auto const& scale = scale_of(measure);
        auto const& sum = findings.tally.of(measure);
        out += fmt::format("<section class=\"worst\" id=\"{}\"><div>", scale.name);
        if (auto const picture = pictures.find(measure); picture != pictures.end())
            out += fmt::format("<img alt=\"The worst case of {}, framed\" src=\"data:image/png;base64,{}\">", scale.name, base64(picture->second));
        out += fmt::format("</div><div><h3>{}</h3><p><span class=\"mark {}\">{}</span> {}</p>", scale.name, sum.worst ? word_of(sum) : "aside", word_of(sum), escaped(scale.says));
        auto const limits = scale.floor == scale.ours ? fmt::format("{} {:g} {}", scale.sense == Sense::at_least ? "at least" : "at most", scale.floor, scale.unit)
                                                      : fmt::format("floor {:g} {}, ours {:g} {}", scale.floor, scale.unit, scale.ours, scale.unit);
        out += fmt::format("<p>{}; {} read, {} broken, {} short of ours.</p>", limits, sum.read, sum.broken, sum.short_of_ours);
        if (sum.worst)
            out += fmt::format("<p>Worst: {}<small>{}</small></p>", escaped(told(measure, sum.worst->value, scale.floor)), escaped(told(sum.worst->spot)));
        if (!sum.examples.empty()) {
            out += "<ul>";
            for (auto const& example : sum.examples)
                out += fmt::format("<li>{}<small>{}</small></li>", escaped(told(measure, example.value, scale.ours)), escaped(told(example.spot)));
            out += "</ul>";
        }
        out += "</div></section>\n";
    }
}

}

std::string page(Findings const& findings, std::map<Measure, std::string> const& pictures)
{
    auto const count = [&](Standing standing) { return std::ranges::count(findings.rulings, standing, &Ruling::standing); };
    std::string out = "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                      "<title>Shubbak: audit of the glass</title><style>";
    out += style;
    out += "</style></head><body>\n<header><h1>Audit of the glass</h1>\n";
    out += fmt::format("<p class=\"verdict\"><span class=\"mark {}\">{}</span></p>\n", good(findings) ? "pass" : "fail", good(findings) ? "No floor is broken" : "A floor is broken");
    out += fmt::format("<p>{} pages in {} screenfuls, measured as they stand on the glass, in {} combinations of page, language, size of text, colours, manner and panel. "
                       "{} clauses pass, {} fail, {} are held by other tests, {} do not apply. {:.0f} s, {:.0f} s of CPU.</p></header>\n<main>\n",
        findings.tally.pages(), findings.tally.screenfuls(), findings.combinations, count(Standing::pass), count(Standing::fail), count(Standing::elsewhere), count(Standing::not_applicable),
        findings.seconds, findings.cpu_seconds);
    add_clauses(out, findings);
    out += "<h2>Measures and their worst cases</h2>\n";
    add_measures(out, findings, pictures);
    out += "</main></body></html>\n";
    return out;
}

}
