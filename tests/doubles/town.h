#pragma once
/// Three services as a city might have them: one that identifies and asks for a choice, one that identifies, lists and
/// asks for a number, one without a card.

#include "kiosk/service/catalogue/catalogue.h"

#include <utility>

namespace doubles {

inline kiosk::catalogue::Catalogue town()
{
    namespace catalogue = kiosk::catalogue;
    auto const day = catalogue::Choose { { { "sunday" }, { "monday" } }, catalogue::Choose::Shape::list };
    auto const phone = catalogue::EnterNumber { catalogue::EnterNumber::Kind::phone, 3, 5 };
    catalogue::Service copies, lesson, report;
    copies.id = "copies";
    copies.steps = { { "card", catalogue::Identify {} }, { "copies", catalogue::Choose { { { "one" }, { "two" } }, catalogue::Choose::Shape::tiles } } };
    lesson.id = "lesson";
    lesson.steps = { { "card", catalogue::Identify {} }, { "day", day }, { "phone", phone } };
    report.id = "report";
    report.steps = { { "day", day }, { "phone", phone } };
    catalogue::Catalogue town;
    town.services.push_back(std::move(copies));
    town.services.push_back(std::move(lesson));
    town.services.push_back(std::move(report));
    return town;
}

}
