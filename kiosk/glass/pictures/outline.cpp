#include "kiosk/glass/pictures/outline.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fmt/format.h>
#include <numbers>

namespace kiosk::pictures {

namespace {

/// How far a flattened curve may be off, in view-box units: an eighth of a pixel where an icon fills the height of a panel.
constexpr float tolerance = 0.002f;
constexpr float largest_number = 100000;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
Point operator+(Point a, Point b) { return { a.x + b.x, a.y + b.y }; }
Point operator-(Point a, Point b) { return { a.x - b.x, a.y - b.y }; }
Point operator*(Point a, float factor) { return { a.x * factor, a.y * factor }; }

float length(Point a) { return std::hypot(a.x, a.y); }

int steps_for(float bend)
{
    // The chord of a curve whose second difference is `bend` is off by at most bend / (8 n²) for each of n steps.
    return std::clamp(static_cast<int>(std::ceil(std::sqrt(bend / (8 * tolerance)))), 1, 200);
}

}

bool AttributeText::at_end()
{
    auto const first = std::min(m_text.find_first_not_of(" \t\r\n,"), m_text.size());
    m_text.remove_prefix(first);
    return m_text.empty();
}

char AttributeText::peek_letter()
{
    return !at_end() && is_letter(m_text.front()) ? m_text.front() : '\0';
}

char AttributeText::take_letter()
{
    auto const letter = peek_letter();
    if (letter != '\0')
        m_text.remove_prefix(1);
    return letter;
}

Result<float> AttributeText::number()
{
    auto const expected = [&](std::string_view what) {
        auto const saw = m_text.empty() ? "the end" : fmt::format("“{}”", m_text.substr(0, 12));
        return failed(Failure::malformed, fmt::format("expected {}, saw {}", what, saw));
    };
    if (at_end())
        return expected("a number");
    // from_chars() knows no plus and takes "inf" and "nan".
    auto const sign = m_text.front() == '+' || m_text.front() == '-' ? std::size_t { 1 } : 0;
    if (m_text.size() <= sign || !(is_digit(m_text[sign]) || m_text[sign] == '.'))
        return expected("a number");
    auto const* const begin = m_text.data() + (m_text.front() == '+' ? 1 : 0);
    float value = 0;
    auto const [end, error] = std::from_chars(begin, m_text.data() + m_text.size(), value);
    if (error != std::errc())
        return expected("a number");
    if (!(std::abs(value) <= largest_number))
        return expected("a number of at most 100000");
    m_text.remove_prefix(static_cast<std::size_t>(end - m_text.data()));
    return value;
}

Result<bool> AttributeText::flag()
{
    if (at_end() || (m_text.front() != '0' && m_text.front() != '1'))
        return failed(Failure::malformed, fmt::format("expected 0 or 1 of an arc, saw “{}”", m_text.substr(0, 12)));
    auto const set = m_text.front() == '1';
    m_text.remove_prefix(1);
    return set;
}

void Outline::add(Point to)
{
    if (!m_open) {
        m_lines.push_back({ m_at });
        ++m_point_count;
        m_open = true;
    }
    m_lines.back().push_back(to);
    ++m_point_count;
    m_at = to;
}

void Outline::move_to(Point to)
{
    m_at = to;
    m_start = to;
    m_open = false;
}

void Outline::line_to(Point to) { add(to); }

void Outline::cubic_to(Point c1, Point c2, Point to)
{
    auto const from = m_at;
    auto const bend = 6 * std::max(length(from - c1 * 2 + c2), length(c1 - c2 * 2 + to));
    auto const steps = steps_for(bend);
    for (int i = 1; i < steps; ++i) {
        auto const t = static_cast<float>(i) / static_cast<float>(steps);
        auto const u = 1 - t;
        add(from * (u * u * u) + c1 * (3 * u * u * t) + c2 * (3 * u * t * t) + to * (t * t * t));
    }
    add(to);
}

void Outline::quadratic_to(Point control, Point to)
{
    auto const from = m_at;
    cubic_to(from + (control - from) * (2.f / 3), to + (control - to) * (2.f / 3), to);
}

void Outline::arc_to(float radius_x, float radius_y, float rotation, bool large, bool sweep, Point to)
{
    auto const from = m_at;
    auto rx = static_cast<double>(std::abs(radius_x));
    auto ry = static_cast<double>(std::abs(radius_y));
    if (from == to)
        return;
    if (rx < 1e-6 || ry < 1e-6)
        return line_to(to);
    // F.6.5: the centre from the end points, on axes turned by -rotation.
    auto const turn = static_cast<double>(rotation) * std::numbers::pi / 180;
    auto const cosine = std::cos(turn);
    auto const sine = std::sin(turn);
    auto const half_x = (static_cast<double>(from.x) - static_cast<double>(to.x)) / 2;
    auto const half_y = (static_cast<double>(from.y) - static_cast<double>(to.y)) / 2;
    auto const x1 = cosine * half_x + sine * half_y;
    auto const y1 = -sine * half_x + cosine * half_y;
    // F.6.6: radii that cannot reach are made as large as they must be.
    auto const reach = x1 * x1 / (rx * rx) + y1 * y1 / (ry * ry);
    if (reach > 1) {
        rx *= std::sqrt(reach);
        ry *= std::sqrt(reach);
    }
    auto const lower = rx * rx * y1 * y1 + ry * ry * x1 * x1;
    auto const upper = std::max(0.0, rx * rx * ry * ry - lower);
    auto const away = (large == sweep ? -1 : 1) * std::sqrt(upper / lower);
    auto const cx1 = away * rx * y1 / ry;
    auto const cy1 = -away * ry * x1 / rx;
    auto const cx = cosine * cx1 - sine * cy1 + (static_cast<double>(from.x) + static_cast<double>(to.x)) / 2;
    auto const cy = sine * cx1 + cosine * cy1 + (static_cast<double>(from.y) + static_cast<double>(to.y)) / 2;
    auto const begin = std::atan2((y1 - cy1) / ry, (x1 - cx1) / rx);
    auto span = std::atan2((-y1 - cy1) / ry, (-x1 - cx1) / rx) - begin;
    if (sweep && span < 0)
        span += 2 * std::numbers::pi;
    else if (!sweep && span > 0)
        span -= 2 * std::numbers::pi;
    auto const bend = static_cast<float>(std::max(rx, ry) * span * span);
    auto const steps = steps_for(bend);
    for (int i = 1; i < steps; ++i) {
        auto const angle = begin + span * i / steps;
        auto const x = rx * std::cos(angle);
        auto const y = ry * std::sin(angle);
        add({ static_cast<float>(cosine * x - sine * y + cx), static_cast<float>(sine * x + cosine * y + cy) });
    }
    add(to);
}

void Outline::close()
{
    add(m_start);
    m_open = false;
}

namespace {

/// Reads the commands of a path; what the smooth commands reflect is kept between them.
class PathReader {
public:
    PathReader(std::string_view d, Outline& outline) : m_text(d), m_outline(outline) { }

