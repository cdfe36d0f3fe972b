#include "kiosk/base/json/json.h"
#include "kiosk/service/catalogue/read.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

/// A service file of any bytes is refused with its place, or is a service that keeps what the header says.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size)
{
    using namespace kiosk;
    auto const document = json::parse({ reinterpret_cast<char const*>(bytes), size }, "service.json");
    if (!document)
        return 0;
    auto const service = catalogue::read_service(*document, "service.json", "report-light");
    if (!service) {
        verify(service.error().story.starts_with("service.json:"), "a refusal names its place");
        return 0;
    }
    verify(service->id == "report-light" && !service->steps.empty(), "a service has the folder's name and steps");
    for (auto const& line : service->receipt)
        verify(service->step(line.step) != nullptr, "a line of the receipt is a step");
    catalogue::Answers answers;
    for (auto const& step : service->steps)
        answers.emplace(step.id, SecretText("3"));
    verify(catalogue::cost_of(*service, answers).has_value() == (service->fee.kind == catalogue::Fee::Kind::fixed), "a fixed fee has an amount");
    verify(catalogue::needed_messages(*service).size() >= 7, "a service needs words");
    return 0;
}
