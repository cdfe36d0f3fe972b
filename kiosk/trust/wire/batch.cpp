#include "kiosk/trust/wire/batch.h"

#include "kiosk/trust/wire/record.h"

#include <fmt/format.h>

namespace kiosk::wire {

std::string encode_batch(std::span<std::string const> records)
{
    std::size_t length = 0;
    for (auto const& record : records)
        length += record.size() + 1;
    std::string body;
    body.reserve(length);
    for (auto const& record : records)
        body.append(record).push_back('\n');
    return body;
}

Result<std::vector<std::string_view>> decode_batch(std::string_view body)
{
    std::vector<std::string_view> records;
    if (body.empty())
        return failed(Failure::malformed, "expected at least one record, saw an empty body");
    if (body.back() != '\n')
        return failed(Failure::malformed, "expected a line feed behind the last record; the body is cut off");
    while (!body.empty()) {
        auto const line = body.substr(0, body.find('\n'));
        body.remove_prefix(line.size() + 1);
        records.push_back(line);
        if (line.empty())
            return failed(Failure::malformed, fmt::format("line {}: expected a record, saw an empty line", records.size()));
        if (line.size() > most_record_bytes)
            return failed(Failure::malformed, fmt::format("line {}: longer than the {} bytes of a record", records.size(), most_record_bytes));
        if (records.size() > most_batch_records)
            return failed(Failure::malformed, fmt::format("line {}: more than {} records at once", records.size(), most_batch_records));
    }
    return records;
}

}
