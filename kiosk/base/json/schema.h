#pragma once
/// A shipped JSON Schema (draft 7), for editors and for the full check of content. The running kiosk reads with a
/// Reader instead, which costs no schema.

#include "kiosk/base/json/json.h"

#include <filesystem>
#include <memory>
#include <string_view>
#include <vector>

namespace kiosk::json {

/// Threads: immutable; check() may be called from any thread.
class Schema {
public:
    /// `malformed` if the file is no JSON Schema. Only references inside the file are followed.
    [[nodiscard]] static Result<Schema> load(std::filesystem::path const& path);

    Schema(Schema&&) noexcept;
    Schema& operator=(Schema&&) noexcept;
    ~Schema();

    /// What does not fit, with `name:LINE` of the value at fault, in the order of the lines; empty when all fits.
    [[nodiscard]] std::vector<Finding> check(Value const& value, std::string_view name) const;

private:
    struct Compiled;
    explicit Schema(std::unique_ptr<Compiled> compiled);
    std::unique_ptr<Compiled> m_compiled;
};

}
