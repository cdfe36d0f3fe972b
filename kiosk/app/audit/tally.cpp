#include "kiosk/app/audit/tally.h"

#include "kiosk/base/json/reader.h"

#include <algorithm>

namespace kiosk::audit {

namespace {

json::Value to_value(Example const& example)
{
    auto const& [name, aspect, screenful, what, area] = example.spot;
    return json::Value::Object { { "value", example.value }, { "exhibit", name }, { "voice", static_cast<int>(aspect.voice) }, { "size", static_cast<int>(aspect.text_size) },
        { "contrast", static_cast<int>(aspect.contrast) }, { "mode", static_cast<int>(aspect.mode) }, { "panel", aspect.panel }, { "screenful", screenful },
        { "what", what }, { "area", json::Value::Array { area.left, area.top, area.right, area.bottom } } };
}

Result<Example> example_of(json::Value const& value)
{
    json::Reader fields(value, "audit");
    Example example;
    example.value = TRY(fields.number("value"));
    example.spot.exhibit = TRY(fields.text("exhibit"));
    auto& aspect = example.spot.aspect;
    aspect.voice = static_cast<Voice>(TRY(fields.integer("voice", 0, static_cast<std::int64_t>(all_voices.size()) - 1)));
    aspect.text_size = static_cast<ui::TextSize>(TRY(fields.integer("size", 0, 3)));
    aspect.contrast = static_cast<ui::Contrast>(TRY(fields.integer("contrast", 0, 3)));
    aspect.mode = static_cast<Mode>(TRY(fields.integer("mode", 0, static_cast<std::int64_t>(all_modes.size()) - 1)));
    aspect.panel = static_cast<std::size_t>(TRY(fields.integer("panel", 0, static_cast<std::int64_t>(panels.size()) - 1)));
    example.spot.screenful = static_cast<int>(TRY(fields.integer("screenful", 1, 1000)));
    example.spot.what = TRY(fields.text("what"));
    auto const* const area = value.find("area");
    if (area == nullptr || !area->is_array() || area->as_array().size() != 4)
        return failed(Failure::malformed, "audit: expected an area");
    auto const side = [&](std::size_t i) { return static_cast<int>(area->as_array()[i].as_integer()); };
    example.spot.area = { side(0), side(1), side(2), side(3) };
    return example;
}

bool same_place(Spot const& a, Spot const& b) { return a.exhibit == b.exhibit && a.what == b.what; }

}

void Tally::keep(Measure measure, Sum& sum, Example const& example)
{
    auto const worse = [&](Example const& a, Example const& b) { return margin(measure, a.value) < margin(measure, b.value); };
    auto const same = std::ranges::find_if(sum.examples, [&](Example const& one) { return same_place(one.spot, example.spot); });
    if (same != sum.examples.end()) {
        if (worse(example, *same))
            *same = example;
    } else if (sum.examples.size() < most_examples) {
        sum.examples.push_back(example);
    } else if (auto const best = std::ranges::max_element(sum.examples, worse); worse(example, *best)) {
        *best = example;
    }
    std::ranges::stable_sort(sum.examples, worse);
}

void Tally::add(Readings const& readings, std::string const& exhibit, Aspect const& aspect, int screenful)
{
    auto const held = panels[aspect.panel].held;
    for (auto const& reading : readings) {
        auto& sum = m_sums[static_cast<std::size_t>(reading.measure)];
        ++sum.read;
        auto const worse = [&](std::optional<Example> const& than) { return !than || margin(reading.measure, reading.value) < margin(reading.measure, than->value); };
        auto const verdict = judge(reading.measure, reading.value, held);
        if (verdict == Verdict::good && !worse(sum.worst) && !worse(sum.worst_of_ours))
            continue;
        Example example { reading.value, { exhibit, aspect, screenful, reading.what, reading.area } };
        sum.broken += verdict == Verdict::broken ? 1 : 0;
        sum.short_of_ours += verdict == Verdict::short_of_ours ? 1 : 0;
        if (verdict != Verdict::good)
            keep(reading.measure, sum, example);
        if (held == Held::to_ours && worse(sum.worst_of_ours))
            sum.worst_of_ours = example;
        if (worse(sum.worst))
            sum.worst = std::move(example);
    }
}

void Tally::add(Tally const& other)
{
    for (std::size_t i = 0; i < measure_count; ++i) {
        auto const measure = static_cast<Measure>(i);
        auto& sum = m_sums[i];
        auto const& more = other.m_sums[i];
        sum.read += more.read;
        sum.broken += more.broken;
        sum.short_of_ours += more.short_of_ours;
        auto const take = [&](std::optional<Example>& mine, std::optional<Example> const& theirs) {
            if (theirs && (!mine || margin(measure, theirs->value) < margin(measure, mine->value)))
                mine = theirs;
        };
        take(sum.worst, more.worst);
        take(sum.worst_of_ours, more.worst_of_ours);
        for (auto const& example : more.examples)
            keep(measure, sum, example);
    }
    m_pages += other.m_pages;
    m_screenfuls += other.m_screenfuls;
}

bool Tally::any_broken() const
{
    return std::ranges::any_of(m_sums, [](Sum const& sum) { return sum.broken > 0; });
}

json::Value Tally::to_value() const
{
    json::Value::Array sums;
    for (auto const& sum : m_sums) {
        json::Value::Array examples;
        for (auto const& example : sum.examples)
            examples.push_back(audit::to_value(example));
        json::Value::Object one { { "read", sum.read }, { "broken", sum.broken }, { "short", sum.short_of_ours }, { "examples", std::move(examples) } };
        if (sum.worst)
            one.emplace_back("worst", audit::to_value(*sum.worst));
        if (sum.worst_of_ours)
            one.emplace_back("worst_of_ours", audit::to_value(*sum.worst_of_ours));
        sums.emplace_back(std::move(one));
    }
    return json::Value::Object { { "pages", m_pages }, { "screenfuls", m_screenfuls }, { "sums", std::move(sums) } };
}

Result<Tally> Tally::from_value(json::Value const& value)
{
    constexpr std::int64_t most = std::int64_t { 1 } << 50;
    Tally tally;
    json::Reader fields(value, "audit");
    tally.m_pages = TRY(fields.integer("pages", 0, most));
    tally.m_screenfuls = TRY(fields.integer("screenfuls", 0, most));
    auto const* const sums = value.find("sums");
    if (sums == nullptr || !sums->is_array() || sums->as_array().size() != measure_count)
        return failed(Failure::malformed, "audit: expected the sums of all measures");
    for (std::size_t i = 0; i < measure_count; ++i) {
        auto const& one = sums->as_array()[i];
        json::Reader numbers(one, "audit");
        auto& sum = tally.m_sums[i];
        sum.read = TRY(numbers.integer("read", 0, most));
        sum.broken = TRY(numbers.integer("broken", 0, most));
        sum.short_of_ours = TRY(numbers.integer("short", 0, most));
        if (auto const* worst = one.find("worst"))
            sum.worst = TRY(example_of(*worst));
        if (auto const* worst = one.find("worst_of_ours"))
            sum.worst_of_ours = TRY(example_of(*worst));
        if (auto const* examples = one.find("examples"); examples != nullptr && examples->is_array()) {
            for (auto const& example : examples->as_array())
                sum.examples.push_back(TRY(example_of(example)));
        }
    }
    return tally;
}

}
