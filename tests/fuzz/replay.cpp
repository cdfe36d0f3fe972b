/// Drives a fuzz target without libFuzzer: each file of a corpus as it is, then inputs made from it by a fixed
/// sequence of changes. The same run every time; a sanitizer or a broken promise ends it.

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size);

namespace {

void try_input(std::string const& input)
{
    // A copy of its exact size, so that a read behind the end is seen.
    std::vector<std::uint8_t> const bytes(input.begin(), input.end());
    LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
}

std::string changed(std::string input, std::string const& other, std::mt19937& random)
{
    auto const below = [&](std::size_t limit) { return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random); };
    for (auto changes = 1 + below(4); changes > 0; --changes) {
        auto const at = below(input.size() + 1);
        switch (below(5)) {
        case 0: input.insert(at, 1, static_cast<char>(below(256))); break;
        case 1: input.erase(at, below(8)); break;
        case 2: input.resize(at); break;
        case 3: input.insert(at, other.substr(below(other.size() + 1), below(64))); break;
        default:
            if (at < input.size())
                input[at] = static_cast<char>(input[at] ^ 1 << below(8));
        }
    }
    return input;
}

}

int main(int count, char** words)
{
    std::vector<std::string> inputs { "" };
    std::error_code absent;
    if (count > 1) {
        for (auto const& entry : std::filesystem::recursive_directory_iterator(words[1], absent)) {
            std::ifstream file(entry.path(), std::ios::binary);
            if (entry.is_regular_file())
                inputs.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
        }
    }
    for (auto const& input : inputs)
        try_input(input);
    std::mt19937 random(20261121);
    constexpr int made = 5000;
    for (int i = 0; i < made; ++i) {
        auto const pick = [&] { return std::uniform_int_distribution<std::size_t>(0, inputs.size() - 1)(random); };
        try_input(changed(inputs[pick()], inputs[pick()], random));
    }
    std::printf("%zu inputs of the corpus and %d made from them\n", inputs.size() - 1, made);
}
