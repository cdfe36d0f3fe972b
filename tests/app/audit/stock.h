#pragma once
/// The shipped content, read once for all tests of this folder.

#include "kiosk/app/audit/showroom.h"

#include <filesystem>

namespace kiosk::audit::testing {

[[nodiscard]] inline std::filesystem::path source() { return SHUBBAK_SOURCE; }

[[nodiscard]] inline Stock const& shipped()
{
    static auto const stock = [] {
        auto loaded = Stock::load(source() / "assets", source() / "fonts");
        verify(loaded.has_value(), loaded ? "" : loaded.error().story.c_str());
        return *std::move(loaded);
    }();
    return stock;
}

[[nodiscard]] inline std::unique_ptr<Showroom> room_on(Panel const& panel, Wording wording = Wording::shipped)
{
    auto room = Showroom::open(shipped(), panel, wording);
    verify(room.has_value(), room ? "" : room.error().story.c_str());
    return *std::move(room);
}

}
