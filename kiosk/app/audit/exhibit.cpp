#include "kiosk/app/audit/exhibit.h"

#include "kiosk/glass/screens/idle.h"
#include "kiosk/glass/ui/canvas.h"

#include <array>
#include <utility>

namespace kiosk::audit {

namespace {

namespace event = visit::event;
using devices::DeviceStatus;
using devices::Paper;
using visit::State;

constexpr Instant begun {};

WallTime today()
{
    using namespace std::chrono;
    return sys_days(year { 2026 } / 11 / 21) + hours(9);
}

/// A kiosk on which all is well.
stage::World good_world()
{
    stage::World world;
    world.reader = world.printer = DeviceStatus::online;
    world.paper = Paper::full;
    world.journal = stage::JournalStanding::open;
    world.sound = screens::Offered::yes;
    return world;
}

visit::Identity invented()
{
    return { SecretText("784-1948-0000001-6"), SecretText("Salma Abdelrahman Alhusseini"), SecretText("سلمى عبد الرحمن الحسيني"), 1948 };
}

visit::Manners manners_of(Aspect const& aspect)
{
    auto const form = aspect.form();
    visit::Manners manners;
    manners.usual = { form.language, static_cast<visit::TextSize>(form.text_size), static_cast<visit::Contrast>(form.contrast),
        static_cast<visit::Pace>(form.pace), static_cast<visit::Reach>(form.reach) };
    return manners;
}

/// A visit, walked through.
class Walk {
public:
    Walk(catalogue::Catalogue const& catalogue, Aspect const& aspect)
        : m_catalogue(catalogue), m_aspect(aspect), m_manners(manners_of(aspect)), m_state(visit::resting(m_manners.usual))
    {
    }

    Walk& tell(visit::Event const& happened)
    {
        m_state = visit::next(std::move(m_state), happened, begun, m_catalogue, m_manners).state;
        return *this;
    }
    Walk& begin() { return tell(event::Begin { language_of(m_aspect.voice) }); }
    Walk& open(std::string const& service) { return begin().tell(event::Choose { service }); }

    /// To this step of the service, with all before it answered.
    Walk& to(std::string const& service, std::string const& step)
    {
        open(service).tell(event::Start {});
        for (auto const& one : m_catalogue.find(service)->steps) {
            if (one.id == step)
                break;
            answer(one);
        }
        return *this;
    }
    Walk& to_review(std::string const& service) { return to(service, {}); }
    Walk& to_commit(std::string const& service)
    {
        return to_review(service).tell(event::Confirm {});
    }
    Walk& committed(std::string const& service)
    {
        return to_commit(service).tell(event::CommitDone { { *TransactionId::from_text("00112233445566778899aabbccddeeff"), ReceiptNumber::of(1, 27), SecretText("K7M2P9QX"), today() } });
    }

    Walk& answer(catalogue::Step const& step)
    {
        if (std::holds_alternative<catalogue::Identify>(step.kind))
            return tell(event::CardInserted {}).tell(event::CardRead { invented() }).tell(event::Next {});
        if (auto const* const choose = std::get_if<catalogue::Choose>(&step.kind))
            return tell(event::Answer { step.id, choose->options.front().id });
        return type(step).tell(event::Next {});
    }
    Walk& type(catalogue::Step const& step)
    {
        auto const& number = std::get<catalogue::EnterNumber>(step.kind);
        constexpr std::string_view digits = "010123456789012";
        auto const count = number.kind == catalogue::EnterNumber::Kind::phone ? std::min(11, number.most_digits) : number.least_digits;
        for (int i = 0; i < count; ++i)
            tell(event::TypeDigit { number.kind == catalogue::EnterNumber::Kind::phone ? digits[static_cast<std::size_t>(i)] : '2' });
        return *this;
    }

