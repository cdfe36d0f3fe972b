#include "deploy/hub/desk.h"

#include "deploy/hub/state.h"
#include "kiosk/base/core/file.h"
#include "kiosk/base/json/json.h"
#include "tests/deploy/hub/uploads.h"
#include "tests/doubles/clock.h"
#include "tests/doubles/folder.h"

#include <catch2/catch.hpp>
#include <sys/stat.h>

using namespace deploy::hub;
using namespace uploads;
using Kind = wire::Refusal::Kind;

namespace {

struct Hub {
    doubles::Folder folder;
    doubles::AdvanceableClock clock;
    State state = open_state(folder / "hub").value();
    Desk desk { *state.archive, state.keys, clock, Archiving::when_durable };

    Reply put(wire::Seq from, std::string body, wire::Stream const& at = stream(), bool aside = false)
    {
        return desk.answer({ "PUT", wire::to_target({ at, from, aside }), std::move(body), Peer::elsewhere });
    }
    Reply get(std::string target, Peer peer = Peer::this_machine) { return desk.answer({ "GET", std::move(target), "", peer }); }
    [[nodiscard]] wire::Record made(wire::Seq seq, std::string_view body = R"({"language":"ko"})") const { return record(state.keys.public_key(), stream(), seq, body); }
};

wire::Refusal refusal(Reply const& reply) { return wire::decode_refusal(reply.body).value(); }
wire::Answer answer(Reply const& reply)
{
    REQUIRE(reply.status == 200);
    return wire::decode_answer(reply.body).value();
}

}

TEST_CASE("An upload is answered with both marks", "[hub][H1]")
{
    Hub hub;
    CHECK(answer(hub.put(1, line(hub.made(1)) + line(hub.made(2)))) == wire::Answer { 2, 2, {}, std::nullopt });
    CHECK(answer(hub.get(wire::to_target({ stream(), 0, false }), Peer::elsewhere)).received == 2);
    CHECK(answer(hub.get(wire::to_target({ stream(7), 0, false }), Peer::elsewhere)).received == 0);
}

TEST_CASE("A hub that keeps everything at the kiosks archives nothing", "[hub]")
{
    Hub hub;
    Desk desk(*hub.state.archive, hub.state.keys, hub.clock, Archiving::at_the_kiosks);
    auto const reply = desk.answer({ "PUT", wire::to_target({ stream(), 1, false }), line(hub.made(1)), Peer::elsewhere });
    CHECK(answer(reply) == wire::Answer { 1, 0, {}, std::nullopt });
}

TEST_CASE("Transactions are listed as the contract says, with their bodies opened", "[hub]")
{
    Hub hub;
    hub.put(1, line(hub.made(1, R"({"language":"ar","answers":{"copies":"2"},"identity":{"name":"دينا"}})")));
    auto const reply = hub.get("/v1/transactions");
    REQUIRE(reply.status == 200);
    auto const whole = json::parse(reply.body, "transactions").value();
    auto const& list = whole.find("transactions")->as_array();
    REQUIRE(list.size() == 1);
    auto const text = [&](char const* key) { return list[0].find(key)->as_text(); };
    CHECK(text("id") == hub.made(1).id.text());
    CHECK(text("number") == ReceiptNumber::of(42, 1).digits());
    CHECK(text("kiosk") == "0042");
    CHECK(text("epoch") == std::string(32, 'a'));
    CHECK(list[0].find("seq")->as_integer() == 1);
    CHECK(text("service") == "resident-register");
    CHECK(text("language") == "ar");
    CHECK(text("state") == "notPrinted");
    CHECK(text("received_at") == "2026-11-21T09:00:00.000Z");
    CHECK(list[0].find("body")->find("identity")->find("name")->as_text() == "دينا");
    CHECK(list[0].find("problem") == nullptr);
}

