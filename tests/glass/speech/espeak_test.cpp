/// With the real espeak-ng, of the Debian package of that name (deploy/packages, groups run and test).

#include "kiosk/glass/speech/synthesiser.h"
#include "kiosk/glass/speech/voice.h"

#include "tests/doubles/sounds.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

using namespace kiosk;
using namespace kiosk::speech;
using namespace std::chrono_literals;

namespace {

constexpr std::string_view english = "Put your card into the slot, with the gold chip facing up. The machine reads it and gives it back to you. "
                                     "If it does not work, please go to the service desk, where somebody will help you.";
constexpr std::string_view arabic = "أَدْخِلُوا بِطَاقَتَكُمْ فِي الفَتْحَةِ، وَالشَّرِيحَةُ الذَّهَبِيَّةُ إِلَى الأَعْلَى. يَقْرَأُهَا الجِهَازُ ثُمَّ يُعِيدُهَا إِلَيْكُمْ.";
constexpr std::string_view korean = "금색 칩이 위로 오게 카드를 투입구에 넣어 주세요. 기기가 카드를 읽고 돌려 드려요.";

Sound spoken(Language language, std::string_view text, Rate rate = {})
{
    SystemClock const clock;
    auto sound = Synthesiser({}, clock).speak(language, text, rate, Deadline::after(clock, 20s), Interruption());
    if (!sound)
        FAIL(sound.error().story);
    return *std::move(*sound);
}

/// How loud it is, in tenths of a second.
std::vector<double> envelope(Sound const& sound)
{
    std::vector<double> out;
    auto const width = static_cast<std::size_t>(sound.rate) / 10;
    for (std::size_t at = 0; at + width <= sound.samples.size(); at += width) {
        double energy = 0;
        for (std::size_t i = 0; i < width; ++i)
            energy += std::pow(sound.samples[at + i], 2);
        out.push_back(std::sqrt(energy / static_cast<double>(width)));
    }
    return out;
}

}

TEST_CASE("each language is heard: speech with pauses, not silence and not noise", "[speech]")
{
    for (auto const& [language, text] : { std::pair { Language::english, english }, { Language::arabic, arabic }, { Language::korean, korean } }) {
        INFO(code_of(language));
        auto const sound = spoken(language, text);
        CHECK(sound.rate == 22050);
        CHECK(doubles::seconds_of(sound) > 5);
        CHECK(doubles::seconds_of(sound) < 30);
        auto const loudness = envelope(sound);
        auto const loud = std::ranges::count_if(loudness, [](double level) { return level > 1000; });
        auto const quiet = std::ranges::count_if(loudness, [](double level) { return level < 50; });
        CHECK(loud * 2 > static_cast<std::ptrdiff_t>(loudness.size()));
        CHECK(quiet >= 2);
        CHECK(std::ranges::max(loudness) < 20'000);
    }
}

TEST_CASE("what a kiosk says in English takes as long as 122 words a minute do", "[speech]")
{
    // Short and long ones, as screens have them; all of the shipped messages together come to 118.
    constexpr std::array sentences { "Back", "Text size", "What would you like to do?", "Touch the service you want. Take your time.",
        "Put your card into the slot", "Use your resident card, gold chip facing up.", "Services that need a card are not available here.",
        "Is everything right?", "Nothing has been sent yet.", "Phone number", "Your receipt is printed. Please take it.",
        "Take your receipt to the service desk today. You pay the fee and get your copies there." };
    double words = 0, seconds = 0;
    for (std::string_view const sentence : sentences) {
        words += static_cast<double>(std::ranges::count(sentence, ' ') + 1);
        seconds += doubles::seconds_of(spoken(Language::english, sentence));
    }
    CHECK(words / seconds * 60 == Approx(122).epsilon(0.05));
}

TEST_CASE("each step of the rate is what it says, in each language", "[speech]")
{
    std::map<Language, double> at_first;
    for (auto const& [language, text] : { std::pair { Language::english, english }, { Language::arabic, arabic }, { Language::korean, korean } })
        at_first[language] = doubles::seconds_of(spoken(language, text));
    for (auto rate = Rate::slowest();; rate = rate.faster()) {
        INFO(rate.percent() << " percent");
        for (auto const& [language, text] : { std::pair { Language::english, english }, { Language::arabic, arabic }, { Language::korean, korean } }) {
            INFO(code_of(language));
            CHECK(at_first[language] / doubles::seconds_of(spoken(language, text, rate)) == Approx(rate.percent() / 100.0).epsilon(0.12));
        }
        if (rate == Rate::fastest())
            break;
    }
}

TEST_CASE("espeak-ng knows each sound that Arabic is written in for it", "[speech]")
{
    // An unknown one cuts its word off, so the word is as short as without it.
    constexpr std::array words { "بَاب", "تَاب", "ثَاب", "جَاب", "حَاب", "خَاب", "دَاب", "ذَاب", "رَاب", "زَاب", "سَاب", "شَاب", "صَاب", "ضَاب", "طَاب", "ظَاب",
        "عَاب", "غَاب", "فَاب", "قَاب", "كَاب", "لَاب", "مَاب", "نَاب", "هَاب", "وَاب", "يَاب", "أَاب", "بُوب", "بِيب" };
    auto const nothing = doubles::seconds_of(spoken(Language::arabic, "بَ"));
    for (std::string_view const word : words) {
        INFO(word << " as " << script_of(Language::arabic, word).view());
        CHECK(doubles::seconds_of(spoken(Language::arabic, word)) > nothing + 0.1);
    }
}
