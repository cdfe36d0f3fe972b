#include "kiosk/base/json/json.h"
#include "kiosk/base/json/reader.h"
#include "kiosk/base/json/schema.h"

#include "kiosk/base/core/file.h"

#include <catch2/catch.hpp>
#include <cstring>
#include <filesystem>
#include <unistd.h>

using namespace kiosk;
using json::Value;

namespace {
std::string story_of(std::string_view text)
{
    auto const result = json::parse(text, "f.json");
    return result ? "parsed" : result.error().story;
}

Value parsed(std::string_view text)
{
    auto result = json::parse(text, "f.json");
    if (!result)
        FAIL(result.error().story);
    return *std::move(result);
}

double bits(std::uint64_t pattern)
{
    double value;
    std::memcpy(&value, &pattern, sizeof value);
    return value;
}
}

TEST_CASE("every value knows its line", "[json]")
{
    auto const value = parsed("\n{\n  \"a\": 1\n,\n\"b\":\n[true,\n12\n, null], \"c\": {\"d\": \"x\"}}\n");
    CHECK(value.line() == 2);
    CHECK(value.find("a")->line() == 3);
    CHECK(value.find("b")->line() == 6);
    CHECK(value.find("b")->as_array()[0].line() == 6);
    CHECK(value.find("b")->as_array()[1].line() == 7);
    CHECK(value.find("b")->as_array()[2].line() == 8);
    CHECK(value.find("c")->find("d")->line() == 8);
    CHECK(value.find("nothing") == nullptr);
    CHECK(Value(3).line() == 0);
}

TEST_CASE("members keep their order and numbers their kind", "[json]")
{
    auto const value = parsed(R"({"z":-9223372036854775808,"a":9223372036854775807,"m":1.5,"e":1e2})");
    CHECK(value.as_object()[0].first == "z");
    CHECK(value.find("z")->as_integer() == INT64_MIN);
    CHECK(value.find("a")->as_integer() == INT64_MAX);
    CHECK_FALSE(value.find("e")->is_integer());
    CHECK(value.find("e")->as_number() == 100);
    CHECK(json::write(value) == R"({"z":-9223372036854775808,"a":9223372036854775807,"m":1.5,"e":100})");
}

TEST_CASE("what is no JSON is refused with its line", "[json]")
{
    CHECK(story_of("{\n\"a\": 1,\n\"a\": 2}") == "f.json:3: expected each key once in an object, saw \"a\" again");
    CHECK(story_of("[1,\n2\n}") == "f.json:3: expected ']', saw '}'");
    CHECK(story_of("[1] x").starts_with("f.json:1: expected"));
    CHECK(story_of("") == "f.json:1: expected a value, saw an empty file");
    CHECK(story_of(" \n ") == "f.json:2: expected '[', '{', or a literal, saw end of input");
    CHECK(story_of("[\n9223372036854775808]") == "f.json:2: expected a number of at most 64 bits with its sign, saw 9223372036854775808");
    CHECK(story_of("[-99999999999999999999]") == "f.json:1: expected a number of at most 64 bits with its sign, saw -99999999999999999999");
    CHECK(story_of("[1e999]").starts_with("f.json:1: expected"));
    for (auto const* bad : { "{\"a\":}", "[1,]", "{a:1}", "'a'", "NaN", "[01]", "\"\t\"", "\"\\ud800\"", "// c\n1", "\"\xC0\x80\"", "\"\xED\xA0\x80\"", "\"\xF5\x80\x80\x80\"", "\"\xE0\xA4\"", "\"a", "tru" })
        CHECK(story_of(bad).starts_with("f.json:1: expected"));
}

TEST_CASE("nesting ends at 64 levels", "[json]")
{
    CHECK(story_of(std::string(64, '[') + std::string(64, ']')) == "parsed");
    CHECK(story_of(std::string(65, '[') + std::string(65, ']')) == "f.json:1: expected at most 64 levels, saw one more");
    CHECK(story_of(std::string(1000000, '[')).starts_with("f.json:1: expected"));
}

