#include "tests/bench/pointer.h"

#include <X11/Xlib.h>
#include <X11/extensions/XTest.h>

namespace bench {

using kiosk::failed;
using kiosk::Failure;
using kiosk::Result;

namespace {

class XtestPointer final : public Pointer {
public:
    explicit XtestPointer(Display* display) : m_display(display) { }
    ~XtestPointer() override { XCloseDisplay(m_display); }
    XtestPointer(XtestPointer const&) = delete;
    XtestPointer& operator=(XtestPointer const&) = delete;

    void move(int x, int y) override
    {
        XTestFakeMotionEvent(m_display, -1, x, y, CurrentTime);
        XSync(m_display, False);
    }
    void press() override { button(True); }
    void release() override { button(False); }

private:
    void button(Bool down)
    {
        XTestFakeButtonEvent(m_display, 1, down, CurrentTime);
        XSync(m_display, False);
    }
    Display* m_display;
};

}

Result<std::unique_ptr<Pointer>> open_pointer(std::string const& display)
{
    auto* const opened = XOpenDisplay(display.c_str());
    if (!opened)
        return failed(Failure::absent, "no connection to the X server " + display);
    auto pointer = std::make_unique<XtestPointer>(opened);
    int event = 0, error = 0, major = 0, minor = 0;
    if (XTestQueryExtension(opened, &event, &error, &major, &minor) == False)
        return failed(Failure::absent, "the X server has no XTEST extension");
    return pointer;
}

}
