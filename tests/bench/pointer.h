#pragma once
/// A finger on the X server's screen: real button events of its own device, by the XTEST extension, as a panel's driver
/// makes them.

#include "kiosk/base/core/result.h"

#include <memory>
#include <string>

namespace bench {

class Pointer {
public:
    virtual ~Pointer() = default;
    /// All three return when the X server has taken them.
    virtual void move(int x, int y) = 0;
    virtual void press() = 0;
    virtual void release() = 0;
};

/// `display` as in $DISPLAY. `absent` if this was built without libxtst-dev or the X server has no XTEST.
[[nodiscard]] kiosk::Result<std::unique_ptr<Pointer>> open_pointer(std::string const& display);

}
