#include "kiosk/app/control/line.h"

#include <array>

namespace kiosk::control {

Result<json::Value> decode_question(std::string_view line)
{
    auto question = TRY(json::parse(line, "question"));
    auto const* ask = question.find("ask");
    if (ask == nullptr || !ask->is_text())
        return failed(Failure::malformed, R"(question: expected an object like {"ask":"doctor"})");
    auto const* id = question.find("id");
    if (id != nullptr && !id->is_number() && !id->is_text())
        return failed(Failure::malformed, R"(question: expected a number or a text as "id")");
    return question;
}

std::string encode_answer(Result<json::Value> const& answer, json::Value const& question)
{
    json::Value::Object line;
    if (auto const* id = question.find("id"))
        line.emplace_back("id", *id);
    if (answer)
        line.emplace_back("answer", *answer);
    else
        line.emplace_back("error", json::Value::Object { { "kind", to_string(answer.error().kind) }, { "story", answer.error().story } });
    return json::write(std::move(line)) + '\n';
}

Result<json::Value> decode_answer(std::string_view line)
{
    auto const told = TRY(json::parse(line, "the kiosk's answer"));
    if (auto const* answer = told.find("answer"))
        return *answer;
    if (auto const* error = told.find("error")) {
        auto const *kind = error->find("kind"), *story = error->find("story");
        if (kind != nullptr && kind->is_text() && story != nullptr && story->is_text()) {
            for (auto const known : { Failure::absent, Failure::unreachable, Failure::refused, Failure::malformed, Failure::exhausted }) {
                if (to_string(known) == kind->as_text())
                    return failed(known, "the kiosk answers: " + story->as_text());
            }
        }
    }
    return failed(Failure::malformed, R"(the kiosk's answer: expected {"answer":…} or {"error":{"kind","story"}})");
}

}
