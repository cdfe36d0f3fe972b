#include "tests/programs/playground.h"

#include "kiosk/base/core/file.h"
#include "kiosk/trust/net/http.h"

#include <algorithm>
#include <cctype>
#include <fmt/format.h>
#include <fstream>

namespace programs {

namespace {

kiosk::SystemClock const machine_clock;

std::string program(std::string const& name)
{
    return (std::filesystem::path(SHUBBAK_BUILD) / "bin" / name).string();
}

}

Playground::Playground()
{
    std::filesystem::create_directories(m_folder / "kiosk");
    m_hub_process.emplace(Process::start({ program("shubbak-hub"), "run", "--state", (m_folder / "hub").string(), "--listen", "127.0.0.1:0",
                                             "--port-file", (m_folder / "port").string() },
        m_folder / "hub.log"));
    auto const listens = eventually([&] { return kiosk::read_file(m_folder / "port").value_or("").ends_with('\n'); }, within(20));
    kiosk::verify(listens, "the hub listens within 20 s");
    auto port = kiosk::read_file(m_folder / "port").value();
    port.pop_back();
    m_hub = "http://127.0.0.1:" + port;
    write("kiosk.toml", fmt::format("[kiosk]\nnumber = 7\nname = \"tests\"\n[panel]\nwidth_px = 540\nheight_px = 960\n[state]\ndirectory = \"kiosk\"\n"
                                    "[hub]\nurl = \"{}\"\nkey_file = \"hub/hub.pub\"\n",
                            m_hub));
}

Process Playground::start_kiosk(std::vector<std::string> const& words)
{
    std::vector<std::string> all { program("shubbak"), "--config", (m_folder / "kiosk.toml").string() };
    all.insert(all.end(), words.begin(), words.end());
    return Process::start(all, m_log);
}

Process Playground::start_with_devices(std::vector<std::string> const& words)
{
    std::vector<std::string> all { program("shubbak-devices"), "run", "--socket", (m_folder / "devices").string(), "--",
        program("shubbak"), "--config", (m_folder / "kiosk.toml").string() };
    all.insert(all.end(), words.begin(), words.end());
    return Process::start(all, m_log);
}

Ended Playground::run_kiosk(std::vector<std::string> const& words)
{
    auto const code = start_kiosk(words).wait(within(60));
    return { code, said() };
}

Ended Playground::run_with_devices(std::vector<std::string> const& words)
{
    auto const code = start_with_devices(words).wait(within(120));
    return { code, said() };
}

Ended Playground::run_beside_devices(std::string const& program_name)
{
    auto running = Process::start({ program("shubbak-devices"), "run", "--socket", (m_folder / "devices").string(), "--", program(program_name), (m_folder / "kiosk.toml").string() }, m_log);
    auto const code = running.wait(within(120));
    return { code, said() };
}

Ended Playground::play(std::vector<std::filesystem::path> const& journeys, std::string const& out)
{
    std::vector<std::string> words { "play", "--out", (m_folder / out).string() };
    for (auto const& file : journeys)
        words.push_back(file.string());
    return run_with_devices(words);
}

std::string Playground::said()
{
    auto text = kiosk::read_file(m_log).value_or("");
    std::ofstream(m_log, std::ios::trunc).flush();
    return text;
}

kiosk::json::Value::Array Playground::transactions()
{
    auto const http = kiosk::net::open_http(machine_clock);
    auto const answer = http->perform({ .url = m_hub + "/v1/transactions", .content_type = {}, .body = {} }, within(10));
    kiosk::verify(answer && answer->status == 200, "the hub lists its transactions");
    return kiosk::json::parse(answer->body, "transactions").value().find("transactions")->as_array();
}

kiosk::json::Value::Array Playground::transactions_when(std::size_t count)
{
    kiosk::json::Value::Array rows;
    static_cast<void>(eventually([&] { return (rows = transactions()).size() >= count; }, within(20)));
    return rows;
}

void Playground::write(std::string const& name, std::string const& content)
{
    std::ofstream(m_folder / name) << content;
}

std::vector<std::filesystem::path> all_journeys()
{
    std::vector<std::filesystem::path> files;
    for (auto const& entry : std::filesystem::directory_iterator(std::filesystem::path(SHUBBAK_SOURCE) / "tests/journeys"))
        files.push_back(entry.path());
    std::ranges::sort(files);
    return files;
}

std::filesystem::path journey(std::string const& name)
{
    return std::filesystem::path(SHUBBAK_SOURCE) / "tests/journeys" / (name + ".journey");
}

kiosk::Deadline within(int seconds)
{
    return kiosk::Deadline::after(machine_clock, std::chrono::seconds(seconds));
}

std::vector<std::filesystem::path> pictures(std::filesystem::path const& folder)
{
    std::vector<std::filesystem::path> files;
    std::error_code absent;
    for (auto const& entry : std::filesystem::recursive_directory_iterator(folder, absent)) {
        auto const name = entry.path().filename().string();
        if (name.size() > 7 && std::isdigit(static_cast<unsigned char>(name[0])) != 0 && name.ends_with(".png"))
            files.push_back(entry.path());
    }
    std::ranges::sort(files);
    return files;
}

}
