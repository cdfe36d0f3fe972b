#include "tests/bench/pointer.h"

namespace bench {

kiosk::Result<std::unique_ptr<Pointer>> open_pointer(std::string const&)
{
    return kiosk::failed(kiosk::Failure::absent, "libxtst-dev was not there when this was built");
}

}
