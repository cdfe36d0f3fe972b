#include "kiosk/glass/speech/speaker.h"

#include <iterator>
#include <utility>

namespace kiosk::speech {

Speaker::Speaker(Settings settings, SoundPlayer& player, Clock const& clock, std::function<void()> wake)
    : m_settings(std::move(settings)), m_synthesiser(m_settings.synthesiser, clock), m_player(player), m_clock(clock), m_made(std::move(wake))
{
}

Speaker::~Speaker()
{
    drop();
}

void Speaker::say(Utterance utterance)
{
    drop();
    say_next(std::move(utterance));
}

void Speaker::say_next(Utterance utterance)
{
    m_last = std::move(utterance);
    m_waiting.insert(m_waiting.end(), m_last.begin(), m_last.end());
    go_on();
}

void Speaker::repeat()
{
    say(Utterance(m_last));
}

void Speaker::stop()
{
    drop();
}

void Speaker::drop()
{
    if (m_making)
        m_making->interruption->interrupt();
    m_making.reset();
    m_ready.reset();
    m_waiting.clear();
    m_spoke = false;
    if (m_playing)
        m_player.stop();
    m_playing.reset();
}

void Speaker::set_rate(Rate rate)
{
    if (std::exchange(m_rate, rate) != rate)
        begin_anew();
}

void Speaker::set_volume(Volume volume)
{
    m_volume = volume;
    m_player.set_volume(volume);
}

void Speaker::set_outlet(Outlet outlet)
{
    if (std::exchange(m_outlet, outlet) != outlet)
        begin_anew();
}

/// The sentences that are not yet said to their end, from the beginning of the first.
void Speaker::begin_anew()
{
    std::deque<Sentence> sentences;
    if (m_playing)
        sentences.push_back(m_playing->sentence);
    if (m_ready)
        sentences.push_back(m_ready->sentence);
    if (m_making)
        sentences.push_back(m_making->sentence);
    std::ranges::move(m_waiting, std::back_inserter(sentences));
    drop();
    m_waiting = std::move(sentences);
    go_on();
}

void Speaker::forget()
{
    drop();
    m_last = {};
    m_rate = {};
    set_volume({});
    m_player.rest();
}

/// Nothing if there is nothing that may be said.
std::optional<SecretText> Speaker::words_of(Sentence const& sentence) const
{
    if (sentence.privacy == Privacy::open || m_outlet == Outlet::earpiece)
        return sentence.text;
    auto const& refusal = m_settings.refusals[static_cast<std::size_t>(sentence.language)];
    if (refusal.empty())
        return std::nullopt;
    return SecretText(refusal);
}

void Speaker::make(Sentence sentence)
{
    auto words = words_of(sentence);
    if (!words)
        return;
    auto interruption = std::make_shared<Interruption>();
    auto const number = ++m_number;
    m_making = Making { number, std::move(sentence), interruption };
    if (!m_worker)
        m_worker.emplace("speech");
    m_worker->post([this, number, words = *std::move(words), language = m_making->sentence.language, rate = m_rate, interruption,
                       deadline = Deadline::after(m_clock, m_settings.patience)] {
        m_made.post({ number, m_synthesiser.speak(language, words.view(), rate, deadline, *interruption) });
    });
}

void Speaker::go_on()
{
    if (m_ready && !m_playing) {
        m_player.set_volume(m_volume);
        auto const ticket = m_player.play(std::move(m_ready->sound), m_outlet);
        m_playing = Playing { std::move(m_ready->sentence), ticket };
        m_ready.reset();
    }
    while (!m_making && !m_ready && !m_waiting.empty()) {
        m_spoke = true;
        auto sentence = std::move(m_waiting.front());
        m_waiting.pop_front();
        make(std::move(sentence));
    }
    if (m_spoke && !speaking()) {
        m_spoke = false;
        m_reports.push_back({ Report::What::ended, {} });
    }
}

void Speaker::settle(Made made)
{
    if (!m_making || m_making->number != made.number)
        return; // of a sentence that was dropped
    auto sentence = std::move(m_making->sentence);
    m_making.reset();
    if (!made.sound) {
        if (made.sound.error().kind == Failure::absent)
            m_waiting.clear(); // no other sentence fares better
        report(Report::What::unsaid, std::move(made.sound).error());
    } else if (auto& sound = *made.sound; sound && !sound->empty()) {
        m_ready = Ready { std::move(sentence), *std::move(sound) };
        if (m_fault == Report::What::unsaid)
            m_fault.reset();
    }
}

void Speaker::hear(SoundNews news)
{
    if (!m_playing || m_playing->ticket != news.ticket)
        return;
    m_playing.reset();
    if (news.what == SoundNews::What::ended) {
        if (m_fault == Report::What::unheard)
            m_fault.reset();
        return;
    }
    auto const spoke = m_spoke;
    drop();
    m_spoke = spoke;
    report(Report::What::unheard, Error { Failure::unreachable, std::move(news.story) });
}

void Speaker::report(Report::What what, Error error)
{
    if (std::exchange(m_fault, what) != what)
        m_reports.push_back({ what, std::move(error) });
}

std::optional<Report> Speaker::attend()
{
    while (auto made = m_made.take())
        settle(*std::move(made));
    while (auto news = m_player.take())
        hear(*std::move(news));
    go_on();
    if (m_reports.empty())
        return std::nullopt;
    auto report = std::move(m_reports.front());
    m_reports.pop_front();
    return report;
}

}
