#include "deploy/hub/fleet_page.h"

#include <algorithm>
#include <fmt/format.h>

namespace deploy::hub {

namespace {

struct Row {
    kiosk::WallTime seen {};
    std::uint64_t records = 0;
    std::uint64_t aside = 0;
    std::uint64_t journals = 0;
    std::map<wire::Outcome, std::uint64_t> states;
};

/// "now", "12 min ago", "3 h ago", "5 days ago"
std::string ago(kiosk::WallTime then, kiosk::WallTime now)
{
    auto const minutes = std::chrono::duration_cast<std::chrono::minutes>(now - then).count();
    if (minutes < 1)
        return "now";
    if (minutes < 120)
        return fmt::format("{} min ago", minutes);
    if (minutes < 48 * 60)
        return fmt::format("{} h ago", minutes / 60);
    return fmt::format("{} days ago", minutes / (24 * 60));
}

/// `2026-11-21 09:30 UTC`
std::string to_minute(kiosk::WallTime moment)
{
    auto text = kiosk::to_rfc3339(moment).substr(0, 16);
    text[10] = ' ';
    return text + " UTC";
}

constexpr std::string_view style = R"(
:root { color-scheme: light dark; --ink: #1d2430; --paper: #f6f5f1; --card: #fff; --line: #dcd9d0; --quiet: #5c6472;
        --good: #1c7a4a; --late: #b3541e; --bad: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --ink: #e9e7e1; --paper: #14171c; --card: #1d2128; --line: #333942;
        --quiet: #9aa3b0; --good: #5fc792; --late: #f0a267; --bad: #f2867d; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 64rem; margin: 0 auto; padding: 2.5rem 1.5rem; }
h1 { font-size: 1.6rem; margin: 0; letter-spacing: -.01em; }
h2 { font-size: 1.1rem; margin: 0 0 .6rem; }
h1 + p { margin: .2rem 0 2rem; color: var(--quiet); }
dl { display: flex; flex-wrap: wrap; gap: 1rem; margin: 0 0 2rem; }
dl div { flex: 1 1 9rem; background: var(--card); border: 1px solid var(--line); border-radius: .75rem; padding: 1rem 1.25rem; }
dt { color: var(--quiet); font-size: .85rem; }
dd { margin: 0; font-size: 1.7rem; font-weight: 600; font-variant-numeric: tabular-nums; }
.table { overflow-x: auto; background: var(--card); border: 1px solid var(--line); border-radius: .75rem; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { padding: .7rem 1.25rem; text-align: end; white-space: nowrap; }
th:first-child, td:first-child, th:nth-child(2), td:nth-child(2) { text-align: start; }
thead th { color: var(--quiet); font-size: .85rem; font-weight: 500; }
tbody tr { border-top: 1px solid var(--line); }
tbody th { font-weight: 600; }
.dot { display: inline-block; width: .6rem; height: .6rem; border-radius: 50%; margin-inline-end: .6rem; background: var(--good); }
.late .dot { background: var(--late); } .lost .dot { background: var(--bad); }
.calls { list-style: none; margin: 0 0 2rem; padding: 0; }
.calls li { display: flex; flex-wrap: wrap; align-items: center; gap: 1rem; background: var(--card); border: 2px solid var(--late); border-radius: .75rem;
        padding: .75rem 1.25rem; margin-bottom: .5rem; }
.calls li.seen { border-color: var(--line); } .calls strong { font-size: 1.2rem; } .calls form { margin-inline-start: auto; }
.calls button { font: inherit; font-weight: 600; padding: .5rem 1.25rem; border: 0; border-radius: .5rem; background: var(--ink); color: var(--paper); }
.some { color: var(--late); font-weight: 600; } .none { color: var(--quiet); }
.empty { padding: 2.5rem; text-align: center; color: var(--quiet); }
footer { margin-top: 2rem; color: var(--quiet); font-size: .85rem; }
)";

std::string list_of(std::span<OpenCall const> calls, kiosk::WallTime now)
{
    if (calls.empty())
        return {};
    std::string list = "<h2>Calls for help</h2>\n<ul class=\"calls\">\n";
    for (auto const& call : calls) {
        bool const seen = call.standing == wire::HelpAnswer::Standing::seen;
        list += fmt::format(R"(<li{}><strong>Kiosk {}</strong><span>since <time datetime="{}">{}</time></span>)", seen ? R"( class="seen")" : "",
            call.kiosk.text(), kiosk::to_rfc3339(call.since), ago(call.since, now));
        if (seen)
            list += "<span>Seen: the citizen reads it</span></li>\n";
        else
            list += fmt::format(R"(<form method="post" action="{0}" data-call="{1}"><input type="hidden" name="call" value="{1}"><button>Seen</button></form></li>)"
                                "\n",
                wire::help_target(call.kiosk), call.call.text());
    }
    return list + "</ul>\n";
}

std::string number(std::uint64_t count, std::string_view when_some = "")
{
    if (count == 0)
        return "<td class=\"none\">0</td>";
    return fmt::format("<td{}>{}</td>", when_some.empty() ? "" : fmt::format(" class=\"{}\"", when_some), count);
}

}

std::string_view fleet_script()
{
    return R"(const tell = () => {
  if (document.visibilityState !== "visible") return;
  for (const form of document.querySelectorAll("form[data-call]")) {
    const call = form.dataset.call;
    delete form.dataset.call;
    fetch(form.getAttribute("action"), { method: "POST", body: "shown&call=" + call });
  }
};
for (const sign of ["pointermove", "pointerdown", "keydown", "wheel"]) addEventListener(sign, tell, { passive: true });
)";
}

