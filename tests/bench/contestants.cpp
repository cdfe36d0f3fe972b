#include "tests/bench/contestants.h"

#include "kiosk/base/core/file.h"
#include "tests/bench/screen.h"

#include <fmt/format.h>
#include <fstream>
#include <unistd.h>

namespace bench {

using kiosk::failed;
using kiosk::Failure;
using kiosk::Result;
using std::chrono::seconds;

namespace {

// Not the wrapper in /usr/bin, whose shell would count as the browser's own start.
constexpr char const* browser = "/usr/lib/chromium/chromium";

std::string program(std::string_view name)
{
    return (std::filesystem::path(SHUBBAK_BUILD) / "bin" / name).string();
}

}

Result<Hub> Hub::open(std::filesystem::path const& folder, Patience& patience)
{
    auto const port = folder / "port";
    Hub hub(programs::Process::start({ program("shubbak-hub"), "run", "--state", (folder / "hub").string(), "--listen", "127.0.0.1:0",
                                         "--port-file", port.string() },
        folder / "hub.log"));
    auto const text = [&] { return kiosk::read_file(port).value_or(""); };
    TRY(patience.until([&] { return text().ends_with('\n'); }, seconds(20), "a hub that listens"));
    hub.m_address = "http://127.0.0.1:" + text().substr(0, text().size() - 1);
    return hub;
}

Script kiosk_script(std::filesystem::path const& folder, std::string_view hub)
{
    std::ofstream(folder / "kiosk.toml") << fmt::format(
        "[kiosk]\nnumber = 1\nname = \"bench\"\n[panel]\nwidth_mm = 336\nheight_mm = 598\nwidth_px = {}\nheight_px = {}\nfullscreen = false\n"
        "[state]\ndirectory = \"kiosk\"\n[hub]\nurl = \"{}\"\nkey_file = \"hub/hub.pub\"\n",
        Screen::width, Screen::height, hub);
    std::filesystem::create_directories(folder / "kiosk");
    return { "shubbak",
        { program("shubbak-devices"), "run", "--socket", (folder / "devices").string(), "--", program("shubbak"), "--config",
            (folder / "kiosk.toml").string(), "run", "--window" },
        5 };
}

Result<Script> browser_script(std::filesystem::path const& folder, std::string const& display, Result<std::string> const& page)
{
    if (!page)
        return std::unexpected(page.error());
    if (!std::filesystem::exists(browser))
        return failed(Failure::absent, "Chromium is not installed (the Debian package chromium)");
    auto const home = folder / "browser";
    std::filesystem::create_directories(home);
    std::ofstream(folder / "page.html") << *page;
    Script script { "chromium",
        { "env", "-i", "PATH=/usr/bin:/bin", "LANG=C.UTF-8", "DISPLAY=" + display, "HOME=" + home.string(), "TMPDIR=" + home.string(),
            "XDG_RUNTIME_DIR=" + home.string() },
        8 };
    auto& words = script.words;
    words.insert(words.end(),
        { browser, "--kiosk", "--user-data-dir=" + (home / "profile").string(), "--window-position=0,0",
            fmt::format("--window-size={},{}", Screen::width, Screen::height), "--force-device-scale-factor=1", "--disable-gpu",
            // nothing that a kiosk does not want, and nothing that asks a network
            "--no-first-run", "--no-default-browser-check", "--disable-default-apps", "--disable-extensions", "--disable-sync",
            "--disable-background-networking", "--disable-component-update", "--disable-domain-reliability", "--disable-breakpad",
            "--disable-quic", "--no-pings", "--no-proxy-server", "--host-resolver-rules=MAP * ~NOTFOUND",
            "--disable-features=Translate,OptimizationHints,MediaRouter", "--password-store=basic", "--noerrdialogs",
            "--hide-crash-restore-bubble", "--hide-scrollbars", "--allow-file-access-from-files" });
    if (::geteuid() == 0)
        words.emplace_back("--no-sandbox"); // it refuses to start as root with one
    std::error_code error;
    if (auto const room = std::filesystem::space("/dev/shm", error); error || room.available < (std::uintmax_t(1) << 30))
        words.emplace_back("--disable-dev-shm-usage");
    words.push_back("file://" + (folder / "page.html").string());
    return script;
}

}
