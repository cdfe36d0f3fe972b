#include "kiosk/service/catalogue/catalogue.h"

#include "kiosk/base/core/file.h"
#include "kiosk/base/json/reader.h"
#include "kiosk/service/catalogue/read.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>

namespace kiosk::catalogue {

namespace {

Finding fault(std::string_view id, std::string where, std::string expected, std::string seen)
{
    return { fmt::format("service {}", id), false, std::move(where), std::move(expected), std::move(seen), "mend the file; until then the kiosk does not offer this service" };
}

/// The story is `FILE:LINE: expected …, saw …`.
Finding fault(std::string_view id, std::string const& path, Error const& error)
{
    auto const cut = error.story.find(": expected ");
    auto const saw = error.story.find(", saw ", cut == error.story.npos ? 0 : cut);
    if (cut == error.story.npos || saw == error.story.npos)
        return fault(id, path, "a service file", error.story);
    return fault(id, error.story.substr(0, cut), error.story.substr(cut + 11, saw - cut - 11), error.story.substr(saw + 6));
}

/// Where a message stands in the English file, for a finding about a message that is there.
std::string place_of(std::filesystem::path const& folder, std::string_view key)
{
    auto const path = (folder / "en.json").string();
    auto const text = read_file(path);
    auto const document = text ? json::parse(*text, path) : failed(Failure::absent, "");
    auto const* message = document ? document->find(key) : nullptr;
    return fmt::format("{}:{}", path, message ? message->line() : 1);
}

constexpr std::string_view plainer = ".plain";

std::vector<Finding> check_messages(Service const& service, std::filesystem::path const& folder, language::Messages const& messages)
{
    std::vector<Finding> findings;
    auto const prefix = fmt::format("service.{}.", service.id);
    auto const needed = needed_messages(service);
    auto const all = messages.keys();
    if (std::ranges::none_of(all, [&](std::string const& key) { return key.starts_with(prefix); })) {
        findings.push_back(fault(service.id, folder.string(), "messages in ar.json, en.json and ko.json", "none that can be used"));
        return findings;
    }
    for (auto const& key : needed) {
        if (!messages.has(prefix + key))
            findings.push_back(fault(service.id, place_of(folder, key), fmt::format("the message \"{}\"", key), "no such message"));
        else if (!messages.arguments_of(prefix + key).empty())
            findings.push_back(fault(service.id, place_of(folder, key), fmt::format("\"{}\" without arguments", key),
                fmt::format("{{{}}}", messages.arguments_of(prefix + key).front().first)));
    }
    for (auto const& full : all) {
        if (!full.starts_with(prefix))
            continue;
        auto const key = full.substr(prefix.size());
        // `gives.plain`: the same in plain words, for easy mode. Without arguments, as what it stands for.
        auto const plain = key.ends_with(plainer) ? key.substr(0, key.size() - plainer.size()) : key;
        if (plain != key && !messages.arguments_of(full).empty())
            findings.push_back(fault(service.id, place_of(folder, key), fmt::format("\"{}\" without arguments", key),
                fmt::format("{{{}}}", messages.arguments_of(full).front().first)));
        if (std::ranges::find(needed, plain) == needed.end())
            findings.push_back(fault(service.id, place_of(folder, key), "only messages that the service needs", fmt::format("the unknown message \"{}\"", key)));
    }
    return findings;
}

std::vector<std::filesystem::path> folders_in(std::filesystem::path const& path, std::error_code& code)
{
    std::vector<std::filesystem::path> folders;
    for (std::filesystem::directory_iterator entry(path, code), end; !code && entry != end; entry.increment(code)) {
        if (entry->is_directory(code))
            folders.push_back(entry->path());
    }
    std::ranges::sort(folders);
    return folders;
}

}

bool Service::needs_card() const
{
    return std::ranges::any_of(steps, [](Step const& one) { return std::holds_alternative<Identify>(one.kind); });
}

Step const* Service::step(std::string_view step_id) const
{
    auto const found = std::ranges::find(steps, step_id, &Step::id);
    return found == steps.end() ? nullptr : &*found;
}

std::optional<Money> cost_of(Service const& service, Answers const& answers)
{
    auto const& fee = service.fee;
    if (fee.kind != Fee::Kind::fixed)
        return std::nullopt;
    if (fee.per.empty())
        return fee.each;
    auto const answer = answers.find(fee.per);
    if (answer == answers.end())
        return std::nullopt;
    auto const digits = answer->second.view();
    std::int64_t count = 0;
    auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), count);
    if (error != std::errc() || end != digits.data() + digits.size() || count < 0 || count > 999)
        return std::nullopt;
    return Money { fee.each->minor_units * count, fee.each->currency };
}

Service const* Catalogue::find(std::string_view id) const
{
    auto const found = std::ranges::find(services, id, &Service::id);
    return found == services.end() ? nullptr : &*found;
}

Result<LoadedCatalogue> load(std::filesystem::path const& assets, language::Messages const& messages)
{
    LoadedCatalogue loaded;
    std::error_code code;
    auto const root = assets / "services";
    auto const folders = folders_in(root, code);
    if (code)
        return failed(Failure::absent, fmt::format("{}: expected the folder of services, saw {}; install the content again", root.string(), code.message()));
    for (auto const& folder : folders) {
        auto const id = folder.filename().string();
        auto const path = (folder / "service.json").string();
        auto const text = read_file(path, 1024 * 1024);
        if (!text) {
            loaded.findings.push_back(fault(id, path, "a service file", text.error().story));
            continue;
        }
        auto const document = json::parse(*text, path);
        auto service = document ? read_service(*document, path, id) : std::unexpected(document.error());
        if (!service) {
            loaded.findings.push_back(fault(id, path, service.error()));
            continue;
        }
        auto const faults = check_messages(*service, folder, messages);
        loaded.findings.insert(loaded.findings.end(), faults.begin(), faults.end());
        if (faults.empty())
            loaded.catalogue.services.push_back(*std::move(service));
    }
    std::ranges::stable_sort(loaded.catalogue.services, {}, &Service::place);
    return loaded;
}

}
