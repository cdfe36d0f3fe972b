#include "kiosk/glass/screens/card.h"
#include "kiosk/glass/screens/done.h"
#include "kiosk/glass/screens/home.h"
#include "kiosk/glass/screens/idle.h"
#include "kiosk/glass/screens/rest.h"
#include "kiosk/glass/screens/review.h"
#include "kiosk/glass/screens/service.h"
#include "kiosk/glass/screens/step.h"
#include "kiosk/glass/screens/trouble.h"
#include "kiosk/glass/screens/working.h"
#include "kiosk/glass/ui/presenter.h"
#include "tests/glass/screens/showroom.h"

#include <catch2/catch.hpp>

using namespace kiosk;
using namespace kiosk::screens;
using namespace kiosk::screens::gallery;

namespace {

/// The intents that `draw` returns while `node` is pressed once, in order, without those that want nothing.
template <typename Intent, typename Draw>
std::vector<Intent> pressing(Showroom& room, std::string const& node, Draw draw, Language language = Language::english)
{
    std::vector<Intent> wanted;
    Exhibit const exhibit { node, [&](ui::Canvas& canvas, Language, TextSize) {
                               if (Intent const intent = draw(canvas); !(intent == Intent {}))
                                   wanted.push_back(intent);
                           } };
    static_cast<void>(room.show(exhibit, language, TextSize::standard));
    REQUIRE(wanted.empty());
    room.touch(node);
    return wanted;
}

FrameView whole_frame()
{
    return { .form = { .language = Language::english, .text_size = TextSize::largest }, .service = "digital-class", .place = Place { 2, 5 }, .back = Offered::yes, .next = Offered::yes, .finish = Offered::yes, .undo = Offered::yes, .more = Offered::yes, .earlier = Offered::yes, .sound = Offered::yes };
}

std::unique_ptr<Showroom> room_of(Panel const& panel)
{
    auto room = Showroom::open(panel);
    INFO((room ? std::string() : room.error().story));
    REQUIRE(room);
    return *std::move(room);
}

}

TEST_CASE("what is pressed in the frame is asked for, once, on every screen that has one", "[screens]")
{
    auto const room = room_of(landscape);
    using Kind = FrameIntent::Kind;
    struct Row {
        char const* node;
        FrameIntent intent;
    };
    auto const rows = {
        Row { "language.ar", { .kind = Kind::change_language, .language = Language::arabic } },
        Row { "language.en", { .kind = Kind::change_language, .language = Language::english } },
        Row { "language.ko", { .kind = Kind::change_language, .language = Language::korean } },
        Row { "text_size", { .kind = Kind::change_text_size, .text_size = TextSize::small } },
        Row { "contrast", { .kind = Kind::change_contrast, .contrast = ui::Contrast::high } },
        Row { "sound", { .kind = Kind::change_sound, .sound = Sound::on } },
        Row { "help", { .kind = Kind::open_help } },
        Row { "frame.undo", { .kind = Kind::undo } },
        Row { "frame.more", { .kind = Kind::more } },
        Row { "frame.earlier", { .kind = Kind::earlier } },
        Row { "frame.back", { .kind = Kind::back } },
        Row { "frame.next", { .kind = Kind::next } },
        Row { "frame.finish", { .kind = Kind::finish } },
    };
    for (auto const& row : rows) {
        INFO(row.node);
        auto const check = [&](auto const& view) {
            using Intent = decltype(draw(view, std::declval<ui::Canvas&>()));
            Intent expected;
            expected.frame = row.intent;
            CHECK(pressing<Intent>(*room, row.node, [&](ui::Canvas& canvas) { return draw(view, canvas); }) == std::vector { expected });
        };
        check(HomeView { whole_frame(), { { "report-light", "lightbulb" } } });
        check(StepView { whole_frame(), "digital-class", "day", Choice { Choice::Shape::tiles, { "sunday" }, {} } });
        check(StepView { whole_frame(), "digital-class", "phone", screens::Number {} });
        check(CardView { whole_frame(), "digital-class", CardState::waiting, {} });
        check(WorkingView { whole_frame(), {} });
        check(TroubleView { whole_frame(), Trouble::request_not_kept });
    }
}

