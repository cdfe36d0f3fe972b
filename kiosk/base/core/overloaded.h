#pragma once
/// One function out of several, for std::visit: a case for each kind that a variant may hold.
///
///     std::visit(Overloaded { [](Rest const&) { … }, [](Working const& working) { … } }, state);

namespace kiosk {

template <typename... Cases>
struct Overloaded : Cases... {
    using Cases::operator()...;
};

}
