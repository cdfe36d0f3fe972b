#include "kiosk/app/audit/voiced.h"

#include "kiosk/glass/guide/look.h"
#include "kiosk/glass/language/vocalisation.h"
#include "kiosk/glass/narration/narration.h"

#include <string>
#include <vector>

namespace kiosk::audit {

namespace {

void count(Readings& into, Measure measure, std::vector<Reading> faults)
{
    if (faults.empty())
        into.push_back({ measure, 0 });
    for (auto& fault : faults) {
        fault.measure = measure;
        fault.value = static_cast<double>(faults.size());
        into.push_back(std::move(fault));
    }
}

std::string all_of(speech::Utterance const& utterance)
{
    std::string all;
    for (auto const& sentence : utterance)
        all.append(sentence.text.view()).append(" ");
    return all;
}

}

void read_voiced(Showroom& room, Readings& into)
{
    narration::Narration const narration(room.speak());
    auto const& presenter = room.presenter();
    auto const page = presenter.form().language;
    auto const nodes = presenter.nodes();
    std::vector<Reading> unsaid;
    std::vector<Reading> unexplained;
    std::vector<Reading> unvocalised;
    for (auto const& node : nodes) {
        if (node.role == ui::Role::group && node.words.empty())
            continue; // a row of keys, each of which is a node too
        auto const thing = guide::thing_of(node, nodes);
        auto const brief = all_of(narration.thing(page, thing, narration::Detail::brief));
        if (thing.name.empty() || brief.find_first_not_of(" .") == std::string::npos)
            unsaid.push_back({ {}, 0, node.id, node.area });
        // Whoever types needs no hint at each letter.
        bool const explained = (node.usable || node.touchable) && node.role != ui::Role::key;
        if (explained && all_of(narration.thing(page, thing, narration::Detail::with_hints)).size() <= brief.size())
            unexplained.push_back({ {}, 0, node.id, node.area });
        auto const language = thing.language.value_or(page);
        // A name is the citizen's own, and no list has them all.
        if (language == Language::arabic && node.words.privacy == ui::Privacy::open) {
            if (auto const word = language::unvocalised_word(thing.name.view()))
                unvocalised.push_back({ {}, 0, node.id + ": " + *word, node.area });
        }
    }
    count(into, Measure::unsaid, std::move(unsaid));
    count(into, Measure::unexplained, std::move(unexplained));
    count(into, Measure::unvocalised, std::move(unvocalised));
}

}
