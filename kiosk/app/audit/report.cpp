#include "kiosk/app/audit/report.h"

#include <fmt/format.h>

#include <algorithm>

namespace kiosk::audit {

namespace {

std::string_view mark_of(Sum const& sum)
{
    return !sum.worst ? "not read" : sum.broken > 0 ? "broken" : sum.short_of_ours > 0 ? "short" : "good";
}

json::Value to_value(Measure measure, Example const& example)
{
    auto const& spot = example.spot;
    return json::Value::Object { { "value", example.value }, { "what", spot.what }, { "page", spot.exhibit }, { "aspect", name_of(spot.aspect) },
        { "screenful", spot.screenful }, { "area_px", json::Value::Array { spot.area.left, spot.area.top, spot.area.right, spot.area.bottom } },
        { "margin", margin(measure, example.value) } };
}

}

bool good(Findings const& findings)
{
    return !findings.tally.any_broken() && std::ranges::none_of(findings.rulings, [](Ruling const& ruling) { return ruling.standing == Standing::fail; });
}

std::string told(Measure measure, double value, double limit)
{
    auto const& scale = scale_of(measure);
    bool const whole = scale.unit.empty() && limit == 0;
    auto const number = [&](double one) { return whole || scale.unit == "letters" || scale.unit == "s" ? fmt::format("{:.0f}", one) : fmt::format("{:.2f}", one); };
    auto const unit = scale.unit.empty() ? std::string() : " " + std::string(scale.unit);
    return fmt::format("{} {}{} ({} {})", scale.name, number(value), unit, scale.sense == Sense::at_least ? "at least" : "at most", number(limit));
}

std::string told(Spot const& spot)
{
    auto const place = spot.screenful > 1 ? fmt::format("{}, screenful {}", spot.exhibit, spot.screenful) : spot.exhibit;
    return fmt::format("{}{}{}, {}", spot.what, spot.what.empty() ? "" : "; ", place, name_of(spot.aspect));
}

std::string table(Findings const& findings)
{
    std::string out;
    std::string_view standard;
    for (auto const& ruling : findings.rulings) {
        if (ruling.clause->standard != standard) {
            standard = ruling.clause->standard;
            out += fmt::format("{}{}\n", out.empty() ? "" : "\n", standard);
        }
        out += fmt::format("  {:<15} {:<16} {}\n", to_string(ruling.standing), ruling.clause->number, ruling.clause->asks);
        if (ruling.worst)
            out += fmt::format("  {:<15} {:<16} {}: {}\n", "", "", told(*ruling.measure, ruling.worst->value, ruling.limit), told(ruling.worst->spot));
        else if (!ruling.reason.empty())
            out += fmt::format("  {:<15} {:<16} {}\n", "", "", ruling.reason);
    }
    out += "\nMeasures\n";
    for (std::size_t i = 0; i < measure_count; ++i) {
        auto const measure = static_cast<Measure>(i);
        auto const& scale = scale_of(measure);
        auto const& sum = findings.tally.of(measure);
        out += fmt::format("  {:<15} {:<25} {:>8} read, {:>5} broken, {:>5} short; {}\n", mark_of(sum), scale.name, sum.read, sum.broken, sum.short_of_ours, scale.says);
        if (sum.worst)
            out += fmt::format("  {:<15} {}: {}\n", "", told(measure, sum.worst->value, scale.floor), told(sum.worst->spot));
        for (auto const& example : sum.examples)
            out += fmt::format("  {:<15}   {}\n", "", fmt::format("{}: {}", told(measure, example.value, scale.ours), told(example.spot)));
    }
    auto const count = [&](Standing standing) { return std::ranges::count(findings.rulings, standing, &Ruling::standing); };
    out += fmt::format("\n{} pages in {} screenfuls of {} combinations; {:.0f} s, {:.0f} s of CPU\n", findings.tally.pages(), findings.tally.screenfuls(), findings.combinations,
        findings.seconds, findings.cpu_seconds);
    out += fmt::format("{} clauses pass, {} fail, {} are held elsewhere, {} do not apply\n", count(Standing::pass), count(Standing::fail), count(Standing::elsewhere),
        count(Standing::not_applicable));
    return out;
}

json::Value to_value(Findings const& findings)
{
    json::Value::Array rows;
    for (auto const& ruling : findings.rulings) {
        json::Value::Object row { { "standard", ruling.clause->standard }, { "clause", ruling.clause->number }, { "asks", ruling.clause->asks },
            { "result", to_string(ruling.standing) }, { "reason", ruling.reason } };
        if (ruling.worst) {
            row.emplace_back("measure", scale_of(*ruling.measure).name);
            row.emplace_back("limit", ruling.limit);
            row.emplace_back("worst", to_value(*ruling.measure, *ruling.worst));
        }
        rows.emplace_back(std::move(row));
    }
    json::Value::Array measures;
    for (std::size_t i = 0; i < measure_count; ++i) {
        auto const measure = static_cast<Measure>(i);
        auto const& scale = scale_of(measure);
        auto const& sum = findings.tally.of(measure);
        json::Value::Array examples;
        for (auto const& example : sum.examples)
            examples.push_back(to_value(measure, example));
        json::Value::Object one { { "measure", scale.name }, { "says", scale.says }, { "unit", scale.unit },
            { "sense", scale.sense == Sense::at_least ? "at_least" : "at_most" }, { "floor", scale.floor }, { "ours", scale.ours }, { "slack", scale.slack },
            { "result", mark_of(sum) }, { "read", sum.read }, { "broken", sum.broken }, { "short_of_ours", sum.short_of_ours } };
        if (sum.worst)
            one.emplace_back("worst", to_value(measure, *sum.worst));
        if (sum.worst_of_ours)
            one.emplace_back("worst_on_large_panels", to_value(measure, *sum.worst_of_ours));
        one.emplace_back("examples", std::move(examples));
        measures.emplace_back(std::move(one));
    }
    return json::Value::Object { { "good", good(findings) }, { "pages", findings.tally.pages() }, { "screenfuls", findings.tally.screenfuls() },
        { "combinations", findings.combinations }, { "seconds", findings.seconds }, { "cpu_seconds", findings.cpu_seconds }, { "clauses", std::move(rows) },
        { "measures", std::move(measures) } };
}

}