TEST_CASE("A body that nobody can open is kept, rejected each time it comes, and listed with the reason", "[hub][H5]")
{
    Hub hub;
    auto const other = seal::KeyPair::make();
    auto const upload = line(record(other.public_key(), stream(), 1)) + line(hub.made(2, "no json")) + line(hub.made(3, "[1]")) + line(hub.made(4));
    for (int time = 0; time < 2; ++time) {
        auto const said = answer(hub.put(1, upload));
        CHECK(said.received == 4);
        REQUIRE(said.rejects.size() == 3);
        CHECK(said.rejects[0].seq == 1);
        CHECK(said.rejects[0].why.find(other.public_key().name()) != std::string::npos);
    }
    auto const whole = json::parse(hub.get("/v1/transactions").body, "transactions").value();
    auto const& list = whole.find("transactions")->as_array();
    REQUIRE(list.size() == 4);
    CHECK(list[0].find("body")->is_null());
    CHECK(list[0].find("problem") != nullptr);
    CHECK(list[3].find("problem") == nullptr);
}

TEST_CASE("Each wrong upload is refused by its status, names the place, and changes nothing", "[hub]")
{
    Hub hub;
    auto const one = line(hub.made(1));
    REQUIRE(hub.put(1, one).status == 200);
    struct Wrong {
        Reply reply;
        unsigned status;
        Kind kind;
        wire::Seq seq;
    };
    auto at_wrong_place = hub.made(3);
    std::string const too_long(wire::most_batch_bytes + 1, 'x');
    for (auto const& [reply, status, kind, seq] : {
             Wrong { hub.put(3, line(hub.made(3))), 409, Kind::gap, 3 },
             Wrong { hub.put(1, line(hub.made(1))), 422, Kind::fork, 1 },
             Wrong { hub.put(2, too_long), 413, Kind::too_large, 0 },
             Wrong { hub.put(2, ""), 400, Kind::malformed, 0 },
             Wrong { hub.put(2, line(hub.made(2)) + "half a li"), 400, Kind::malformed, 0 },
             Wrong { hub.put(2, line(hub.made(2)) + "hello\n"), 400, Kind::malformed, 3 },
             Wrong { hub.put(2, line(at_wrong_place)), 400, Kind::malformed, 2 },
             Wrong { hub.put(2, line(record(hub.state.keys.public_key(), stream(7), 2))), 400, Kind::malformed, 2 },
             Wrong { hub.put(2, "\xff\xfe\n"), 400, Kind::malformed, 2 },
             Wrong { hub.put(wire::most_seq, line(hub.made(1))), 400, Kind::malformed, 0 },
         }) {
        INFO(reply.body);
        CHECK(reply.status == status);
        CHECK(refusal(reply).kind == kind);
        CHECK(refusal(reply).seq == seq);
        CHECK_FALSE(refusal(reply).story.empty());
    }
    CHECK(hub.state.archive->watermark(stream()).value() == 1);
}

TEST_CASE("A record that cannot be read is kept when it is asked to be put aside", "[hub][H5]")
{
    Hub hub;
    std::string const poison("\0\n\xff{", 4);
    CHECK(hub.put(1, poison).status == 400);
    for (int time = 0; time < 2; ++time) {
        auto const said = answer(hub.put(1, poison, stream(), true));
        CHECK(said.received == 1);
        REQUIRE(said.rejects.size() == 1);
        CHECK(said.rejects[0].seq == 1);
    }
    CHECK(answer(hub.put(2, line(hub.made(2)))).received == 2);
    // A good record is taken as one even then.
    CHECK(answer(hub.put(3, wire::encode(hub.made(3)), stream(), true)).rejects.empty());
    CHECK(hub.state.archive->health()->transactions == 2);
}

TEST_CASE("Citizens' data does not leave the machine", "[hub]")
{
    Hub hub;
    for (auto const* target : { "/", "/v1/transactions", "/v1/transactions?x=1" }) {
        CHECK(hub.get(target, Peer::elsewhere).status == 403);
        CHECK(hub.get(target, Peer::this_machine).status == 200);
    }
    CHECK(hub.get("/v1/health", Peer::elsewhere).status == 200);
    CHECK(hub.get("/v1/key", Peer::elsewhere).body == hub.state.keys.public_key().text() + "\n");
}

TEST_CASE("Only loopback names are this machine", "[hub]")
{
    for (auto const* good : { "localhost", "LOCALHOST:80", "127.0.0.1:8470", "127.0.0.1", "[::1]", "[::1]:8470" })
        CHECK(is_loopback_name(good));
    for (auto const* wrong : { "", "evil.example", "localhost.evil.example:80", "127.0.0.1.evil.example", "::1", ":80", "[::1" })
        CHECK_FALSE(is_loopback_name(wrong));
}

