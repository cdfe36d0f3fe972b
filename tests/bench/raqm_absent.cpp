#include "tests/bench/setter.h"

namespace bench {

kiosk::Result<std::unique_ptr<Setter>> open_raqm(Fonts const&)
{
    return kiosk::failed(kiosk::Failure::absent, "libraqm-dev was not there when this was built");
}

}