    Result<void> run()
    {
        if (m_text.at_end())
            return {};
        if (auto const first = m_text.peek_letter(); first != 'M' && first != 'm')
            return failed(Failure::malformed, "expected a path that begins with M or m");
        char command = '\0';
        while (!m_text.at_end()) {
            if (m_outline.point_count() > 20000)
                return failed(Failure::malformed, "expected an icon, saw more than 20000 points");
            if (m_text.peek_letter() != '\0')
                command = m_text.take_letter();
            else if (command == 'Z' || command == 'z')
                return failed(Failure::malformed, "expected a command after Z");
            TRY(draw(command));
            m_before = command;
            // Further pairs after a move are lines.
            if (command == 'M')
                command = 'L';
            else if (command == 'm')
                command = 'l';
        }
        return {};
    }

private:
    Result<Point> point(bool relative)
    {
        auto const x = TRY(m_text.number());
        auto const y = TRY(m_text.number());
        return relative ? m_outline.at() + Point { x, y } : Point { x, y };
    }

    bool before_was(std::string_view commands) const { return m_before != '\0' && commands.find(m_before) != commands.npos; }

    Result<void> draw(char command)
    {
        auto const relative = command >= 'a';
        auto const at = m_outline.at();
        switch (relative ? static_cast<char>(command - 'a' + 'A') : command) {
        case 'M': m_outline.move_to(TRY(point(relative))); break;
        case 'L': m_outline.line_to(TRY(point(relative))); break;
        case 'H': m_outline.line_to({ TRY(m_text.number()) + (relative ? at.x : 0), at.y }); break;
        case 'V': m_outline.line_to({ at.x, TRY(m_text.number()) + (relative ? at.y : 0) }); break;
        case 'C': {
            auto const first = TRY(point(relative));
            m_control = TRY(point(relative));
            m_outline.cubic_to(first, m_control, TRY(point(relative)));
            break;
        }
        case 'S': {
            auto const first = before_was("CcSs") ? at * 2 - m_control : at;
            m_control = TRY(point(relative));
            m_outline.cubic_to(first, m_control, TRY(point(relative)));
            break;
        }
        case 'Q':
            m_control = TRY(point(relative));
            m_outline.quadratic_to(m_control, TRY(point(relative)));
            break;
        case 'T':
            m_control = before_was("QqTt") ? at * 2 - m_control : at;
            m_outline.quadratic_to(m_control, TRY(point(relative)));
            break;
        case 'A': {
            auto const radius_x = TRY(m_text.number());
            auto const radius_y = TRY(m_text.number());
            auto const rotation = TRY(m_text.number());
            auto const large = TRY(m_text.flag());
            auto const sweep = TRY(m_text.flag());
            m_outline.arc_to(radius_x, radius_y, rotation, large, sweep, TRY(point(relative)));
            break;
        }
        case 'Z': m_outline.close(); break;
        default: return failed(Failure::malformed, fmt::format("expected a path command, saw “{}”", command));
        }
        return {};
    }

    AttributeText m_text;
    Outline& m_outline;
    Point m_control { 0, 0 };
    char m_before = '\0';
};

}

Result<void> read_path(std::string_view d, Outline& outline) { return PathReader(d, outline).run(); }

}