TEST_CASE("Other addresses and methods are told so", "[hub]")
{
    Hub hub;
    CHECK(hub.get("/v2/transactions").status == 404);
    CHECK(hub.get("").status == 404);
    CHECK(hub.get("/v1/kiosks/0042/epochs/x/records").status == 400);
    CHECK(hub.get(wire::to_target({ stream(), 1, false })).status == 400);
    auto const reply = hub.desk.answer({ "DELETE", "/v1/transactions", "", Peer::this_machine });
    CHECK(reply.status == 405);
    CHECK(reply.allow == "GET");
    CHECK(hub.desk.answer({ "POST", wire::to_target({ stream(), 0, false }), "", Peer::elsewhere }).status == 405);
}

TEST_CASE("The fleet page shows each kiosk, and nobody's data", "[hub]")
{
    Hub hub;
    CHECK(hub.get("/").body.find("No kiosk has called yet") != std::string::npos);
    auto const one = hub.made(1, R"({"language":"ar","identity":{"name":"Dragomira"}})");
    hub.put(1, line(one) + line(correction(one, 2, wire::Outcome::printed)));
    hub.clock.advance(std::chrono::minutes(3));
    (void)hub.get(wire::to_target({ stream(7), 0, false }), Peer::elsewhere);
    auto const page = hub.get("/").body;
    CHECK(page.find("<th scope=\"row\">0042</th>") != std::string::npos);
    CHECK(page.find("<th scope=\"row\">0007</th>") != std::string::npos);
    CHECK(page.find("3 min ago") != std::string::npos);
    CHECK(page.find("Dragomira") == std::string::npos);
    CHECK(page.find("<script") == page.rfind("<script src=\"/shown.js\" defer></script>")); // its own, and no other
    CHECK(page.find("http://") == std::string::npos);
}

TEST_CASE("The hub's key is made once, and never replaced while records depend on it", "[hub]")
{
    doubles::Folder const folder;
    auto const first = open_state(folder / "hub").value().keys.public_key();
    CHECK(open_state(folder / "hub").value().keys.public_key() == first);
    CHECK(seal::PublicKey::read(folder / "hub/hub.pub").value() == first);
    struct stat facts { };
    REQUIRE(::stat((folder / "hub/hub.key").c_str(), &facts) == 0);
    CHECK((facts.st_mode & 0777) == 0600);

    REQUIRE(std::filesystem::remove(folder / "hub/hub.key"));
    auto const without = open_state(folder / "hub");
    REQUIRE_FALSE(without);
    CHECK(without.error().kind == Failure::absent);
    CHECK(without.error().story.find("hub.key") != std::string::npos);
}

namespace {

using Standing = wire::HelpAnswer::Standing;

/// A kiosk calls, or says that it does not any more.
Standing says(Hub& hub, CallId call, wire::HelpCall::Standing standing = wire::HelpCall::Standing::calling, int number = 42)
{
    auto const reply = hub.desk.answer({ "PUT", wire::help_target(wire::KioskNumber::of(number).value()), wire::encode(wire::HelpCall { call, standing }), Peer::elsewhere });
    REQUIRE(reply.status == 200);
    auto const heard = wire::decode_help_answer(reply.body).value();
    CHECK(heard.call == call);
    return heard.standing;
}

Reply seen(Hub& hub, std::string body, Peer peer = Peer::this_machine)
{
    return hub.desk.answer({ "POST", "/v1/kiosks/0042/help", std::move(body), peer });
}

}

