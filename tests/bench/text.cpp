// text/cold/<corpus>     From UTF-8 to positioned glyphs of a text never seen before: its paragraph is made, laid out and
//                        let go of. Beside hb_shape and Pango it is wrapped to its width; beside raqm, which cannot wrap,
//                        it is not.
// text/rewrap/<corpus>   A text that is kept, at another width.
// text/warm              A text that is shown again as it was: we look it up by its letters, its style and its fit among a
//                        screenful of 40. Pango has no such look-up; its row is what it answers when its caller kept a
//                        layout for each text and knows which one it wants. hb_shape and raqm keep nothing: they shape again.
// text/language-switch   All words of the home and service screens in another language, none of them seen before.
//
// Costs are CPU time of one text (of language-switch: of all words), medians over rounds in which everybody takes a turn,
// beginning with another one each time. `agreement` is the share of the texts of which both made the same number of lines
// (Pango) or glyphs (the others); a row below 99.5 % is void. See setter.h for what the peers are given, corpus.h for the texts.

#include "kiosk/glass/language/messages.h"
#include "kiosk/glass/text/font_stack.h"
#include "kiosk/glass/text/paragraph.h"
#include "kiosk/glass/text/typesetter.h"
#include "tests/bench/corpus.h"
#include "tests/bench/cpu_time.h"
#include "tests/bench/row.h"
#include "tests/bench/setter.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

using namespace kiosk;

namespace {

using bench::Asked;
using bench::Row;

constexpr std::size_t rounds = 21;
constexpr double least_agreement = 0.995;

/// Medians of what each of `contestants` takes, a turn each in every round.
std::vector<double> compete(std::vector<std::function<void()>> const& contestants)
{
    std::vector<std::vector<double>> times(contestants.size());
    for (std::size_t round = 0; round <= rounds; ++round) {
        for (std::size_t turn = 0; turn < contestants.size(); ++turn) {
            auto const who = (round + turn) % contestants.size();
            auto const took = bench::timed(contestants[who]);
            if (round > 0) // the first one warms up
                times[who].push_back(took);
        }
    }
    std::vector<double> medians;
    for (auto& one : times)
        medians.push_back(bench::median(std::move(one)));
    return medians;
}

text::Style style_of(Asked const& asked) { return { asked.language, asked.weight }; }
text::Fit fit_of(Asked const& asked) { return { asked.capital_px, asked.width_px }; }

double agreement(std::vector<std::size_t> const& ours, std::vector<std::size_t> const& theirs)
{
    std::size_t same = 0;
    for (std::size_t i = 0; i < ours.size(); ++i)
        same += ours[i] == theirs[i] ? 1 : 0;
    return static_cast<double>(same) / static_cast<double>(ours.size());
}

/// What they made of each text.
template <typename Make>
std::vector<std::size_t> counts(std::size_t texts, Make const& make)
{
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < texts; ++i)
        found.push_back(make(i));
    return found;
}

Row judged(Row row)
{
    if (row.agreement && *row.agreement < least_agreement)
        row.why = fmt::format("both made the same of {:.1f} % of the texts only, and less than 99.5 % compares nothing", *row.agreement * 100);
    return row;
}

class Contest {
public:
    Contest(bench::Fonts const& fonts, std::vector<bench::Corpus> const& corpora)
        : m_fonts(fonts), m_corpora(corpora), m_hb_shape(bench::open_hb_shape(fonts)), m_pango(bench::open_pango(fonts)), m_raqm(bench::open_raqm(fonts))
    {
    }

    std::vector<Row> cold(bench::Corpus const& corpus) { return set_anew("text/cold/" + corpus.name, corpus.texts); }

