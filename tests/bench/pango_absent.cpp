#include "tests/bench/setter.h"

namespace bench {

kiosk::Result<std::unique_ptr<WrappingSetter>> open_pango(Fonts const&)
{
    return kiosk::failed(kiosk::Failure::absent, "libpango1.0-dev was not there when this was built");
}

}
