#pragma once
/// What usbfs keeps for each open file. Included by usbfs.cpp and usbfs_calls.cpp alone.

#include "drivers/virtual/usbfs.h"

#include <deque>
#include <list>
#include <memory>
#include <set>

namespace drivers::virtuals {

struct Unref {
    void operator()(void* object) const { g_object_unref(object); }
};
using IoctlBytes = std::unique_ptr<UMockdevIoctlData, Unref>;

/// The struct that the ioctl's argument points to, in this process; null if it cannot be read.
template <typename Struct>
Struct* resolve(UMockdevIoctlData* argument, IoctlBytes& keep)
{
    keep.reset(umockdev_ioctl_data_resolve(argument, 0, sizeof(Struct), nullptr));
    return keep ? reinterpret_cast<Struct*>(keep->data) : nullptr;
}

/// A transfer between its submission and its reaping.
struct UsbfsNode::Urb {
    IoctlBytes urb;    ///< the client's usbdevfs_urb
    IoctlBytes buffer; ///< its buffer; empty if it has none
    gulong address = 0; ///< of the usbdevfs_urb in the client: what USBDEVFS_DISCARDURB names
    TransferPointer transfer;
};

/// One open file.
struct UsbfsNode::Client {
    std::weak_ptr<Client> self;
    bool open = true;
    std::set<unsigned> claimed;
    std::list<std::shared_ptr<Urb>> flying;
    std::deque<std::shared_ptr<Urb>> ended;
};

}