std::string fleet_page(std::span<StreamStanding const> streams, std::span<StateCount const> states,
    std::map<wire::KioskNumber, kiosk::WallTime> const& last_seen, std::span<OpenCall const> calls, kiosk::WallTime now)
{
    std::map<wire::KioskNumber, Row> rows;
    for (auto const& standing : streams) {
        auto& row = rows[standing.stream.kiosk];
        row.seen = std::max(row.seen, standing.last_record);
        row.records += standing.received;
        row.aside += standing.aside;
        ++row.journals;
    }
    for (auto const& count : states)
        rows[count.kiosk].states[count.state] += count.transactions;
    for (auto const& [kiosk, seen] : last_seen)
        rows[kiosk].seen = std::max(rows[kiosk].seen, seen);

    std::uint64_t transactions = 0, doubtful = 0, aside = 0;
    std::string table;
    for (auto& [kiosk, row] : rows) {
        auto const quiet = now - row.seen;
        // A kiosk asks for its marks every 5 minutes even when nobody touches it.
        auto const* const mood = quiet < std::chrono::minutes(12) ? "" : quiet < std::chrono::hours(24) ? " class=\"late\"" : " class=\"lost\"";
        table += fmt::format("<tr{}><th scope=\"row\">{}</th><td><span class=\"dot\"></span><time datetime=\"{}\">{}</time></td>", mood, kiosk.text(),
            kiosk::to_rfc3339(row.seen), ago(row.seen, now));
        table += number(row.states[wire::Outcome::printed]) + number(row.states[wire::Outcome::not_printed])
            + number(row.states[wire::Outcome::print_unknown], "some") + number(row.aside, "some") + number(row.journals) + "</tr>\n";
        for (auto const& [state, count] : row.states)
            transactions += count;
        doubtful += row.states[wire::Outcome::print_unknown];
        aside += row.aside;
    }
    if (rows.empty())
        table = "<tr><td colspan=\"7\" class=\"empty\">No kiosk has called yet. Give each one this hub's address and its public key (/v1/key).</td></tr>";

    return fmt::format(R"(<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="10"><title>Shubbak fleet</title><script src="/shown.js" defer></script><style>{}</style></head><body><main>
<h1>Shubbak fleet</h1><p>What the kiosks have delivered to this hub, at {}.</p>
{}<dl><div><dt>Kiosks</dt><dd>{}</dd></div><div><dt>Transactions</dt><dd>{}</dd></div>
<div><dt>Receipt in doubt</dt><dd>{}</dd></div><div><dt>Records put aside</dt><dd>{}</dd></div></dl>
<div class="table"><table><thead><tr><th scope="col">Kiosk</th><th scope="col">Last seen</th><th scope="col">Printed</th><th scope="col">Not printed</th>
<th scope="col">In doubt</th><th scope="col">Put aside</th><th scope="col">Journals</th></tr></thead><tbody>
{}</tbody></table></div>
<footer>In doubt: the kiosk fell or its printer went silent while it printed, so nobody knows whether the citizen holds a receipt. Put aside: kept, but it cannot be read.
Journals: more than one means that a kiosk's journal was replaced.</footer>
</main></body></html>
)",
        style, to_minute(now), list_of(calls, now), rows.size(), transactions, doubtful, aside, table);
}

}
