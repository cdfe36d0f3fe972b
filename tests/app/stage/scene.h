#pragma once
/// A kiosk from the glass to the requests: the real glass (without a display), the real content and fonts, and a world that
/// the test plays.

#include "kiosk/app/stage/stage.h"
#include "kiosk/base/core/mailbox.h"
#include "kiosk/glass/language/messages.h"
#include "kiosk/glass/platform/glass.h"
#include "kiosk/glass/text/font_stack.h"
#include "tests/doubles/clock.h"
#include "tests/doubles/recording_player.h"

#include <catch2/catch.hpp>

#include <algorithm>

namespace doubles {

using namespace kiosk;
using namespace kiosk::stage;

inline std::filesystem::path const source { SHUBBAK_SOURCE };

/// A kiosk from the glass to the requests; nothing behind it but the test.
struct Scene {
    doubles::AdvanceableClock clock;
    std::unique_ptr<platform::Glass> glass = platform::Glass::open({ platform::Glass::Place::headless, 1080, 1920 }, clock).value();
    text::FontStack fonts = text::FontStack::load(source / "fonts" / "stack").value();
    language::Messages messages = language::Messages::load(source / "assets", { .country = "EG", .time_zone = "Africa/Cairo" }).value();
    catalogue::Catalogue catalogue = catalogue::load(source / "assets", messages).value().catalogue;
    std::unique_ptr<ui::Presenter> presenter = ui::Presenter::open({ *glass, fonts, messages,
        ui::Themes::load(source / "assets" / "themes").themes, Density { 1080.0F / 336.0F }, source / "assets" / "icons" })
                                                   .value();
    std::vector<std::string> odd;
    /// What was said; the voice itself is missing.
    std::vector<std::string> heard;
    doubles::RecordingPlayer player;
    Mailbox<int> calls;
    std::function<void(guide::Heard const&)> listener = [this](guide::Heard const& one) { heard.emplace_back(one.text); };
    guide::Guide guide { { player, clock, messages, source / "assets", { "no-such-program" }, [this] { calls.post(1); },
        [this](guide::Heard const& one) { listener(one); } } };
    Stage stage { { clock, catalogue, messages, fonts, *presenter, {}, [this](Occurrence const& occurrence) {
        if (occurrence.kind == Occurrence::Kind::input_odd)
            odd.emplace_back(occurrence.word);
    }, &guide } };
    std::vector<Request> requests;

    Scene()
    {
        stage.set_journal(JournalStanding::open);
        stage.handle(devices::Event(devices::ReaderChanged { devices::DeviceStatus::online, {}, {} }));
        stage.handle(devices::Event(devices::PrinterChanged { devices::DeviceStatus::online, devices::Paper::full, {}, {} }));
        settle();
    }
    void settle()
    {
        while (auto const event = glass->poll())
            stage.handle(*event);
        stage.pass_time();
        while (stage.frame()) { }
        for (auto& request : stage.take_requests())
            requests.push_back(std::move(request));
    }
    void touch(std::string_view id)
    {
        auto const* const node = presenter->node(id);
        INFO("node " << id << " on " << stage.screen());
        REQUIRE(node != nullptr);
        REQUIRE(node->touchable);
        auto const x = static_cast<float>(node->area.left + node->area.right) / 2, y = static_cast<float>(node->area.top + node->area.bottom) / 2;
        glass->inject(platform::Finger { platform::Finger::Phase::down, 1, x, y });
        glass->inject(platform::Finger { platform::Finger::Phase::up, 1, x, y });
        settle();
    }
    void tell(devices::Event event)
    {
        stage.handle(std::move(event));
        settle();
    }
    void pass(Duration span)
    {
        clock.advance(span);
        settle();
    }
    void listen(std::function<void(guide::Heard const&)> to) { listener = std::move(to); }
    void let_all_be_said()
    {
        while (guide.speaking() && calls.wait_for(std::chrono::seconds(20)))
            static_cast<void>(guide.attend());
    }
    template <typename T>
    T* last()
    {
        for (auto request = requests.rbegin(); request != requests.rend(); ++request) {
            if (auto* const found = std::get_if<T>(&*request))
                return found;
        }
        return nullptr;
    }
    [[nodiscard]] bool shows(std::string_view text) const
    {
        return std::ranges::any_of(presenter->nodes(), [&](ui::Node const& node) { return node.words.text.find(text) != std::string::npos; });
    }
    void to_review()
    {
        touch("rest.begin.en");
        touch("home.service.report-light");
        touch("service.start");
        touch("step.fault.lamp-out");
        touch("step.street.al-nakheel");
    }
    journal::Committed commit()
    {
        touch("review.confirm");
        return { TransactionId::make(), ReceiptNumber::of(1, 7), SecretText("ABCD3467"), clock.wall() };
    }
};

}
