#include "kiosk/glass/narration/narration.h"

#include "kiosk/glass/language/messages.h"
#include "kiosk/glass/speech/voice.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace kiosk;
using namespace kiosk::narration;

namespace {

/// The shipped content, as a kiosk has it.
struct Content {
    language::Messages messages = language::Messages::load(std::filesystem::path(SHUBBAK_SOURCE) / "assets", { .country = "EG", .time_zone = "Africa/Cairo" }).value();
    language::SpokenMessages spoken = language::SpokenMessages::load(std::filesystem::path(SHUBBAK_SOURCE) / "assets", messages);
    Narration narration { spoken };

    [[nodiscard]] SecretText aloud(Language language, std::string_view key, language::Arguments const& arguments = {}) const { return spoken.say_aloud(language, key, arguments); }
};

Content const& content()
{
    static Content const loaded;
    return loaded;
}

/// A sentence a line: `ar` before another language than English, a star before what is personal.
std::string transcript(Utterance const& utterance)
{
    std::string out;
    for (auto const& sentence : utterance) {
        if (!out.empty())
            out += " | ";
        if (sentence.language != Language::english)
            out.append(code_of(sentence.language)).append(" ");
        if (sentence.privacy == Privacy::personal)
            out += "*";
        out += sentence.text.view();
    }
    return out;
}

std::string said(Thing const& thing, Detail detail = Detail::brief, Language page = Language::english)
{
    return transcript(content().narration.thing(page, thing, detail));
}

}

TEST_CASE("the content has every message that speech needs, in three languages", "[narration]")
{
    for (auto const& key : Narration::keys()) {
        INFO(key);
        CHECK(content().messages.has(key));
    }
}

TEST_CASE("every Arabic message reaches the voice as sounds, not as letters", "[narration]")
{
    int spoken = 0;
    for (auto const& key : content().messages.keys()) {
        language::Arguments arguments;
        for (auto const& [name, type] : content().messages.arguments_of(key)) {
            if (type == "number")
                arguments.emplace_back(name, language::Number { 12 });
            else if (type == "money")
                arguments.emplace_back(name, language::Amount { { 1250, Currency::of("EGP").value() } });
            else if (type == "date")
                arguments.emplace_back(name, language::Date { WallTime(std::chrono::sys_days(std::chrono::year(2026) / 11 / 21)) });
            else if (type == "time")
                arguments.emplace_back(name, language::Time { WallTime(std::chrono::hours(13)) });
            else
                arguments.emplace_back(name, language::Plain("أحمد"));
        }
        auto const script = speech::script_of(Language::arabic, content().aloud(Language::arabic, key, arguments).view());
        INFO(key << ": " << script.view());
        // Arabic letters are of two bytes, D8 to DB; Hangul and Latin names are left to the voice.
        CHECK(std::ranges::none_of(script.view(), [](char c) { return static_cast<unsigned char>(c) >= 0xD8 && static_cast<unsigned char>(c) <= 0xDB; }));
        spoken += script.view().find("[[") != std::string_view::npos ? 1 : 0;
    }
    CHECK(spoken > 150);
}

TEST_CASE("a thing is told by name, role, state and place", "[narration][N1]")
{
    CHECK(said({ .name = SecretText("Nothing has been sent yet.") }) == "Nothing has been sent yet.");
    CHECK(said({ .role = Role::heading, .name = SecretText("Is everything right?") }) == "Is everything right? heading.");
    CHECK(said({ .role = Role::button, .name = SecretText("Next"), .use = Thing::Use::possible }) == "Next, button.");
    CHECK(said({ .role = Role::button, .name = SecretText("Next"), .use = Thing::Use::not_now }) == "Next, button, not available now.");
    CHECK(said({ .role = Role::choice, .name = SecretText("Monday"), .choice = Thing::Choice::chosen, .use = Thing::Use::possible, .place = Place { 2, 5 } }) == "Monday, choice, chosen, 2 of 5.");
    CHECK(said({ .role = Role::choice, .name = SecretText("Monday"), .choice = Thing::Choice::not_chosen, .place = Place { 1, 1 } }) == "Monday, choice, not chosen.");
    CHECK(said({ .role = Role::picture, .name = SecretText("A card") }) == "A card, picture.");
}

TEST_CASE("a hint is given to those who want it, and only where a press does something", "[narration][N1]")
{
    Thing next { .role = Role::button, .name = SecretText("Next"), .use = Thing::Use::possible };
    CHECK(said(next, Detail::with_hints) == "Next, button. | To use it, press the select key.");
    next.use = Thing::Use::not_now;
    CHECK(said(next, Detail::with_hints) == "Next, button, not available now.");
    CHECK(said({ .name = SecretText("Cost") }, Detail::with_hints) == "Cost.");
}

