#include "kiosk/glass/language/zone_rule.h"

#include <algorithm>

namespace kiosk::language {

/// Takes a rule from the front of a text; `good` turns false at what does not belong there.
class ZoneRuleParser {
public:
    explicit ZoneRuleParser(std::string_view text) : m_left(text) { }

    Result<ZoneRule> rule()
    {
        ZoneRule rule;
        name();
        rule.m_ahead = -time(24);
        if (!m_left.empty()) {
            ZoneRule::Summer summer { rule.m_ahead + std::chrono::hours(1), {}, {} };
            name();
            if (!m_left.empty() && !m_left.starts_with(','))
                summer.ahead = -time(24);
            take(',');
            summer.begin = change();
            take(',');
            summer.end = change();
            rule.m_summer = summer;
        }
        if (!m_good || !m_left.empty())
            return failed(Failure::malformed, "expected a rule for summer time as POSIX writes it");
        return rule;
    }

private:
    bool take(char wanted)
    {
        bool const there = m_left.starts_with(wanted);
        if (there)
            m_left.remove_prefix(1);
        m_good = m_good && there;
        return there;
    }
    bool maybe(char wanted) { return m_left.starts_with(wanted) && take(wanted); }

    /// Three letters or more, or anything between angle brackets.
    void name()
    {
        if (maybe('<')) {
            m_left.remove_prefix(std::min(m_left.find('>'), m_left.size()));
            take('>');
            return;
        }
        auto const letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
        auto const end = std::ranges::find_if_not(m_left, letter) - m_left.begin();
        m_good = m_good && end >= 3;
        m_left.remove_prefix(static_cast<std::size_t>(end));
    }

    int number(int most)
    {
        int value = 0;
        bool any = false;
        for (; !m_left.empty() && m_left.front() >= '0' && m_left.front() <= '9' && value <= most; any = true) {
            value = value * 10 + (m_left.front() - '0');
            m_left.remove_prefix(1);
        }
        m_good = m_good && any && value <= most;
        return m_good ? value : 0;
    }

    /// `[+-]hh[:mm[:ss]]`
    std::chrono::seconds time(int most_hours)
    {
        bool const negative = maybe('-');
        if (!negative)
            maybe('+');
        std::chrono::seconds sum = std::chrono::hours(number(most_hours));
        if (maybe(':'))
            sum += std::chrono::minutes(number(59));
        if (maybe(':'))
            sum += std::chrono::seconds(number(59));
        return negative ? -sum : sum;
    }

    ZoneRule::Change change()
    {
        using Kind = ZoneRule::Change::Kind;
        ZoneRule::Change change;
        if (maybe('M')) {
            change.kind = Kind::month_week_day;
            change.month = static_cast<unsigned>(number(12));
            take('.');
            change.week = static_cast<unsigned>(number(5));
            take('.');
            change.weekday = static_cast<unsigned>(number(6));
            m_good = m_good && change.month > 0 && change.week > 0;
        } else if (maybe('J')) {
            change.kind = Kind::day_without_leap;
            change.day = number(365);
            m_good = m_good && change.day > 0;
        } else {
            change.day = number(365);
        }
        if (maybe('/'))
            change.time = time(167);
        return change;
    }

    std::string_view m_left;
    bool m_good = true;
};

Result<ZoneRule> ZoneRule::parse(std::string_view text)
{
    return ZoneRuleParser(text).rule();
}

std::chrono::sys_seconds ZoneRule::Change::in(std::chrono::year year) const
{
    using namespace std::chrono;
    auto const first = sys_days(year / January / 1);
    switch (kind) {
    case Kind::month_week_day: {
        auto const of = year / std::chrono::month(month);
        auto const wanted = std::chrono::weekday(weekday);
        return (week == 5 ? sys_days(of / wanted[last]) : sys_days(of / wanted[week])) + time;
    }
    case Kind::day_without_leap: return first + days(day - 1 + (year.is_leap() && day >= 60 ? 1 : 0)) + time;
    case Kind::day: return first + days(day) + time;
    }
    return first;
}

std::chrono::seconds ZoneRule::ahead_at(std::chrono::sys_seconds moment) const
{
    if (!m_summer)
        return m_ahead;
    auto const year = std::chrono::year_month_day(std::chrono::floor<std::chrono::days>(moment + m_ahead)).year();
    // The clock that is changed is the one that runs until then.
    auto const begin = m_summer->begin.in(year) - m_ahead, end = m_summer->end.in(year) - m_summer->ahead;
    bool const summer = begin < end ? moment >= begin && moment < end : moment >= begin || moment < end;
    return summer ? m_summer->ahead : m_ahead;
}

}
