#include "kiosk/service/devices/events.h"

namespace kiosk::devices {

std::string_view to_string(DeviceStatus status)
{
    switch (status) {
    case DeviceStatus::online: return "online";
    case DeviceStatus::offline: return "offline";
    case DeviceStatus::power_off: return "powerOff";
    case DeviceStatus::no_device: return "noDevice";
    case DeviceStatus::hardware_error: return "hardwareError";
    case DeviceStatus::user_error: return "userError";
    case DeviceStatus::device_busy: return "deviceBusy";
    case DeviceStatus::fraud_attempt: return "fraudAttempt";
    case DeviceStatus::potential_fraud: return "potentialFraud";
    case DeviceStatus::starting: return "starting";
    }
    verify(false, "a device status has a name");
    return {};
}

std::string_view to_string(ErrorAction action)
{
    switch (action) {
    case ErrorAction::none: return "none";
    case ErrorAction::reset: return "reset";
    case ErrorAction::software_error: return "softwareError";
    case ErrorAction::configuration: return "configuration";
    case ErrorAction::clear: return "clear";
    case ErrorAction::maintenance: return "maintenance";
    case ErrorAction::suspend: return "suspend";
    }
    verify(false, "an error action has a name");
    return {};
}

std::string_view to_string(Paper paper)
{
    switch (paper) {
    case Paper::unknown: return "unknown";
    case Paper::full: return "full";
    case Paper::low: return "low";
    case Paper::out: return "out";
    case Paper::jammed: return "jammed";
    }
    verify(false, "a paper state has a name");
    return {};
}

std::string_view to_string(CardFailure kind)
{
    switch (kind) {
    case CardFailure::wrong_card: return "wrongCard";
    case CardFailure::mute: return "mute";
    case CardFailure::removed_while_reading: return "removedWhileReading";
    case CardFailure::reader_fault: return "readerFault";
    }
    verify(false, "a card failure has a name");
    return {};
}

std::string_view to_string(PrintOutcome outcome)
{
    switch (outcome) {
    case PrintOutcome::printed: return "printed";
    case PrintOutcome::not_printed: return "notPrinted";
    case PrintOutcome::unknown: return "unknown";
    }
    verify(false, "a print outcome has a name");
    return {};
}

std::string_view to_string(PrintReason reason)
{
    switch (reason) {
    case PrintReason::none: return "none";
    case PrintReason::no_device: return "noDevice";
    case PrintReason::paper_out: return "paperOut";
    case PrintReason::paper_jammed: return "paperJammed";
    case PrintReason::cover_open: return "coverOpen";
    case PrintReason::cutter_error: return "cutterError";
    case PrintReason::hardware_error: return "hardwareError";
    case PrintReason::unplugged: return "unplugged";
    case PrintReason::no_answer: return "noAnswer";
    case PrintReason::late: return "late";
    case PrintReason::sheet_refused: return "sheetRefused";
    }
    verify(false, "a print reason has a name");
    return {};
}

}