TEST_CASE("what is written is read again as the same", "[json]")
{
    auto const value = parsed(R"({"a":[1,2.25,"x\"\\\u0001\u20ac\ud83d\ude00\n",null,true,{}],"b":[],"c":{"d":{}}})");
    CHECK(parsed(json::write(value)) == value);
    CHECK(parsed(json::write_pretty(value)) == value);
    CHECK(json::write_pretty(parsed("{\"a\":[1,{}],\"b\":[]}")) == "{\n  \"a\": [\n    1,\n    {}\n  ],\n  \"b\": []\n}\n");
    CHECK(json::write(Value(Value::Object { { "a", 1 }, { "b", "x" }, { "c", false }, { "d", nullptr }, { "e", std::string_view("y") } }))
        == R"({"a":1,"b":"x","c":false,"d":null,"e":"y"})");
}

TEST_CASE("a real without a fraction that is longer than an integer is read again", "[json]")
{
    CHECK(json::write(parsed("[1e20,-1e20]")) == "[100000000000000000000,-100000000000000000000]");
    CHECK(parsed("[100000000000000000000,-100000000000000000000]") == parsed("[1e20,-1e20]"));
    CHECK(parsed("[9223372036854776000]") == parsed("[9.223372036854776e18]"));
    CHECK(story_of("[100000000000000000001]").starts_with("f.json:1: expected a number of at most 64 bits"));
}

