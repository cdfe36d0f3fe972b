#include "kiosk/app/audit/command.h"

#include "kiosk/base/core/file.h"
#include "kiosk/glass/pictures/png.h"

#include <malloc.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <fmt/format.h>
#include <thread>

namespace kiosk::audit {

namespace {

double seconds_of(timeval const& time) { return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6; }

/// Of this process and of those that have ended for it.
double cpu_seconds()
{
    rusage own {};
    rusage children {};
    getrusage(RUSAGE_SELF, &own);
    getrusage(RUSAGE_CHILDREN, &children);
    return seconds_of(own.ru_utime) + seconds_of(own.ru_stime) + seconds_of(children.ru_utime) + seconds_of(children.ru_stime);
}

/// Half as wide and high: the report has dozens of them.
Picture halved(Picture const& picture)
{
    Picture half(picture.width() / 2, picture.height() / 2);
    for (int y = 0; y < half.height(); ++y) {
        for (int x = 0; x < half.width(); ++x) {
            std::uint32_t sum[3] {};
            for (int part = 0; part < 4; ++part) {
                auto const pixel = picture.row(2 * y + part / 2)[static_cast<std::size_t>(2 * x + part % 2)];
                for (unsigned channel = 0; channel < 3; ++channel)
                    sum[channel] += pixel >> (8 * channel) & 0xFFU;
            }
            half.row(y)[static_cast<std::size_t>(x)] = sum[0] / 4 | (sum[1] / 4) << 8U | (sum[2] / 4) << 16U;
        }
    }
    return half;
}

Result<std::map<Measure, std::string>> worst_pictures(Stock const& stock, std::span<Exhibit const> all, Tally const& tally)
{
    std::map<Measure, std::string> pictures;
    for (std::size_t i = 0; i < measure_count; ++i) {
        auto const measure = static_cast<Measure>(i);
        auto const& worst = tally.of(measure).worst;
        // A count of no faults has no case to show, and a configuration no page.
        if (!worst || worst->spot.area.empty() || worst->spot.exhibit.empty())
            continue;
        pictures.emplace(measure, pictures::encode_png(halved(TRY(picture_of(stock, all, worst->spot)))));
    }
    return pictures;
}

}

Result<Findings> run(Question const& question)
{
    // A picture a screenful: let malloc keep their memory instead of asking for it again each time.
    mallopt(M_MMAP_THRESHOLD, 64 * 1024 * 1024);
    mallopt(M_TRIM_THRESHOLD, 256 * 1024 * 1024);
    auto const begun = std::chrono::steady_clock::now();
    auto const stock = TRY(Stock::load(question.assets, question.fonts));
    auto all = exhibits(stock.catalogue);
    std::erase_if(all, [&](Exhibit const& one) { return !one.name.starts_with(question.only); });
    if (all.empty())
        return failed(Failure::absent, fmt::format("expected a page whose name begins with {}, saw none", question.only));
    auto const combinations = plan(all, question.extent);
    auto const processes = question.processes != 0 ? question.processes : std::max(1U, std::thread::hardware_concurrency());
    Findings findings;
    findings.tally = TRY(measure_side_by_side(stock, all, combinations, processes));
    Readings patience;
    read_patience(question.manners, patience);
    findings.tally.add(patience, {}, {}, 1);
    findings.rulings = rule(findings.tally);
    findings.combinations = combinations.size();
    findings.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    findings.cpu_seconds = cpu_seconds();
    if (!question.out.empty()) {
        std::error_code error;
        std::filesystem::create_directories(question.out, error);
        TRY(replace_file(question.out / "audit.json", json::write_pretty(to_value(findings))));
        auto const pictures = TRY(worst_pictures(stock, all, findings.tally));
        TRY(replace_file(question.out / "index.html", page(findings, pictures)));
    }
    return findings;
}

}
