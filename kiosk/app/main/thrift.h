#pragma once
/// Memory that the program does not need now, given back to the machine: a kiosk stands for years.

namespace kiosk::app {

/// Gives back what is free of the heap, and the pages of the program and its libraries: of 33 MB that starting needs
/// (relocating, initialising, reading content), a kiosk at rest needs a few. What is needed again comes from the page
/// cache, 64 kB at a time, for less than a microsecond each.
///
/// Only segments that are never written are let go: a page that was, such as a relocated table, would come back as it
/// stands in the file. Takes about a millisecond; for the moments in which nobody waits.
///
/// Threads: any; others may run meanwhile.
void give_back_memory();

}
