#pragma once
/// The hub's folder of state: its key pair, the public key to hand to kiosks, and the archive.
///
/// | file | mode | what |
/// |---|---|---|
/// | `hub.key` | 0600 | the secret key; without it nobody can read what was delivered: keep a copy in a safe |
/// | `hub.pub` | 0644 | the public key; every kiosk holds one |
/// | `hub.db`  | 0600 | the archive (SQLite) |

#include "deploy/hub/archive.h"
#include "kiosk/base/core/result.h"
#include "kiosk/trust/seal/box.h"

#include <filesystem>
#include <memory>

namespace deploy::hub {

struct State {
    kiosk::seal::KeyPair keys;
    std::unique_ptr<Archive> archive;
};

/// Makes what is not there yet. `unreachable` if another hub holds the folder. `absent` if there is an archive but no
/// key: a new one would leave all that was delivered unreadable without anyone noticing.
[[nodiscard]] kiosk::Result<State> open_state(std::filesystem::path const& folder);

}