TEST_CASE("a touch of the rest screen begins a visit in that language", "[screens]")
{
    auto const room = room_of(portrait);
    RestView const view;
    for (auto const language : all_languages) {
        auto const intents = pressing<RestIntent>(*room, "rest.begin." + std::string(code_of(language)), [&](ui::Canvas& canvas) { return draw(view, canvas); });
        CHECK(intents == std::vector { RestIntent { RestIntent::Kind::begin, language } });
    }
}

TEST_CASE("home and service lead into a service", "[screens]")
{
    auto const room = room_of(portrait);
    HomeView const home { {}, { { "resident-register", "file-text" }, { "report-light", "lightbulb" } } };
    CHECK(pressing<HomeIntent>(*room, "home.service.report-light", [&](ui::Canvas& canvas) { return draw(home, canvas); })
        == std::vector { HomeIntent { HomeIntent::Kind::open_service, "report-light", {} } });
    ServiceView const service { {}, "report-light", "lightbulb", {} };
    CHECK(pressing<ServiceIntent>(*room, "service.start", [&](ui::Canvas& canvas) { return draw(service, canvas); })
        == std::vector { ServiceIntent { ServiceIntent::Kind::start, {} } });
}

TEST_CASE("a step hands on the option that was touched", "[screens]")
{
    auto const room = room_of(portrait);
    for (auto const shape : { Choice::Shape::tiles, Choice::Shape::list }) {
        StepView const view { {}, "report-light", "fault", Choice { shape, { "lamp-out", "flickering" }, "lamp-out" } };
        for (auto const* option : { "lamp-out", "flickering" }) {
            StepIntent expected;
            expected.kind = StepIntent::Kind::choose;
            expected.option = option;
            CHECK(pressing<StepIntent>(*room, std::string("step.fault.") + option, [&](ui::Canvas& canvas) { return draw(view, canvas); }) == std::vector { expected });
        }
    }
}

TEST_CASE("the keys of a number hand on what they say, also on a mirrored page", "[screens]")
{
    auto const room = room_of(portrait);
    StepView const view { {}, "digital-class", "phone", screens::Number { screens::Number::Kind::phone, SecretText("12"), 8, 12, {} } };
    auto const press = [&](std::string const& key) {
        auto const intents = pressing<StepIntent>(*room, "step.phone.key." + key, [&](ui::Canvas& canvas) { return draw(view, canvas); }, Language::arabic);
        REQUIRE(intents.size() == 1);
        return intents.front();
    };
    for (char digit = '0'; digit <= '9'; ++digit) {
        auto const intent = press(std::string(1, digit));
        CHECK(intent.kind == StepIntent::Kind::type_digit);
        CHECK(intent.digit == digit);
    }
    CHECK(press("back").kind == StepIntent::Kind::rub_out);
    CHECK(press("clear").kind == StepIntent::Kind::clear);
}

TEST_CASE("every trouble with a card leads on", "[screens]")
{
    auto const room = room_of(portrait);
    for (auto const state : { CardState::left_behind, CardState::waiting, CardState::wrong_card, CardState::mute_card, CardState::removed_too_early, CardState::reader_fault, CardState::reader_gone }) {
        CardView const view { {}, "resident-register", state, {} };
        CHECK(pressing<CardIntent>(*room, "card.other", [&](ui::Canvas& canvas) { return draw(view, canvas); })
            == std::vector { CardIntent { CardIntent::Kind::other_service, {} } });
    }
}

TEST_CASE("the review changes one answer or sends all", "[screens]")
{
    auto const room = room_of(portrait);
    ReviewView const view { {}, "report-light", { { "fault", ChosenAnswer { "flickering" } }, { "street", ChosenAnswer { "al-ain" } } }, std::nullopt, Offered::yes };
    auto const press = [&](std::string const& node) { return pressing<ReviewIntent>(*room, node, [&](ui::Canvas& canvas) { return draw(view, canvas); }); };
    CHECK(press("review.change.street") == std::vector { ReviewIntent { ReviewIntent::Kind::change, "street", {} } });
    CHECK(press("review.confirm") == std::vector { ReviewIntent { ReviewIntent::Kind::confirm, {}, {} } });
}