TEST_CASE("every language tells it in its own words", "[narration][N1]")
{
    auto const choice = [](Language language) {
        return Thing { .role = Role::choice, .name = content().aloud(language, "service.digital-class.day.monday"), .choice = Thing::Choice::chosen, .use = Thing::Use::possible, .place = Place { 2, 5 } };
    };
    CHECK(said(choice(Language::korean), Detail::with_hints, Language::korean) == "ko 월요일, 선택 항목, 선택됨, 다섯 개 중 두 번째. | ko 선택하려면 선택 키를 누르세요.");
    CHECK(said(choice(Language::arabic), Detail::with_hints, Language::arabic) == "ar الاِثْنَيْن، خِيَار، مُخْتَار، اِثْنَان مِنْ خَمْسَة. | ar لِاخْتِيَارِهِ، اِضْغَطُوا مِفْتَاحَ الاِخْتِيَار.");
}

TEST_CASE("a name in another language is said by that language's voice", "[narration][N1]")
{
    CHECK(said({ .role = Role::button, .name = SecretText("한국어"), .language = Language::korean, .use = Thing::Use::possible }) == "ko 한국어. | button.");
}

TEST_CASE("what is personal stands in sentences of its own", "[narration][N2]")
{
    CHECK(said({ .name = SecretText("Hello Layla"), .privacy = Privacy::personal }) == "*Hello Layla.");
    CHECK(said({ .role = Role::field, .name = SecretText("Phone number"), .value = Value { SecretText("0 1 0, 1 2 3"), Value::Entry::shown, 0, Privacy::personal }, .use = Thing::Use::possible })
        == "Phone number, entry field. | *0 1 0, 1 2 3.");
    CHECK(said({ .role = Role::field, .name = SecretText("How many"), .value = Value { SecretText("3") } }) == "How many, entry field, 3.");
    CHECK(said({ .role = Role::field, .name = SecretText("How many"), .value = Value {} }) == "How many, entry field, empty.");
}

TEST_CASE("what is masked is never said", "[narration][N2]")
{
    Thing const code { .role = Role::field, .name = SecretText("Code"), .value = Value { SecretText("1 2 3 4"), Value::Entry::masked, 4, Privacy::personal } };
    for (auto const language : all_languages)
        CHECK(said(code, Detail::with_hints, language).find("1 2 3 4") == std::string::npos);
    CHECK(said(code) == "Code, entry field, 4 characters, not read aloud.");
}

TEST_CASE("an entry that is not accepted is told with its reason", "[narration][N1]")
{
    Thing const phone { .role = Role::field, .name = SecretText("Phone number"), .value = Value {}, .use = Thing::Use::possible,
        .fault = content().aloud(Language::english, "number.too_short", { { "least", language::Number { 8 } } }) };
    CHECK(said(phone) == "Phone number, entry field, empty. | This needs a change. | The number is too short. Enter at least 8 digits.");
}

TEST_CASE("a page is told by its title, where one is, and how to go on", "[narration]")
{
    auto const& narration = content().narration;
    auto const title = content().aloud(Language::english, "service.digital-class.day.question");
    auto const where = content().aloud(Language::english, "frame.place", { { "step", language::Number { 2 } }, { "of", language::Number { 5 } } });
    CHECK(transcript(narration.page(Language::english, title, where, 7, Detail::with_hints)) == "Which day suits you? | Step 2 of 5. | 7 things to choose here. | Go on with the down key.");
    CHECK(transcript(narration.page(Language::english, title, {}, 0, Detail::with_hints)) == "Which day suits you?");
    CHECK(transcript(narration.page(Language::english, title, {}, 1, Detail::brief)) == "Which day suits you? | 1 thing to choose here.");
}

TEST_CASE("a whole receipt can be heard, its values by the ear-piece alone", "[narration][N2]")
{
    auto const& aloud = content().spoken;
    std::array const lines {
        ReceiptLine { aloud.say_aloud(Language::english, "receipt.number"), aloud.say_aloud(Language::english, "done.code", { { "number", language::Code("000 100 000 016") } }), Privacy::personal },
        ReceiptLine { SecretText("Class"), SecretText("First steps"), Privacy::open },
    };
    CHECK(transcript(content().narration.receipt(Language::english, lines))
        == "Your receipt says this. | Request number. | *0 0 0, 1 0 0, 0 0 0, 0 1 6. | Class: First steps. | That is all of the receipt.");
}

TEST_CASE("rate, volume and what stands for something personal are told in words", "[narration]")
{
    auto const& narration = content().narration;
    CHECK(transcript(narration.rate(Language::english, Rate())) == "Speed 3 of 8.");
    CHECK(transcript(narration.volume(Language::korean, Volume::loudest())) == "ko 소리 크기 팔 단계 중 팔 단계.");
    CHECK(transcript(narration.say(Language::english, "off")) == "Speech is off.");
    auto const refusals = narration.refusals();
    CHECK(refusals[static_cast<std::size_t>(Language::english)] == "This is private. Plug in the ear-piece to hear it.");
    CHECK(std::ranges::none_of(refusals, &std::string::empty));
}