    std::vector<Row> rewrap(bench::Corpus const& corpus)
    {
        auto const& texts = corpus.texts;
        std::vector<text::Paragraph> paragraphs;
        for (auto const& asked : texts)
            paragraphs.emplace_back(m_fonts.stack, asked.text, style_of(asked));
        std::size_t width = 0;
        constexpr std::array widths { 0.9f, 0.7f, 1.f }; // of the corpus' own
        auto const fit = [&](std::size_t i) { return text::Fit { texts[i].capital_px, texts[i].width_px * widths[width % widths.size()] }; };

        Row row { .bench = "text/rewrap/" + corpus.name, .unit = "ns", .peer = "pango" };
        text::Layout layout;
        auto const ours = [&](std::size_t i) {
            paragraphs[i].lay_out(fit(i), layout);
            return layout.lines.size();
        };
        auto const pango = ready(m_pango, texts);
        if (!pango) {
            row.why = pango.error().story;
            return { row };
        }
        (*pango)->keep();
        auto const theirs = [&](std::size_t i) { return (*pango)->rewrap(i, fit(i).width_px); };
        row.agreement = 1;
        for (width = 0; width < widths.size(); ++width)
            row.agreement = std::min(*row.agreement, agreement(counts(texts.size(), ours), counts(texts.size(), theirs)));
        auto const all = [&](auto const& one) { return [&, turns = std::size_t { 0 }]() mutable {
                                                    width = turns++;
                                                    for (std::size_t i = 0; i < texts.size(); ++i)
                                                        one(i);
                                                }; };
        auto const times = compete({ all(ours), all(theirs) });
        row.ours = times[0] / static_cast<double>(texts.size());
        row.theirs = times[1] / static_cast<double>(texts.size());
        return { judged(row) };
    }

    std::vector<Row> warm()
    {
        constexpr std::size_t shown = 10; // of each corpus
        constexpr int repeats = 100;
        std::vector<Asked> texts;
        for (auto const& corpus : m_corpora)
            texts.insert(texts.end(), corpus.texts.begin(), corpus.texts.begin() + shown);
        text::Typesetter typesetter(m_fonts.stack);
        std::vector<std::function<void()>> contestants;
        auto const repeat = [&](auto const& one) { return [&texts, one] {
                                                       for (int i = 0; i < repeats; ++i) {
                                                           for (std::size_t text = 0; text < texts.size(); ++text)
                                                               one(text);
                                                       }
                                                   }; };
        contestants.push_back(repeat([&](std::size_t i) { (void)typesetter.set(texts[i].text, style_of(texts[i]), fit_of(texts[i])); }));
        std::vector<Row> rows;
        auto const enter = [&](auto const& peer, char const* name, auto const& one) {
            auto& row = rows.emplace_back(Row { .bench = "text/warm", .unit = "ns", .peer = name });
            if (auto const setter = ready(peer, texts); !setter)
                row.why = setter.error().story;
            else
                contestants.push_back(repeat([opened = *setter, one](std::size_t i) { one(opened, i); }));
        };
        enter(m_pango, "pango", [](auto* setter, std::size_t i) { setter->kept(i); });
        if (rows.back().why.empty())
            (*m_pango)->keep();
        enter(m_hb_shape, "hb_shape", [](auto* setter, std::size_t i) { setter->set(i); });
        enter(m_raqm, "raqm", [](auto* setter, std::size_t i) { setter->set(i); });
        return with_times(std::move(rows), compete(contestants), static_cast<double>(texts.size()) * repeats);
    }

    Result<std::vector<Row>> language_switch(std::filesystem::path const& assets)
    {
        auto const messages = TRY(language::Messages::load(assets));
        std::vector<Asked> texts;
        for (auto const language : all_languages) {
            for (auto const& key : messages.keys()) {
                auto const begins = [&](std::string_view with) { return key.starts_with(with); };
                auto const ends = [&](std::string_view with) { return key.ends_with(with); };
                auto const tile = begins("service.") && ends(".name");
                auto const about = begins("service.resident-register.") && (ends(".gives") || ends(".needs") || ends(".cost") || ends(".time"));
                auto const button = tile || begins("frame.") || begins("language.");
                if (button || about || begins("city.") || begins("home.") || begins("about."))
                    texts.push_back({ messages.say(language, key), language, button ? text::Weight::bold : text::Weight::regular, 24, tile ? 400.f : 810.f });
            }
        }
        auto rows = set_anew("text/language-switch", texts);
        for (auto& row : rows) { // of one text, so far
            row.ours *= static_cast<double>(texts.size() / all_languages.size());
            row.theirs *= static_cast<double>(texts.size() / all_languages.size());
        }
        return rows;
    }

private:
    /// The peer with these texts, or why it cannot have them.
    template <typename Peer>
    static Result<Peer*> ready(Result<std::unique_ptr<Peer>> const& peer, std::vector<Asked> const& texts)
    {
        if (!peer)
            return std::unexpected(peer.error());
        TRY((*peer)->take(texts));
        return peer->get();
    }

