#include "kiosk/service/devices/hardware.h"

#include "drivers/ccid/usb_transport.h"
#include "drivers/escpos/usb_transport.h"
#include "drivers/usb/context.h"
#include "kiosk/service/devices/bay.h"
#include "kiosk/service/devices/card_slot.h"
#include "kiosk/service/devices/receipt_printer.h"

#include <atomic>

namespace kiosk::devices {

namespace {

namespace usb = drivers::usb;

/// A doorbell for a strand: however often it rings before the strand comes, the strand comes once.
class Doorbell {
public:
    Doorbell(Strand& strand, std::function<void()> answer) : m_strand(strand), m_answer(std::move(answer)) { }
    /// From any thread.
    void ring()
    {
        if (m_rung.exchange(true))
            return;
        m_strand.post([this] {
            m_rung = false;
            m_answer();
        });
    }

private:
    Strand& m_strand;
    std::function<void()> m_answer;
    std::atomic<bool> m_rung { false };
};

}

struct Hardware::State {
    State(Mailbox<Event>& events, Clock const& the_clock, HardwareSettings const& the_settings)
        : clock(the_clock)
        , settings(the_settings)
        , slot(events, clock, settings.slot_times)
        , printer(events, clock, settings.printer_times)
        , readers(reader_kind())
        , printers(printer_kind())
        , reader_keeper(slot, readers, clock)
        , printer_keeper(printer, printers, clock)
        , reader_strand("reader", reader_keeper, clock)
        , printer_strand("printer", printer_keeper, clock)
        , slot_bell(reader_strand, [this] { slot.look(); })
        , printer_bell(printer_strand, [this] { printer.attend(); })
    {
        auto opened = usb::Context::open(clock, [this](usb::Hotplug event) { tell(std::move(event)); });
        std::optional<Error> no_usb;
        if (opened)
            context.emplace(std::move(*opened));
        else
            no_usb = opened.error();
        // After the arrivals of what was there at the start: the first look, also when nothing was.
        reader_strand.post([this, no_usb] { no_usb ? slot.reader_missing({}, no_usb) : readers.choose(); });
        printer_strand.post([this, no_usb] { no_usb ? printer.printer_missing({}, no_usb) : printers.choose(); });
    }

    ~State()
    {
        // The devices are closed on their strands before the context ends; what is still told then is not heard.
        reader_strand.stop();
        printer_strand.stop();
        context.reset();
    }

    /// On the usb thread.
    void tell(usb::Hotplug event)
    {
        if (auto const* arrival = std::get_if<usb::Arrived>(&event)) {
            reader_strand.post([this, device = arrival->device] { readers.arrived(device); });
            printer_strand.post([this, device = arrival->device] { printers.arrived(device); });
        } else if (auto const* departure = std::get_if<usb::Departed>(&event)) {
            reader_strand.post([this, identity = departure->identity] { readers.departed(identity); });
            printer_strand.post([this, identity = departure->identity] { printers.departed(identity); });
        }
        // A device whose descriptors make no sense is of no kind that is known here.
    }

    Bay::Kind reader_kind()
    {
        return {
            .fits = [](usb::Description const& description) { return drivers::ccid::find_interface(description) != nullptr; },
            .take = [this](usb::Device const& device) { return take_reader(device); },
            .let_go = [this] { slot.reader_left(); },
            .none = [this](usb::Device const* device, std::optional<Error> error) {
                slot.reader_missing(device ? device->description().name() : std::string(), std::move(error));
            },
        };
    }

    Result<void> take_reader(usb::Device const& device)
    {
        auto const& description = device.description();
        auto const* const interface = drivers::ccid::find_interface(description);
        auto const capabilities = TRY(drivers::ccid::capabilities_of(*interface));
        auto transport = TRY(drivers::ccid::UsbTransport::open(device, capabilities, [this] { slot_bell.ring(); }, clock));
        auto* const pipes = transport.get();
        auto limits = settings.reader_limits;
        if (auto const* quirk = drivers::ccid::quirk_of(description.vendor, description.product, description.release))
            limits.status = std::max<Duration>(limits.status, quirk->status_limit);
        auto reader = TRY(drivers::ccid::Reader::open(std::move(transport), capabilities, limits, clock));
        slot.reader_arrived(std::move(reader), description.name(), { [pipes] { return pipes->gives_notice(); }, [pipes] { return pipes->take_notice(); } });
        return {};
    }

    Bay::Kind printer_kind()
    {
        return {
            .fits = [](usb::Description const& description) { return drivers::escpos::find_interface(description) != nullptr; },
            .take = [this](usb::Device const& device) { return take_printer(device); },
            .let_go = [this] { printer.printer_left(); },
            .none = [this](usb::Device const* device, std::optional<Error> error) {
                printer.printer_missing(device ? device->description().name() : std::string(), std::move(error));
            },
        };
    }

    Result<void> take_printer(usb::Device const& device)
    {
        auto const& description = device.description();
        auto const& row = settings.printer_profile ? *settings.printer_profile : drivers::escpos::profile_of(description.vendor, description.product);
        auto transport = TRY(drivers::escpos::UsbTransport::open(device, [this] { printer_bell.ring(); }, clock));
        printer.printer_arrived(
            std::make_unique<drivers::escpos::Printer>(std::move(transport), row, settings.printer_limits, clock), description.name());
        return {};
    }

    Clock const& clock;
    HardwareSettings settings;
    CardSlot slot;
    ReceiptPrinter printer;
    Bay readers;
    Bay printers;
    BayKeeper reader_keeper;
    BayKeeper printer_keeper;
    Strand reader_strand;
    Strand printer_strand;
    Doorbell slot_bell;
    Doorbell printer_bell;
    std::optional<usb::Context> context; ///< last: its listener posts to the strands
};

Hardware::Hardware(Mailbox<Event>& events, Clock const& clock, HardwareSettings const& settings)
    : m_state(std::make_unique<State>(events, clock, settings))
{
}

Hardware::~Hardware() = default;

void Hardware::want_card(Wanted wanted)
{
    m_state->reader_strand.post([state = m_state.get(), wanted] { state->slot.want(wanted); });
}

void Hardware::print(PrintJob job)
{
    // A task can be copied, a sheet must not be: shared by the task alone, which is the last to hold it.
    auto const sheet = std::make_shared<PrintJob>(std::move(job));
    m_state->printer_strand.post([state = m_state.get(), sheet] { state->printer.print(std::move(*sheet)); });
}

std::vector<Health> Hardware::health() const
{
    return { m_state->slot.health(), m_state->printer.health() };
}

}
