/// `shubbak audit`: every page in every form, measured without a display.

#include "kiosk/app/audit/command.h"
#include "kiosk/app/audit/golden.h"
#include "kiosk/app/main/commands.h"
#include "kiosk/app/main/manners.h"
#include "kiosk/app/main/settings.h"

#include <cstdio>
#include <fmt/format.h>

namespace kiosk::app {

namespace {

Result<void> write_goldens(command::Configuration const& configuration, std::filesystem::path const& folder)
{
    auto const stock = TRY(audit::Stock::load(configuration.content.assets, configuration.content.fonts));
    auto const all = TRY(audit::goldens(stock));
    TRY(audit::write_goldens(all, folder));
    fmt::print("{} goldens in {}\n", all.size(), folder.string());
    return {};
}

}

command::Exit audit(command::Request const& request, AuditWords const& words)
{
    using command::Exit;
    auto const give_up = [](Error const& error) {
        fmt::print(stderr, "shubbak: {}\n", error.story);
        return error.kind == Failure::absent ? Exit::usage : Exit::findings;
    };
    auto const settings = settings_for(request);
    if (!settings)
        return give_up(settings.error());
    auto const& configuration = settings->configuration;
    if (!words.golden.empty()) {
        auto const written = write_goldens(configuration, words.golden);
        return written ? Exit::good : give_up(written.error());
    }
    audit::Question question { .assets = configuration.content.assets, .fonts = configuration.content.fonts };
    question.manners = manners_of(configuration);
    question.extent = words.full ? audit::Extent::full : audit::Extent::daily;
    question.out = words.out;
    question.only = words.only;
    auto const findings = audit::run(question);
    if (!findings)
        return give_up(findings.error());
    auto const told = request.output == command::Output::json ? json::write(audit::to_value(*findings)) + "\n" : audit::table(*findings);
    std::fputs(told.c_str(), stdout);
    return audit::good(*findings) ? Exit::good : Exit::findings;
}

}
