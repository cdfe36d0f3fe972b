#pragma once
/// glass/start, glass/memory and glass/idle: the built kiosk at rest beside Chromium in kiosk mode, on one X server, in
/// one run, read from outside in the same way.
///
/// The browser shows a local page with what the rest screen says: the city, and in three languages a greeting, what it
/// is for, a large button and the day, with the fonts of fonts/. No sandbox if it is run by root, no GPU (neither has
/// one), no host but files; one profile, made in the run, so that its later starts are warm as well.
///
/// start   From exec of the program to the moment the X server's picture is the finished page: at most one pixel in a
///         thousand (of every eighth row) differs from what stood there when the page had been still for 3 s in a start
///         before. Median of five, taken by turns. The kiosk is started as its machine does it, `shubbak run`, with its
///         reader and printer plugged in (virtual) and a hub that answers.
/// memory  10 s after that: VmRSS of the kiosk, which is one process; of the browser the sum of its processes' PSS,
///         so that what they share counts once.
/// idle    From then on, for 20 s: CPU time of all processes of the program, in percent of one core.

#include "kiosk/base/core/result.h"
#include "tests/bench/row.h"

#include <string>
#include <vector>

namespace bench {

/// A row for each of `names`, in that order.
[[nodiscard]] std::vector<Row> at_rest(std::vector<std::string> const& names);

}
