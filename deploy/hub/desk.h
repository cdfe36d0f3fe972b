#pragma once
/// The hub's answers: one request in, one reply out, no sockets.
///
/// | request | who may ask | reply |
/// |---|---|---|
/// | `PUT /v1/kiosks/{kiosk}/epochs/{epoch}/records?from={seq}` | a kiosk | 200 wire::Answer, or a wire::Refusal: 400, 409, 413, 422 |
/// | the same with `&aside=1` | a kiosk | the body is one record that cannot be read: kept, and rejected in the answer |
/// | `GET /v1/kiosks/{kiosk}/epochs/{epoch}/records` | a kiosk | 200 wire::Answer: the marks; also its sign of life |
/// | `PUT /v1/kiosks/{kiosk}/help` | a kiosk | 200 wire::HelpAnswer: how a citizen's call for help stands |
/// | `POST /v1/kiosks/{kiosk}/help` | this machine | staff have seen the call (of the form's field `call`, if there is one): 303 to the page, 404 if no such call stands; with `shown` before it, that somebody is at the page: 200 |
/// | `GET /shown.js` | this machine | the page's script, which says so when a hand moves there |
/// | `GET /v1/transactions` | this machine | every transaction, its body opened |
/// | `GET /v1/health` | anyone | `{"ok":true,…}`, or 503 |
/// | `GET /v1/key` | anyone | the public key to seal to, as `hub.pub` holds it |
/// | `GET /` | this machine | the fleet as a page |
///
/// "This machine" is a peer on a loopback address that asks by a loopback name (a page elsewhere that points its own
/// name here is refused), whose page, if a page asks, came from there too, and who was not passed on by a proxy.
///
/// `archived`: with SQLite a record is archived when its commit is durable, so archived equals received;
/// Archiving::at_the_kiosks answers 0 instead, and no kiosk lets go of anything: for a hub on trial, or one whose
/// backups do not run yet.
///
/// Threads: lives on the hub's store thread.

#include "deploy/hub/archive.h"
#include "deploy/hub/calls.h"
#include "kiosk/base/core/time.h"
#include "kiosk/trust/seal/box.h"
#include "kiosk/trust/wire/answer.h"

#include <map>
#include <string>
#include <string_view>

namespace deploy::hub {

enum class Peer { this_machine, elsewhere };

struct Question {
    std::string method;
    std::string target;
    std::string body;
    Peer peer = Peer::elsewhere;
};

struct Reply {
    unsigned status = 200;
    std::string type = "application/json";
    std::string body;
    std::string allow {}; ///< with 405: the methods that are allowed
    std::string location {}; ///< with 303: the page to go on to
};

[[nodiscard]] Reply refuse(unsigned status, wire::Refusal::Kind kind, std::string story, wire::Seq seq = 0, wire::Seq received = 0);

/// `host` as the request's header gives it.
[[nodiscard]] bool is_loopback_name(std::string_view host);

/// `origin` as the request's header gives it: the page that asks. Empty when no page does.
[[nodiscard]] bool is_loopback_origin(std::string_view origin);

enum class Archiving { when_durable, at_the_kiosks };

class Desk {
public:
    /// All must outlive the desk.
    Desk(Archive& archive, kiosk::seal::KeyPair const& keys, kiosk::Clock const& clock, Archiving archiving);

    [[nodiscard]] Reply answer(Question const& question);

private:
    [[nodiscard]] Reply records(Question const& question);
    [[nodiscard]] Reply help(Question const& question);
    [[nodiscard]] Reply take(wire::RecordsAddress const& address, std::string_view body);
    [[nodiscard]] Reply transactions();
    [[nodiscard]] Reply health();
    [[nodiscard]] Reply fleet();
    [[nodiscard]] Reply trouble(kiosk::Error const& error);
    [[nodiscard]] wire::Answer marks(wire::Seq received) const;

    Archive& m_archive;
    kiosk::seal::KeyPair const& m_keys;
    kiosk::Clock const& m_clock;
    Archiving m_archiving;
    std::map<wire::KioskNumber, kiosk::WallTime> m_last_seen;
    Calls m_calls;
};

}
