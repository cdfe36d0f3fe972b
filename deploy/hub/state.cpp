#include "deploy/hub/state.h"

#include "deploy/hub/sqlite_archive.h"
#include "kiosk/base/core/file.h"

#include <fmt/format.h>

namespace deploy::hub {

using kiosk::Failure;
using kiosk::failed;
using kiosk::Result;
using kiosk::seal::KeyPair;

namespace {

Result<KeyPair> take_keys(std::filesystem::path const& file, std::filesystem::path const& archive)
{
    auto kept = KeyPair::read(file);
    if (kept || kept.error().kind != Failure::absent)
        return kept;
    if (std::filesystem::exists(archive))
        return failed(Failure::absent,
            fmt::format("{}: the hub's key is gone, but {} holds records sealed to it; put the key back from its copy", file.string(), archive.string()));
    auto made = KeyPair::make();
    TRY(made.write(file));
    return made;
}

}

Result<State> open_state(std::filesystem::path const& folder)
{
    std::error_code trouble;
    if (std::filesystem::create_directories(folder, trouble))
        std::filesystem::permissions(folder, std::filesystem::perms::owner_all, trouble);
    if (trouble)
        return failed(Failure::refused, fmt::format("{}: cannot make the hub's folder: {}", folder.string(), trouble.message()));
    auto const database = folder / "hub.db";
    auto keys = TRY(take_keys(folder / "hub.key", database));
    auto archive = TRY(open_sqlite_archive(database));
    auto const shown = keys.public_key().text() + '\n';
    auto const published = kiosk::read_file(folder / "hub.pub", 4096);
    if (!published || *published != shown)
        TRY(kiosk::replace_file(folder / "hub.pub", shown));
    return State { std::move(keys), std::move(archive) };
}

}
