#include "kiosk/app/audit/audit.h"

#include "kiosk/app/audit/mirror.h"
#include "kiosk/app/audit/pairwise.h"
#include "kiosk/app/audit/reach.h"
#include "kiosk/app/audit/reading.h"
#include "kiosk/app/audit/voiced.h"
#include "kiosk/glass/text/typesetter.h"
#include "kiosk/glass/ui/page.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <fmt/format.h>
#include <map>
#include <set>
#include <tuple>

namespace kiosk::audit {

namespace {

constexpr std::array<int, 5> levels { static_cast<int>(all_voices.size()), static_cast<int>(all_sizes.size()), static_cast<int>(all_contrasts.size()),
    static_cast<int>(all_modes.size()), static_cast<int>(panels.size()) };

Aspect aspect_of(Row const& row)
{
    auto const at = [&](std::size_t factor) { return static_cast<std::size_t>(row[factor]); };
    return { all_voices[at(0)], all_sizes[at(1)], all_contrasts[at(2)], all_modes[at(3)], at(4) };
}

/// A page never has more screenfuls than this; one that has goes round in a circle.
constexpr int most_screenfuls = 60;

/// Text that is only drawn over: the frame round what was read.
void draw_frame(Picture& picture, Rectangle area)
{
    constexpr std::uint32_t signal = 0xE6007E;
    auto const fill = [&](Rectangle part) {
        part = on_picture(part, picture);
        for (int y = part.top; y < part.bottom; ++y)
            std::ranges::fill(picture.row(y).subspan(static_cast<std::size_t>(part.left), static_cast<std::size_t>(std::max(0, part.width()))), signal);
    };
    constexpr int thick = 4;
    constexpr int air = 3;
    Rectangle const outer { area.left - air - thick, area.top - air - thick, area.right + air + thick, area.bottom + air + thick };
    fill({ outer.left, outer.top, outer.right, outer.top + thick });
    fill({ outer.left, outer.bottom - thick, outer.right, outer.bottom });
    fill({ outer.left, outer.top, outer.left + thick, outer.bottom });
    fill({ outer.right - thick, outer.top, outer.right, outer.bottom });
}

Showroom::Build build_of(Stock const& stock, Exhibit const& exhibit, Aspect const& aspect)
{
    return [&stock, &exhibit, aspect](ui::Canvas& canvas) { draw(exhibit, stock.catalogue, aspect, canvas); };
}

/// Whether the focus is looked at on this page: it costs a picture for each target.
bool looks_at_focus(Exhibit const& exhibit, Aspect const& aspect)
{
    bool const sighted = aspect.voice == Voice::english || (aspect.voice == Voice::arabic && aspect.contrast == ui::Contrast::usual);
    return exhibit.share == Share::all_aspects && sighted && aspect.text_size == ui::TextSize::standard && aspect.mode == Mode::usual
        && panels[aspect.panel].held == Held::to_ours;
}

void walk_focus(Showroom& room, Readings& into)
{
    auto const before = room.sight();
    std::set<std::string> seen;
    for (std::size_t press = 0; press < 2 * before.targets.size() + 2; ++press) {
        room.press(platform::Key::down);
        for (auto const& node : room.presenter().nodes()) {
            if (!node.focused || !seen.insert(node.id).second)
                continue;
            auto const same = std::ranges::find_if(before.targets, [&](SeenTarget const& target) { return target.id == node.id && target.area == node.area; });
            // Where the page has scrolled to it there is nothing to compare with.
            if (same != before.targets.end())
                read_focus(before.picture, room.presenter().picture(), node.area, node.id, room.panel(), into);
        }
    }
}

/// Layouts of the page that this room shows and of the English one, compared.
void compare_with_english(Showroom& room, Stock const& stock, Exhibit const& exhibit, Aspect const& aspect, Readings& into)
{
    text::Typesetter typesetter(room.fonts());
    // The visit is the same, in the turned language, so that the same language is the chosen one; only the page reads otherwise.
    auto const build = build_of(stock, exhibit, aspect);
    auto english = aspect.form();
    english.language = Language::english;
    auto const turned = placed_things(room, build, aspect.form(), typesetter);
    read_mirror(placed_things(room, build, english, typesetter), turned, room.panel().width_px, into);
}

/// What takes another look at the page.
void compare_and_walk(Showroom& room, Stock const& stock, Exhibit const& exhibit, Aspect const& aspect, Tally& into)
{
    Readings readings;
    if (aspect.voice == Voice::turned) {
        room.show(build_of(stock, exhibit, aspect), aspect.form());
        compare_with_english(room, stock, exhibit, aspect, readings);
    }
    if (looks_at_focus(exhibit, aspect)) {
        room.show(build_of(stock, exhibit, aspect), aspect.form());
        walk_focus(room, readings);
    }
    // What is said does not depend on size, colour or panel.
    if (wording_of(aspect.voice) == Wording::shipped && aspect.text_size == ui::TextSize::standard && aspect.contrast == ui::Contrast::usual) {
        room.show(build_of(stock, exhibit, aspect), aspect.form());
        read_voiced(room, readings);
    }
    into.add(readings, exhibit.name, aspect, 1);
}

class Descriptor {
public:
    explicit Descriptor(int descriptor) : m_descriptor(descriptor) { }
    ~Descriptor() { close(m_descriptor); }
    Descriptor(Descriptor const&) = delete;
    Descriptor& operator=(Descriptor const&) = delete;
    [[nodiscard]] int number() const { return m_descriptor; }

private:
    int m_descriptor;
};

/// The whole of what a child writes; it ends when the child does.
std::string read_all(int descriptor)
{
    std::string all;
    std::array<char, 65536> part;
    for (;;) {
        auto const got = ::read(descriptor, part.data(), part.size());
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return all;
        all.append(part.data(), static_cast<std::size_t>(got));
    }
}

void write_all(int descriptor, std::string_view all)
{
    while (!all.empty()) {
        auto const put = ::write(descriptor, all.data(), all.size());
        if (put < 0 && errno == EINTR)
            continue;
        if (put <= 0)
            return;
        all.remove_prefix(static_cast<std::size_t>(put));
    }
}

}

std::vector<Combination> plan(std::span<Exhibit const> exhibits, Extent extent)
{
    auto const every = all_rows(levels);
    auto const pairs = pairwise(levels);
    std::vector<Combination> all;
    for (std::size_t i = 0; i < exhibits.size(); ++i) {
        bool const everything = extent == Extent::full || exhibits[i].share == Share::all_aspects;
        for (auto const& row : everything ? every : pairs) {
            auto aspect = aspect_of(row);
            if (!offered(aspect)) {
                // Among all combinations what else is in this row stands in others; of pairs it may be the only one.
                if (everything)
                    continue;
                auto smaller = aspect;
                smaller.text_size = ui::TextSize::large;
                all.push_back({ i, smaller });
                aspect.panel = 0;
            }
            all.push_back({ i, aspect });
        }
    }
    std::ranges::stable_sort(all, {}, [](Combination const& one) { return std::tuple(one.aspect.panel, wording_of(one.aspect.voice)); });
    return all;
}

void measure_page(Showroom& room, std::string const& name, Showroom::Build const& build, Aspect const& aspect, Tally& into)
{
    room.show(build, aspect.form());
    into.count_page();
    std::set<std::string> seen;
    std::map<std::string, Rectangle> whole;
    std::map<std::string, Rectangle> cut;
    Sight sight;
    for (int screenful = 1;; ++screenful) {
        into.count_screenful();
        sight = room.sight();
        auto readings = read(sight, aspect);
        if (screenful == 1)
            read_reach(room.presenter().laid_out(), readings);
        into.add(readings, name, aspect, screenful);
        for (auto const& node : sight.nodes) {
            if (node.in_sight)
                seen.insert(node.id);
        }
        for (auto const& text : sight.texts)
            (text.whole ? whole : cut).emplace(text.where + " \"" + text.words + "\"", text.area);
        if (screenful == most_screenfuls || !room.more())
            break;
    }
    Readings readings;
    auto const unseen = [&](ui::Node const& node) { return !seen.contains(node.id); };
    // What lies under something else is not meant to be seen.
    auto const missed = sight.covered ? 0 : std::ranges::count_if(sight.nodes, unseen);
    readings.push_back({ Measure::never_seen, 0 });
    for (auto const& node : sight.nodes) {
        if (missed > 0 && unseen(node))
            readings.push_back({ Measure::never_seen, static_cast<double>(missed), node.id, node.area });
    }
    // A text may be cut where it scrolls, but not on every screenful.
    for (auto const& [text, area] : cut) {
        if (!whole.contains(text))
            readings.push_back({ Measure::never_seen, 1, text, area });
    }
    into.add(readings, name, aspect, 1);
}

Result<Tally> measure(Stock const& stock, std::span<Exhibit const> exhibits, std::span<Combination const> combinations)
{
    Tally tally;
    std::unique_ptr<Showroom> room;
    std::optional<std::pair<std::size_t, Wording>> open;
    for (auto const& [exhibit, aspect] : combinations) {
        std::pair const wanted { aspect.panel, wording_of(aspect.voice) };
        if (open != wanted) {
            room.reset();
            room = TRY(Showroom::open(stock, panels[wanted.first], wanted.second));
            open = wanted;
        }
        measure_page(*room, exhibits[exhibit].name, build_of(stock, exhibits[exhibit], aspect), aspect, tally);
        compare_and_walk(*room, stock, exhibits[exhibit], aspect, tally);
    }
    return tally;
}

Result<Tally> measure_side_by_side(Stock const& stock, std::span<Exhibit const> exhibits, std::span<Combination const> combinations, unsigned processes)
{
    struct Child {
        pid_t process;
        std::unique_ptr<Descriptor> answer;
    };
    std::vector<Child> children;
    auto const shares = std::max(1U, processes);
    for (unsigned share = 0; share < shares; ++share) {
        std::array<int, 2> ends {};
        if (::pipe2(ends.data(), O_CLOEXEC) != 0)
            return failed(Failure::exhausted, "expected a pipe to another process");
        auto answer = std::make_unique<Descriptor>(ends[0]);
        auto const process = ::fork();
        if (process < 0) {
            ::close(ends[1]);
            return failed(Failure::exhausted, "expected another process, saw that the system has none to give");
        }
        if (process == 0) {
            std::vector<Combination> mine;
            for (std::size_t i = share; i < combinations.size(); i += shares)
                mine.push_back(combinations[i]);
            auto const tally = measure(stock, exhibits, mine);
            write_all(ends[1], tally ? json::write(tally->to_value()) : tally.error().story);
            ::_exit(tally ? 0 : 1);
        }
        ::close(ends[1]);
        children.push_back({ process, std::move(answer) });
    }
    Result<Tally> all = Tally {};
    for (auto const& child : children) {
        auto const answer = read_all(child.answer->number());
        int status = 0;
        while (::waitpid(child.process, &status, 0) < 0 && errno == EINTR) { }
        if (!all)
            continue;
        if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
            all = failed(Failure::refused, answer.empty() ? fmt::format("a process that measured ended with status {}", status) : answer);
            continue;
        }
        auto const value = json::parse(answer, "a process that measured");
        auto const part = value ? Tally::from_value(*value) : Result<Tally>(std::unexpected(value.error()));
        if (part)
            all->add(*part);
        else
            all = std::unexpected(part.error());
    }
    return all;
}

void read_patience(visit::Manners const& manners, Readings& into)
{
    auto const seconds = [](Duration time) { return std::chrono::duration<double>(time).count(); };
    into.push_back({ Measure::idle_warning, seconds(manners.until_warning), "the configuration" });
    into.push_back({ Measure::idle_answer, seconds(manners.until_end), "the configuration" });
    into.push_back({ Measure::idle_easy, seconds(manners.until_warning_unhurried), "the configuration" });
}

Result<Picture> picture_of(Stock const& stock, std::span<Exhibit const> exhibits, Spot const& spot)
{
    auto const found = std::ranges::find(exhibits, spot.exhibit, &Exhibit::name);
    if (found == exhibits.end())
        return failed(Failure::absent, fmt::format("expected the page {}, saw none of that name", spot.exhibit));
    auto const room = TRY(Showroom::open(stock, panels[spot.aspect.panel], wording_of(spot.aspect.voice)));
    room->show(build_of(stock, *found, spot.aspect), spot.aspect.form());
    for (int screenful = 1; screenful < spot.screenful && room->more(); ++screenful) { }
    auto picture = room->presenter().picture();
    if (!spot.area.empty())
        draw_frame(picture, spot.area);
    return picture;
}

}