    std::vector<Row> set_anew(std::string const& name, std::vector<Asked> const& texts)
    {
        text::Layout layout;
        auto const ours = [&](std::size_t i, text::Fit const& fit) -> text::Layout const& {
            text::Paragraph const paragraph(m_fonts.stack, texts[i].text, style_of(texts[i]));
            paragraph.lay_out(fit, layout);
            return layout;
        };
        auto const wrapped = [&](std::size_t i) { return ours(i, fit_of(texts[i])).lines.size(); };
        auto const unwrapped = [&](std::size_t i) { return ours(i, { texts[i].capital_px }).glyphs.size(); };
        auto const all = [&](auto one) { return [&texts, one] {
                                             for (std::size_t i = 0; i < texts.size(); ++i)
                                                 one(i);
                                         }; };

        std::vector<std::function<void()>> contestants { all(wrapped), all(unwrapped) };
        std::vector<Row> rows;
        auto const enter = [&](auto const& peer, char const* peer_name, auto const& our_count) {
            auto& row = rows.emplace_back(Row { .bench = name, .unit = "ns", .peer = peer_name });
            auto const setter = ready(peer, texts);
            if (!setter) {
                row.why = setter.error().story;
                return;
            }
            auto const theirs = [opened = *setter](std::size_t i) { return opened->set(i); };
            row.agreement = agreement(counts(texts.size(), our_count), counts(texts.size(), theirs));
            contestants.push_back(all(theirs));
        };
        enter(m_hb_shape, "hb_shape", unwrapped);
        enter(m_pango, "pango", wrapped);
        enter(m_raqm, "raqm", unwrapped);

        auto times = compete(contestants);
        auto const unwrapped_time = times[1] / static_cast<double>(texts.size());
        times.erase(times.begin() + 1);
        rows = with_times(std::move(rows), times, static_cast<double>(texts.size()));
        rows.back().ours = unwrapped_time;
        return rows;
    }

    /// `times` begins with ours; those that could not take part have none.
    static std::vector<Row> with_times(std::vector<Row> rows, std::vector<double> const& times, double items)
    {
        std::size_t next = 1;
        for (auto& row : rows) {
            row.ours = times[0] / items;
            if (!row.why.empty())
                continue;
            row.theirs = times[next++] / items;
            row = judged(row);
        }
        return rows;
    }

    bench::Fonts const& m_fonts;
    std::vector<bench::Corpus> const& m_corpora;
    Result<std::unique_ptr<bench::Setter>> m_hb_shape;
    Result<std::unique_ptr<bench::WrappingSetter>> m_pango;
    Result<std::unique_ptr<bench::Setter>> m_raqm;
};

/// Whether every row compared something.
Result<bool> run(std::vector<std::string> const& names)
{
    std::filesystem::path const source = SHUBBAK_SOURCE;
    auto const stack = TRY(text::FontStack::load(source / "fonts" / "stack"));
    bench::Fonts const fonts { stack, source / "fonts" };
    auto const corpora = TRY(bench::read_corpora(source / "tests" / "bench" / "corpora"));
    Contest contest(fonts, corpora);
    bool compared = true;
    for (auto const& name : names) {
        std::vector<Row> rows;
        if (name == "text/warm") {
            rows = contest.warm();
        } else if (name == "text/language-switch") {
            rows = TRY(contest.language_switch(source / "assets"));
        } else {
            auto const corpus = std::ranges::find(corpora, name.substr(name.rfind('/') + 1), &bench::Corpus::name);
            rows = name.starts_with("text/cold/") ? contest.cold(*corpus) : contest.rewrap(*corpus);
        }
        for (auto const& row : rows)
            compared = bench::print(row) && compared;
        std::fflush(stdout);
    }
    return compared;
}

}

int main(int argc, char** argv)
{
    std::vector<std::string> names { "text/cold/english", "text/cold/arabic", "text/cold/mixed", "text/cold/label", "text/rewrap/english",
        "text/rewrap/arabic", "text/rewrap/mixed", "text/rewrap/label", "text/warm", "text/language-switch" };
    std::string const asked = argc > 1 ? argv[1] : "text/";
    std::erase_if(names, [&](std::string const& name) { return name != asked && !(asked.ends_with('/') && name.starts_with(asked)); });
    if (names.empty()) {
        fmt::print(stderr, "there is no benchmark '{}'\n", asked);
        return 2;
    }
    auto const compared = run(names);
    if (!compared) {
        fmt::print(stderr, "{}\n", compared.error().story);
        return 1;
    }
    return *compared ? 0 : 1;
}