TEST_CASE("done, idle and trouble end or go on", "[screens]")
{
    auto const room = room_of(portrait);
    DoneView done;
    done.service = "report-light";
    CHECK(pressing<DoneIntent>(*room, "done.finish", [&](ui::Canvas& canvas) { return draw(done, canvas); }) == std::vector { DoneIntent { DoneIntent::Kind::finish, {} } });
    HomeView const below { {}, { { "report-light", "lightbulb" } } };
    auto const over = [&](ui::Canvas& canvas) {
        static_cast<void>(draw(below, canvas));
        return draw(IdleView { 45 }, canvas);
    };
    CHECK(pressing<IdleIntent>(*room, "idle.stay", over) == std::vector { IdleIntent::stay });
    CHECK(pressing<IdleIntent>(*room, "idle.finish", over) == std::vector { IdleIntent::finish });
    TroubleView const trouble { {}, Trouble::service_unavailable };
    CHECK(pressing<TroubleIntent>(*room, "trouble.other", [&](ui::Canvas& canvas) { return draw(trouble, canvas); })
        == std::vector { TroubleIntent { TroubleIntent::Kind::other_service, {} } });
}

TEST_CASE("text grows in four steps and begins again", "[screens]")
{
    CHECK(next_after(TextSize::small) == TextSize::standard);
    CHECK(next_after(TextSize::standard) == TextSize::large);
    CHECK(next_after(TextSize::large) == TextSize::largest);
    CHECK(next_after(TextSize::largest) == TextSize::small);
}

TEST_CASE("the panel of help asks for what is pressed in it", "[screens]")
{
    auto const room = room_of(portrait);
    using Kind = FrameIntent::Kind;
    HomeView view { whole_frame(), { { "report-light", "lightbulb" } } };
    view.frame.help_panel = { .open = Offered::yes, .practise = Offered::yes };
    auto const press = [&](std::string const& node) {
        auto const intents = pressing<HomeIntent>(*room, node, [&](ui::Canvas& canvas) { return draw(view, canvas); });
        REQUIRE(intents.size() == 1);
        return intents.front().frame;
    };
    CHECK(press("help.close") == FrameIntent { .kind = Kind::close_help });
    CHECK(press("help.staff") == FrameIntent { .kind = Kind::call_staff });
    CHECK(press("help.easy") == FrameIntent { .kind = Kind::change_pace, .pace = ui::Pace::easy });
    CHECK(press("help.low") == FrameIntent { .kind = Kind::change_reach, .reach = ui::Reach::low });
    CHECK(press("help.practise") == FrameIntent { .kind = Kind::practise });
    view.frame.practice = Practice::yes;
    view.frame.form.pace = ui::Pace::easy;
    view.frame.form.reach = ui::Reach::low;
    CHECK(press("help.practise") == FrameIntent { .kind = Kind::for_real });
    CHECK(press("help.easy") == FrameIntent { .kind = Kind::change_pace, .pace = ui::Pace::usual });
    CHECK(press("help.low") == FrameIntent { .kind = Kind::change_reach, .reach = ui::Reach::whole });
}

TEST_CASE("after practice the done screen offers the same for real, and shows no number", "[screens]")
{
    auto const room = room_of(portrait);
    DoneView done;
    done.service = "report-light";
    done.frame.practice = Practice::yes;
    CHECK(pressing<DoneIntent>(*room, "done.for_real", [&](ui::Canvas& canvas) { return draw(done, canvas); }) == std::vector { DoneIntent { DoneIntent::Kind::for_real, {} } });
    Exhibit const exhibit { "done", [&](ui::Canvas& canvas, Language, TextSize) { static_cast<void>(draw(done, canvas)); } };
    auto const& shown = room->show(exhibit, Language::english, TextSize::standard);
    CHECK(shown.node("done.number") == nullptr);
    CHECK(shown.node("practice.mark") != nullptr);
}

TEST_CASE("what the citizen answered and has to pay is personal on the review", "[screens][U5]")
{
    auto const room = room_of(landscape);
    ReviewView view;
    view.frame = whole_frame();
    view.service = "digital-class";
    view.frame.more = Offered::no;
    view.lines.push_back({ "phone", CountAnswer { 3 } });
    view.cost = Money { 2000, Currency::of("EGP").value() };
    Exhibit const exhibit { "review", [&](ui::Canvas& canvas, Language, TextSize) { static_cast<void>(draw(view, canvas)); } };
    int personal = 0;
    for (auto const& node : room->show(exhibit, Language::english, TextSize::standard).nodes())
        personal += node.words.privacy == ui::Privacy::personal ? 1 : 0;
    CHECK(personal == 2);
}
