#pragma once
/// One service file to one service. Inner part of this folder.

#include "kiosk/base/json/json.h"
#include "kiosk/service/catalogue/catalogue.h"

#include <string_view>

namespace kiosk::catalogue {

/// `malformed` with `name:LINE: expected …, saw …`. `id` is the folder's name.
[[nodiscard]] Result<Service> read_service(json::Value const& document, std::string_view name, std::string_view id);

/// Keys below `service.ID.` that the service needs.
[[nodiscard]] std::vector<std::string> needed_messages(Service const& service);

}
