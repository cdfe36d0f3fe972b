#include "kiosk/base/json/json.h"

#include <cmath>
#include <cstdlib>

namespace kiosk::json {

std::string_view to_string(Kind kind)
{
    switch (kind) {
    case Kind::null: return "null";
    case Kind::boolean: return "true or false";
    case Kind::integer: return "an integer";
    case Kind::real: return "a number";
    case Kind::text: return "a string";
    case Kind::array: return "an array";
    case Kind::object: return "an object";
    }
    std::abort();
}

Value::Value(double value) : m_value(value)
{
    verify(std::isfinite(value), "a number of JSON is finite");
}

double Value::as_number() const
{
    return is_integer() ? static_cast<double>(as_integer()) : get<double>();
}

Value const* Value::find(std::string_view key) const
{
    if (!is_object())
        return nullptr;
    for (auto const& [name, value] : as_object()) {
        if (name == key)
            return &value;
    }
    return nullptr;
}

Value to_value(Finding const& finding)
{
    return Value::Object { { "part", finding.part }, { "ok", finding.ok }, { "where", finding.where },
        { "expected", finding.expected }, { "seen", finding.seen }, { "remedy", finding.remedy } };
}

Value to_value(std::vector<Finding> const& findings)
{
    Value::Array all;
    for (auto const& finding : findings)
        all.push_back(to_value(finding));
    return all;
}

}
