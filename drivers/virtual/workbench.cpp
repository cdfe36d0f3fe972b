#include "drivers/virtual/workbench.h"

#include "kiosk/base/core/file.h"
#include "kiosk/base/core/overloaded.h"
#include "kiosk/glass/pictures/png.h"

#include <fmt/format.h>

#include <utility>

namespace drivers::virtuals {

using kiosk::failed;
using kiosk::Failure;
using kiosk::Result;
using kiosk::json::Value;

namespace {

std::string port_of(DeviceWord device) { return device == DeviceWord::reader ? "1-1" : "1-2"; }

std::string_view word_of(Paper::Supply supply)
{
    switch (supply) {
    case Paper::Supply::full: return "full";
    case Paper::Supply::low: return "low";
    case Paper::Supply::out: return "out";
    }
    return "?";
}

std::string_view word_of(Failure kind)
{
    switch (kind) {
    case Failure::absent: return "absent";
    case Failure::unreachable: return "unreachable";
    case Failure::refused: return "refused";
    case Failure::malformed: return "malformed";
    case Failure::exhausted: return "exhausted";
    }
    return "?";
}

}

Result<Workbench> Workbench::open(ReaderProfile const& reader_profile, PrinterProfile const& printer_profile, kiosk::Clock const& clock)
{
    auto reader = TRY(CardReader::make(reader_profile));
    auto printer = std::make_shared<ReceiptPrinter>(printer_profile, clock);
    Workbench bench(TRY(Testbed::open()), std::move(reader), std::move(printer));
    TRY(bench.plug(DeviceWord::reader));
    TRY(bench.plug(DeviceWord::printer));
    return bench;
}

Workbench::Workbench(Testbed testbed, std::shared_ptr<CardReader> reader, std::shared_ptr<ReceiptPrinter> printer)
    : m_reader(std::move(reader)), m_printer(std::move(printer)), m_testbed(std::move(testbed))
{
}

VirtualDevice& Workbench::device(DeviceWord device)
{
    if (device == DeviceWord::reader)
        return *m_reader;
    return *m_printer;
}

Result<void> Workbench::plug(DeviceWord device)
{
    if (device == DeviceWord::reader)
        return m_testbed.plug(port_of(device), m_reader);
    return m_testbed.plug(port_of(device), m_printer, "usblp");
}

Result<void> Workbench::unplug(DeviceWord device)
{
    m_testbed.settle();
    if (!m_testbed.unplug(port_of(device)))
        return failed(Failure::refused, fmt::format("the {} is not plugged in", to_string(device)));
    return {};
}

Result<void> Workbench::save_paper(std::string const& file)
{
    auto const paper = m_printer->newest_paper();
    if (paper.height() == 0)
        return failed(Failure::absent, "no paper has come out of the printer yet");
    return kiosk::replace_file(file, kiosk::pictures::encode_png(paper));
}

Result<Value> Workbench::obey(Order const& order)
{
    auto const done = [](Result<void> result) -> Result<Value> {
        if (!result)
            return std::unexpected(std::move(result).error());
        return Value();
    };
    return std::visit(
        kiosk::Overloaded {
            [&](order::InsertCard const& insert) { return done(m_reader->insert(card_from_box(insert.number), insert.number)); },
            [&](order::RemoveCard const& remove) {
                if (!remove.after_exchanges)
                    return done(m_reader->remove());
                m_reader->remove_after(*remove.after_exchanges);
                return done({});
            },
            [&](order::SetPaper const& set) {
                m_printer->set_paper(set.supply);
                return done({});
            },
            [&](order::EndPaper const& end) {
                m_printer->end_paper_after(end.after_rows);
                return done({});
            },
            [&](order::SavePaper const& save) { return done(save_paper(save.file)); },
            [&](order::SetCover const& set) {
                m_printer->set_cover(set.open ? ReceiptPrinter::Cover::open : ReceiptPrinter::Cover::closed);
                return done({});
            },
            [&](order::ArmFault const& arm) {
                for (auto const word : { DeviceWord::reader, DeviceWord::printer }) {
                    if (arm.device.value_or(word) == word)
                        device(word).arm(arm.fault);
                }
                return done({});
            },
            [&](order::ClearFaults const&) {
                m_reader->disarm();
                m_printer->disarm();
                return done({});
            },
            [&](order::Plug const& wanted) {
                m_testbed.settle();
                return done(plug(wanted.device));
            },
            [&](order::Unplug const& wanted) { return done(unplug(wanted.device)); },
            [&](order::AskStatus const&) -> Result<Value> {
                m_testbed.settle();
                return status();
            },
        },
        order);
}

std::string Workbench::answer(std::string_view line)
{
    auto const order = parse_order(line);
    auto const result = order ? obey(*order) : Result<Value>(std::unexpected(order.error()));
    Value::Object answer { { "ok", Value(result.has_value()) } };
    if (!result) {
        answer.emplace_back("kind", word_of(result.error().kind));
        answer.emplace_back("story", result.error().story);
    } else if (result->kind() == kiosk::json::Kind::object) {
        answer.emplace_back("status", *result);
    }
    return kiosk::json::write(Value(std::move(answer)));
}

Value Workbench::status() const
{
    auto const reader = m_reader->counters();
    auto const printer = m_printer->counters();
    auto const figures = m_printer->figures();
    auto const card = m_reader->card();
    auto const in_reader = card ? Value(*card) : Value();
    auto const paper = word_of(m_printer->paper());
    auto const cover = m_printer->cover() == ReceiptPrinter::Cover::open ? "open" : "closed";

    Value::Object const of_reader {
        { "plugged_in", m_testbed.is_plugged_in(port_of(DeviceWord::reader)) },
        { "card", in_reader },
        { "exchanges", m_reader->exchanges() },
        { "transfers", reader.transfers },
        { "bytes_received", reader.bytes_out },
        { "bytes_sent", reader.bytes_in },
        { "faults_fired", reader.faults_fired },
    };
    Value::Object const of_printer {
        { "plugged_in", m_testbed.is_plugged_in(port_of(DeviceWord::printer)) },
        { "paper", paper },
        { "cover", cover },
        { "transfers", printer.transfers },
        { "bytes_received", printer.bytes_out },
        { "bytes_sent", printer.bytes_in },
        { "bytes_waiting", figures.waiting_bytes },
        { "dots_on_paper", figures.dots },
        { "rows_of_paper", figures.rows },
        { "cuts", figures.cuts },
        { "underruns", figures.underruns },
        { "unknown_commands", figures.unknown_commands },
        { "faults_fired", printer.faults_fired },
    };
    return Value::Object {
        { "bytes_received", printer.bytes_out },
        { "dots_on_paper", figures.dots },
        { "underruns", figures.underruns },
        { "transfers", reader.transfers + printer.transfers },
        { "faults_fired", reader.faults_fired + printer.faults_fired },
        { "card", in_reader },
        { "paper", paper },
        { "cover", cover },
        { "reader", of_reader },
        { "printer", of_printer },
    };
}

}