    State end()
    {
        if (m_aspect.mode == Mode::practice && m_state.place != visit::Place::rest)
            m_state.practice = visit::Practice::yes;
        return std::move(m_state);
    }

private:
    catalogue::Catalogue const& m_catalogue;
    Aspect m_aspect;
    visit::Manners m_manners;
    State m_state;
};

using Catalogue = catalogue::Catalogue;

Exhibit exhibit(std::string name, Share share, std::function<void(Walk&)> walk, stage::World world = good_world())
{
    return { std::move(name), share, world, [walk = std::move(walk)](Catalogue const& catalogue, Aspect const& aspect) {
                Walk visit(catalogue, aspect);
                walk(visit);
                return visit.end();
            } };
}

stage::World without(stage::World world, void (*lose)(stage::World&))
{
    lose(world);
    return world;
}

void add_cards(std::vector<Exhibit>& all, catalogue::Service const& service, std::string const& step)
{
    struct Failing {
        char const* name;
        visit::CardProgress why;
    };
    constexpr std::array failing { Failing { "card-wrong", visit::CardProgress::wrong_card }, Failing { "card-mute", visit::CardProgress::mute },
        Failing { "card-too-early", visit::CardProgress::removed_too_early }, Failing { "card-reader-fault", visit::CardProgress::reader_fault } };
    auto const id = service.id;
    all.push_back(exhibit("card", Share::all_aspects, [=](Walk& walk) { walk.to(id, step); }));
    all.push_back(exhibit("card-left-behind", Share::pairs, [=](Walk& walk) { walk.tell(event::CardInserted {}).to(id, step); }));
    all.push_back(exhibit("card-reading", Share::pairs, [=](Walk& walk) { walk.to(id, step).tell(event::CardInserted {}); }));
    all.push_back(exhibit("card-read", Share::pairs, [=](Walk& walk) { walk.to(id, step).tell(event::CardInserted {}).tell(event::CardRead { invented() }); }));
    for (auto const& one : failing) {
        all.push_back(exhibit(one.name, Share::pairs, [=, why = one.why](Walk& walk) {
            walk.to(id, step).tell(event::CardInserted {}).tell(event::CardFailed { why });
        }));
    }
    all.push_back(exhibit("card-reader-gone", Share::pairs, [=](Walk& walk) { walk.to(id, step); },
        without(good_world(), [](stage::World& world) { world.reader = DeviceStatus::offline; })));
}

/// One service from its first page to the review.
void add_service(std::vector<Exhibit>& all, catalogue::Service const& service)
{
    auto const id = service.id;
    all.push_back(exhibit(id, Share::pairs, [=](Walk& walk) { walk.open(id); }));
    for (auto const& step : service.steps) {
        if (std::holds_alternative<catalogue::Identify>(step.kind))
            continue;
        auto const name = id + "." + step.id;
        all.push_back(exhibit(name, Share::pairs, [=, at = step.id](Walk& walk) { walk.to(id, at); }));
        all.push_back(exhibit(name + ".answered", Share::pairs, [=](Walk& walk) { walk.to(id, step.id).answer(step).tell(event::Back {}); }));
        if (std::holds_alternative<catalogue::EnterNumber>(step.kind))
            all.push_back(exhibit(name + ".complaint", Share::pairs, [=, at = step.id](Walk& walk) { walk.to(id, at).tell(event::TypeDigit { '0' }).tell(event::Next {}); }));
    }
    all.push_back(exhibit(id + ".review", Share::pairs, [=](Walk& walk) { walk.to_review(id); }));
}

template <typename Kind>
std::pair<catalogue::Service const*, std::string> first_with(Catalogue const& catalogue, bool (*fits)(Kind const&))
{
    for (auto const& service : catalogue.services) {
        for (auto const& step : service.steps) {
            if (auto const* const kind = std::get_if<Kind>(&step.kind); kind && fits(*kind))
                return { &service, step.id };
        }
    }
    return { nullptr, {} };
}

/// One step of each kind, in every combination.
void add_kinds(std::vector<Exhibit>& all, Catalogue const& catalogue)
{
    auto const add = [&](std::string name, std::pair<catalogue::Service const*, std::string> const& found) {
        if (found.first)
            all.push_back(exhibit(std::move(name), Share::all_aspects, [id = found.first->id, step = found.second](Walk& walk) { walk.to(id, step); }));
    };
    add("step-tiles", first_with<catalogue::Choose>(catalogue, [](auto const& choose) { return choose.shape == catalogue::Choose::Shape::tiles; }));
    add("step-list", first_with<catalogue::Choose>(catalogue, [](auto const& choose) { return choose.shape == catalogue::Choose::Shape::list; }));
    add("step-number", first_with<catalogue::EnterNumber>(catalogue, [](auto const&) { return true; }));
}

void add_ends(std::vector<Exhibit>& all, std::string const& id, std::string const& with_card)
{
    using visit::PrintOutcome;
    using visit::PrintTrouble;
    all.push_back(exhibit("review", Share::all_aspects, [=](Walk& walk) { walk.to_review(with_card); }));
    all.push_back(exhibit("review-no-receipt", Share::pairs, [=](Walk& walk) { walk.to_review(with_card); },
        without(good_world(), [](stage::World& world) { world.paper = Paper::out; })));
    all.push_back(exhibit("working", Share::all_aspects, [=](Walk& walk) { walk.to_commit(id); }));
    all.push_back(exhibit("working-printing", Share::pairs, [=](Walk& walk) { walk.committed(id); }));
    struct End {
        char const* name;
        Share share;
        PrintOutcome outcome;
        PrintTrouble trouble;
    };
    constexpr std::array ends { End { "done", Share::all_aspects, PrintOutcome::printed, PrintTrouble::none },
        End { "done-no-paper", Share::pairs, PrintOutcome::not_printed, PrintTrouble::no_paper },
        End { "done-cover-open", Share::pairs, PrintOutcome::not_printed, PrintTrouble::cover_open },
        End { "done-paper-jam", Share::pairs, PrintOutcome::not_printed, PrintTrouble::paper_jam },
        End { "done-unknown", Share::pairs, PrintOutcome::unknown, PrintTrouble::printer_gone } };
    for (auto const& end : ends)
        all.push_back(exhibit(end.name, end.share, [=](Walk& walk) { walk.committed(id).tell(event::PrintEnded { end.outcome, end.trouble }); }));
    all.push_back(exhibit("done-card-in-slot", Share::pairs, [=](Walk& walk) {
        walk.committed(with_card).tell(event::PrintEnded { PrintOutcome::printed, PrintTrouble::none });
    }));
    all.push_back(exhibit("trouble", Share::all_aspects, [=](Walk& walk) { walk.to_commit(id).tell(event::NotCommitted {}); }));
}

}

std::vector<Exhibit> exhibits(Catalogue const& catalogue)
{
    verify(!catalogue.services.empty(), "there is something to show");
    std::vector<Exhibit> all;
    auto const lost = [](void (*lose)(stage::World&)) { return without(good_world(), lose); };
    all.push_back(exhibit("rest", Share::all_aspects, [](Walk&) {}));
    all.push_back(exhibit("rest-short", Share::pairs, [](Walk&) {}, lost([](stage::World& world) {
        world.reader = DeviceStatus::offline;
        world.paper = Paper::out;
        world.waiting_for_hub = 3;
    })));
    all.push_back(exhibit("rest-closed", Share::pairs, [](Walk&) {}, lost([](stage::World& world) { world.journal = stage::JournalStanding::closed; })));
    all.push_back(exhibit("home", Share::all_aspects, [](Walk& walk) { walk.begin(); }));
    all.push_back(exhibit("help", Share::all_aspects, [](Walk& walk) { walk.begin().tell(event::ShowHelp { visit::Panel::open }); }));
    struct Called {
        char const* name;
        visit::Help help;
    };
    for (auto const& called : { Called { "help-calling", visit::Help::calling }, Called { "help-told", visit::Help::told }, Called { "help-seen", visit::Help::seen }, Called { "help-nobody", visit::Help::nobody } }) {
        all.push_back(exhibit(called.name, Share::pairs, [help = called.help](Walk& walk) {
            walk.begin().tell(event::ShowHelp { visit::Panel::open }).tell(event::CallForHelp {}).tell(event::HelpAnswered { help });
        }));
    }
    all.push_back(exhibit("idle", Share::all_aspects, [](Walk& walk) { walk.begin().tell(event::Quiet {}); }));

    auto const& first = catalogue.services.front();
    auto const with_card = first_with<catalogue::Identify>(catalogue, [](auto const&) { return true; });
    auto const& of_card = with_card.first ? *with_card.first : first;
    all.push_back(exhibit("service", Share::all_aspects, [id = first.id](Walk& walk) { walk.open(id); }));
    all.push_back(exhibit("service-no-reader", Share::pairs, [id = of_card.id](Walk& walk) { walk.open(id); },
        lost([](stage::World& world) { world.reader = DeviceStatus::offline; })));
    all.push_back(exhibit("service-no-paper", Share::pairs, [id = first.id](Walk& walk) { walk.open(id); }, lost([](stage::World& world) { world.paper = Paper::out; })));
    if (with_card.first)
        add_cards(all, of_card, with_card.second);
    add_kinds(all, catalogue);
    for (auto const& service : catalogue.services)
        add_service(all, service);
    add_ends(all, first.id, of_card.id);
    return all;
}

void draw(Exhibit const& exhibit, Catalogue const& catalogue, Aspect const& aspect, ui::Canvas& canvas)
{
    auto const state = exhibit.visit(catalogue, aspect);
    auto const alarm = begun + std::chrono::seconds(27);
    auto const view = stage::view_of(state, { catalogue, exhibit.world, "" }, alarm, begun, today());
    std::visit([&](auto const& each) { static_cast<void>(screens::draw(each, canvas)); }, view);
    if (state.idle_warning)
        static_cast<void>(screens::draw(screens::IdleView { 38 }, canvas));
}

}