TEST_CASE("A call for help is told as far as staff have got", "[hub][calls]")
{
    Hub hub;
    auto const call = CallId::make();
    CHECK(says(hub, call) == Standing::kept);
    CHECK(says(hub, call) == Standing::kept);
    auto const page = hub.get("/");
    CHECK(page.body.find("Kiosk 0042") != std::string::npos);
    CHECK(page.body.find("<button>Seen</button>") != std::string::npos);
    // A page that loads itself again and again in an empty room has told nobody.
    for (int reloads = 0; reloads < 6; ++reloads)
        static_cast<void>(hub.get("/"));
    CHECK(says(hub, call) == Standing::kept);
    CHECK(page.body.find("<script src=\"/shown.js\"") != std::string::npos);
    CHECK(page.body.find("data-call=\"" + call.text() + "\"") != std::string::npos);
    CHECK(hub.get("/shown.js").body.find("shown&call=") != std::string::npos);
    CHECK(hub.get("/shown.js", Peer::elsewhere).status == 403);
    CHECK(seen(hub, "shown&call=" + CallId::make().text()).status == 404);
    CHECK(seen(hub, "shownnonsense").status == 400);
    CHECK(seen(hub, "shown&call=" + call.text(), Peer::elsewhere).status == 403);
    CHECK(says(hub, call) == Standing::kept);
    CHECK(seen(hub, "shown&call=" + call.text()).status == 200);
    CHECK(says(hub, call) == Standing::shown);
    auto const reply = seen(hub, "call=" + call.text());
    CHECK(reply.status == 303);
    CHECK(reply.location == "/");
    CHECK(says(hub, call) == Standing::seen);
    CHECK(seen(hub, "shown").status == 200);
    CHECK(says(hub, call) == Standing::seen); // what was answered stays so
    CHECK(hub.get("/").body.find("<button>") == std::string::npos);
    CHECK(says(hub, call, wire::HelpCall::Standing::ended) == Standing::ended);
    CHECK(hub.get("/").body.find("Kiosk 0042") == std::string::npos);
}

TEST_CASE("A call that a page of elsewhere opened was shown to nobody", "[hub][calls]")
{
    Hub hub;
    auto const call = CallId::make();
    static_cast<void>(says(hub, call));
    CHECK(hub.get("/", Peer::elsewhere).status == 403);
    CHECK(says(hub, call) == Standing::kept);
}

TEST_CASE("Only staff answer a call, and only the one that stands", "[hub][calls]")
{
    Hub hub;
    CHECK(seen(hub, "").status == 404);
    auto const first = CallId::make(), second = CallId::make();
    static_cast<void>(says(hub, first));
    CHECK(seen(hub, "", Peer::elsewhere).status == 403);
    CHECK(seen(hub, "call=nonsense").status == 400);
    CHECK(says(hub, second) == Standing::kept);
    CHECK(seen(hub, "call=" + first.text()).status == 404);
    CHECK(says(hub, second) == Standing::kept);
    CHECK(seen(hub, "").status == 303);
    CHECK(says(hub, second) == Standing::seen);
    CHECK(hub.desk.answer({ "GET", "/v1/kiosks/0042/help", "", Peer::this_machine }).status == 405);
    CHECK(hub.desk.answer({ "PUT", "/v1/kiosks/42/help", "", Peer::elsewhere }).status == 400);
    CHECK(hub.desk.answer({ "PUT", "/v1/kiosks/0042/help", "{}", Peer::elsewhere }).status == 400);
}

TEST_CASE("A kiosk that falls silent calls no more", "[hub][calls]")
{
    Hub hub;
    auto const call = CallId::make();
    static_cast<void>(says(hub, call));
    hub.clock.advance(Calls::silence);
    CHECK(seen(hub, "").status == 303);
    hub.clock.advance(std::chrono::seconds(1));
    CHECK(seen(hub, "").status == 404);
    CHECK(hub.get("/").body.find("Kiosk 0042") == std::string::npos);
    CHECK(says(hub, call) == Standing::kept);
}

TEST_CASE("The oldest call stands first on the page", "[hub][calls]")
{
    Hub hub;
    static_cast<void>(says(hub, CallId::make(), wire::HelpCall::Standing::calling, 43));
    hub.clock.advance(std::chrono::seconds(5));
    static_cast<void>(says(hub, CallId::make(), wire::HelpCall::Standing::calling, 42));
    auto const page = hub.get("/").body;
    CHECK(page.find("Kiosk 0043") < page.find("Kiosk 0042"));
}

TEST_CASE("A page of elsewhere does not speak for this machine", "[hub]")
{
    CHECK(is_loopback_origin(""));
    CHECK(is_loopback_origin("http://127.0.0.1:8470"));
    CHECK(is_loopback_origin("http://localhost:8470"));
    CHECK_FALSE(is_loopback_origin("https://elsewhere.example"));
    CHECK_FALSE(is_loopback_origin("http://127.0.0.1.elsewhere.example"));
    CHECK_FALSE(is_loopback_origin("null"));
}
