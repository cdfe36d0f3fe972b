#include "tests/bench/at_rest.h"

#include "kiosk/base/core/file.h"
#include "tests/bench/contestants.h"
#include "tests/bench/page.h"
#include "tests/bench/patience.h"
#include "tests/bench/screen.h"
#include "tests/bench/showing.h"
#include "tests/doubles/folder.h"

#include <algorithm>
#include <cstdlib>
#include <fmt/format.h>

namespace bench {

using kiosk::Deadline;
using kiosk::Duration;
using kiosk::failed;
using kiosk::Failure;
using kiosk::Result;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

constexpr std::size_t rounds = 5;
constexpr double finished = 0.001;
constexpr Duration still = seconds(3);
constexpr Duration settling = seconds(10);
constexpr Duration idling = seconds(20);

class Contest {
public:
    /// `empty` is the screen with nothing on it.
    Contest(Script script, std::filesystem::path folder, Screen const& screen, Screen::Picture empty, Patience& patience)
        : m_script(std::move(script)), m_folder(std::move(folder)), m_screen(screen), m_empty(std::move(empty)), m_patience(patience)
    {
    }

    /// The first start: reads everything once from the disk, and tells what the finished page looks like.
    Result<void> rehearse()
    {
        TRY(wait_for_empty_screen());
        auto showing = TRY(Showing::start(m_script, m_folder, m_patience));
        kiosk::SystemClock const clock;
        auto since = clock.now();
        auto const is_still = [&] {
            if (m_page.empty() || m_screen.differs_from(m_page) > 0) {
                m_page = m_screen.look();
                since = clock.now();
            }
            return m_screen.differs_from(m_empty) > 0.5 && clock.now() - since >= still;
        };
        TRY(m_patience.until([&] { return is_still() || !showing.runs(); }, seconds(60), m_script.name + " with a page that stands still", milliseconds(50)));
        return showing.runs() ? Result<void>() : failed(Failure::unreachable, ended());
    }

    Result<void> start()
    {
        auto showing = TRY(appear());
        m_starts.push_back(m_appeared);
        return {};
    }

    Result<void> stay(bool idle)
    {
        auto showing = TRY(appear());
        TRY(m_patience.nap(settling));
        m_memory = showing.megabytes();
        if (idle)
            m_idle = TRY(showing.cpu_seconds(idling, m_patience)) / std::chrono::duration<double>(idling).count() * 100;
        // One that has fallen meanwhile costs nothing, which is no merit.
        return showing.runs() && m_memory > 0 ? Result<void>() : failed(Failure::unreachable, ended());
    }

    /// What a row named `name` says of it.
    [[nodiscard]] double figure(std::string_view name) const
    {
        if (name == "glass/memory")
            return m_memory;
        if (name == "glass/idle")
            return m_idle;
        auto starts = m_starts;
        std::ranges::sort(starts);
        return starts.empty() ? 0 : starts[starts.size() / 2];
    }

private:
    Result<Showing> appear()
    {
        TRY(wait_for_empty_screen());
        auto showing = TRY(Showing::start(m_script, m_folder, m_patience));
        auto const is_there = [&] {
            m_appeared = showing.milliseconds_since_exec();
            return m_screen.differs_from(m_page) <= finished;
        };
        TRY(m_patience.until([&] { return is_there() || !showing.runs(); }, seconds(60), m_script.name + " with its page", milliseconds(1)));
        if (!showing.runs())
            return failed(Failure::unreachable, ended());
        return showing;
    }

    /// Who showed something before has gone, but the X server may not have noticed yet.
    Result<void> wait_for_empty_screen()
    {
        return m_patience.until([&] { return m_screen.differs_from(m_empty) == 0; }, seconds(10), "an empty screen");
    }

    [[nodiscard]] std::string ended() const
    {
        auto const log = kiosk::read_file(m_folder / (m_script.name + ".log")).value_or("");
        return fmt::format("{} ended by itself: {}", m_script.name, log.substr(log.size() - std::min<std::size_t>(log.size(), 400)));
    }

    Script m_script;
    std::filesystem::path m_folder;
    Screen const& m_screen;
    Screen::Picture m_empty;
    Screen::Picture m_page;
    Patience& m_patience;
    double m_appeared = 0;
    std::vector<double> m_starts;
    double m_memory = 0;
    double m_idle = 0;
};

Result<std::vector<Row>> compare(std::vector<std::string> const& names, std::vector<Row> rows)
{
    auto const wanted = [&](std::string_view name) { return std::ranges::find(names, name) != names.end(); };
    Patience patience;
    doubles::Folder const folder;
    auto const screen = TRY(Screen::open(folder.path(), patience));
    ::setenv("DISPLAY", screen->name().c_str(), 1);
    ::unsetenv("WAYLAND_DISPLAY");
    auto const empty = screen->look();
    auto const hub = TRY(Hub::open(folder.path(), patience));

    // Without a peer there is still our own figure to tell.
    std::string why;
    std::vector<Contest> contests;
    contests.emplace_back(kiosk_script(folder.path(), hub.address()), folder.path(), *screen, empty, patience);
    TRY(contests.front().rehearse());
    if (auto script = browser_script(folder.path(), screen->name(), rest_page(SHUBBAK_SOURCE))) {
        contests.emplace_back(*std::move(script), folder.path(), *screen, empty, patience);
        if (auto const rehearsed = contests.back().rehearse(); !rehearsed) {
            why = rehearsed.error().story;
            contests.pop_back();
        }
    } else {
        why = script.error().story;
    }
    for (std::size_t round = 0; wanted("glass/start") && round < rounds; ++round) {
        for (auto& contest : contests)
            TRY(contest.start());
    }
    for (auto& contest : contests) {
        if (wanted("glass/memory") || wanted("glass/idle"))
            TRY(contest.stay(wanted("glass/idle")));
    }
    for (auto& row : rows) {
        row.ours = contests.front().figure(row.bench);
        row.theirs = contests.size() > 1 ? contests.back().figure(row.bench) : 0;
        row.why = row.theirs > 0 ? "" : contests.size() > 1 ? "Chromium cost nothing that could be measured"
                                                            : why;
    }
    return rows;
}

}

std::vector<Row> at_rest(std::vector<std::string> const& names)
{
    std::vector<Row> rows;
    for (auto const& name : names)
        rows.push_back({ .bench = name, .unit = name == "glass/start" ? "ms" : name == "glass/memory" ? "MB"
                                                                                                      : "%",
            .peer = "chromium-kiosk",
            .why = {} });
    auto compared = compare(names, rows);
    if (compared)
        return *std::move(compared);
    for (auto& row : rows)
        row.why = compared.error().story;
    return rows;
}

}