TEST_CASE("the canonical form is that of RFC 8785's examples", "[json]")
{
    // Section 3.2.2 and 3.2.4.
    CHECK(json::write_canonical(parsed(R"({
        "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
        "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
        "literals": [null, true, false]})"))
        == "{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
    // Section 3.2.3: sorted by UTF-16, where U+1F600 comes before U+FB33.
    CHECK(json::write_canonical(parsed(R"({"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One","\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"})"))
        == "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\",\"ö\":\"Latin Small Letter O With Diaeresis\",\"€\":\"Euro Sign\",\"😀\":\"Emoji: Grinning Face\",\"\uFB33\":\"Hebrew Letter Dalet With Dagesh\"}");
}

TEST_CASE("canonical numbers are those of RFC 8785 appendix B", "[json]")
{
    struct Row {
        std::uint64_t pattern;
        char const* text;
    };
    for (auto const& [pattern, text] : {
             Row { 0x0000000000000000, "0" }, Row { 0x8000000000000000, "0" }, Row { 0x0000000000000001, "5e-324" },
             Row { 0x8000000000000001, "-5e-324" }, Row { 0x7fefffffffffffff, "1.7976931348623157e+308" },
             Row { 0xffefffffffffffff, "-1.7976931348623157e+308" }, Row { 0x4340000000000000, "9007199254740992" },
             Row { 0xc340000000000000, "-9007199254740992" }, Row { 0x4430000000000000, "295147905179352830000" },
             Row { 0x44b52d02c7e14af5, "9.999999999999997e+22" }, Row { 0x44b52d02c7e14af6, "1e+23" },
             Row { 0x44b52d02c7e14af7, "1.0000000000000001e+23" }, Row { 0x444b1ae4d6e2ef4e, "999999999999999700000" },
             Row { 0x444b1ae4d6e2ef4f, "999999999999999900000" }, Row { 0x444b1ae4d6e2ef50, "1e+21" },
             Row { 0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7" }, Row { 0x3eb0c6f7a0b5ed8d, "0.000001" },
             Row { 0x41b3de4355555553, "333333333.3333332" }, Row { 0x41b3de4355555554, "333333333.33333325" },
             Row { 0x41b3de4355555555, "333333333.3333333" }, Row { 0x41b3de4355555556, "333333333.3333334" },
             Row { 0x41b3de4355555557, "333333333.33333343" }, Row { 0xbecbf647612f3696, "-0.0000033333333333333333" },
             Row { 0x43143ff3c1cb0959, "1424953923781206.2" } })
        CHECK(json::write_canonical(Value(bits(pattern))) == text);
    CHECK(json::write_canonical(Value(std::int64_t { 9007199254740993 })) == "9007199254740992");
    CHECK(json::write(Value(std::int64_t { 9007199254740993 })) == "9007199254740993");
}

TEST_CASE("a reader takes what is there and refuses the rest with file and line", "[json]")
{
    auto const value = parsed("{\n\"id\": \"x\",\n\"n\": 7,\n\"on\": true,\n\"list\": [\"a\", \"b\"],\n\"in\": {\"k\": 1},\n\"more\": [{\"k\": 2}]\n}");
    json::Reader fields(value, "f.json");
    CHECK(fields.text("id").value() == "x");
    CHECK(fields.integer("n", 0, 9).value() == 7);
    CHECK(fields.boolean("on").value());
    CHECK(fields.texts("list").value() == std::vector<std::string> { "a", "b" });
    CHECK(fields.object("in").value().integer("k").value() == 1);
    CHECK(fields.finish().error().story == "f.json:7: expected only the fields id, in, list, n, on, saw the unknown field \"more\"");
    CHECK(fields.objects("more").value().at(0).integer("k").value() == 2);
    CHECK(fields.finish().has_value());

    CHECK(fields.text("n").error().story == "f.json:3: expected a string as \"n\", saw 7");
    CHECK(fields.integer("n", 8, 9).error().story == "f.json:3: expected an integer from 8 to 9 as \"n\", saw 7");
    CHECK(fields.integer("gone").error().story == "f.json:1: expected the field \"gone\" (an integer), saw no such field");
    CHECK(fields.objects("list").error().story == "f.json:5: expected objects in \"list\", saw \"a\"");
    CHECK(fields.array("list", 3).error().story == "f.json:5: expected an array with at least 3 in it as \"list\", saw an array");
    CHECK(fields.one_of<int>("id", { { "y", 1 }, { "z", 2 } }).error().story == "f.json:2: expected one of y, z as \"id\", saw \"x\"");
    CHECK(fields.one_of<int>("id", { { "y", 1 }, { "x", 2 } }).value() == 2);
    CHECK_FALSE(fields.maybe_text("gone").value().has_value());
    CHECK(fields.maybe_text("id").value() == "x");
    CHECK(fields.maybe_integer("id").error().story == "f.json:2: expected an integer as \"id\", saw \"x\"");

    json::Reader none(value.as_object()[1].second, "f.json");
    CHECK(none.text("id").error().story == "f.json:3: expected an object, saw 7");
    CHECK(none.maybe_text("id").error().story == "f.json:3: expected an object, saw 7");
    CHECK(none.finish().error().story == "f.json:3: expected an object, saw 7");
}

TEST_CASE("a schema names the line of the value that does not fit", "[json]")
{
    auto const path = std::filesystem::temp_directory_path() / ("schema-" + std::to_string(::getpid()) + ".json");
    REQUIRE(replace_file(path, R"({"$schema":"http://json-schema.org/draft-07/schema#","type":"object",
        "properties":{"id":{"type":"string"},"steps":{"type":"array","items":{"$ref":"#/definitions/step"}}},
        "required":["id"],"additionalProperties":false,
        "definitions":{"step":{"type":"object","properties":{"n":{"type":"integer","maximum":4}},"additionalProperties":false}}})"));
    auto const schema = json::Schema::load(path);
    REQUIRE(schema);
    CHECK(schema->check(parsed("{\"id\":\"a\",\"steps\":[{\"n\":1}]}"), "f.json").empty());
    auto const findings = schema->check(parsed("{\n\"id\": \"a\",\n\"steps\": [\n{\"n\": 1},\n{\n\"n\": 5}]}"), "f.json");
    REQUIRE(findings.size() == 1);
    INFO(to_line(findings[0]));
    CHECK(findings[0].where == "f.json:6");
    CHECK_FALSE(findings[0].ok);
    CHECK(schema->check(parsed("{\n\"id\": 1}"), "f.json").at(0).where == "f.json:2");
    CHECK(schema->check(parsed("{}"), "f.json").size() == 1);
    CHECK(schema->check(parsed("{\"id\":\"a\",\n\"x\":1}"), "f.json").size() == 1);
    std::filesystem::remove(path);
    CHECK(json::Schema::load(path).error().kind == Failure::absent);
}

TEST_CASE("a finding has the fields of the contract", "[json]")
{
    CHECK(json::write(json::to_value(std::vector { Finding { "fonts", false, "a:1", "b", "c", "d" } }))
        == R"([{"part":"fonts","ok":false,"where":"a:1","expected":"b","seen":"c","remedy":"d"}])");
}
