using System.Text;
using System.Text.Json;
using CsCheck;
using Tollama.Core.Json;

namespace Tollama.Core.Tests.Json;

/// <summary>The words of Python's JSON that JSON does not have.</summary>
public sealed class BareNumbersTests
{
    [Theory]
    [InlineData("[NaN]", "[null]")]
    [InlineData("""{"target":[1, NaN,Infinity, -Infinity]}""", """{"target":[1, null,1e999, -1e999]}""")]
    [InlineData("""{"static_covariates":{"size":NaN,"b":1}}""", """{"static_covariates":{"size":null,"b":1}}""")]
    [InlineData("""{"static_covariates":{"size":Infinity}}""", """{"static_covariates":{"size":Infinity}}""")]
    [InlineData("""{"horizon":NaN,"options":{"alpha":NaN}}""", """{"horizon":NaN,"options":{"alpha":NaN}}""")]
    [InlineData("""["NaN","a \" NaN, Infinity","\\",NaN]""", """["NaN","a \" NaN, Infinity","\\",null]""")]
    [InlineData("""[xNaN,NaNs,1NaN,-NaN,Infinity1]""", """[xNaN,NaNs,1NaN,-NaN,Infinity1]""")]
    [InlineData("NaN", "NaN")]
    [InlineData("[\"NaN", "[\"NaN")]
    [InlineData("]]}[NaN", "]]}[null")]
    public void They_are_spelled_as_JSON_in_arrays(string text, string expected) => Spell(text, isTable: false).ShouldBe(expected);

    [Fact]
    public void In_a_table_every_value_is_a_cell() =>
        Spell("""[{"y":NaN,"x":-Infinity},{"ds":{"0":NaN}}]""", isTable: true).ShouldBe("""[{"y":null,"x":-1e999},{"ds":{"0":null}}]""");

    [Theory]
    [InlineData("""{"a":[1],"options":{"alpha":NaN}}""", "NaN options.alpha")]
    [InlineData("""{"series":[{"id":"a"},{"target":[1,[2],"NaN",-Infinity]}]}""", "-Infinity series.1.target.3")]
    [InlineData("""{"a":"NaN"}""", "")]
    public void The_first_is_found_with_its_place(string text, string expected)
    {
        (string Word, IReadOnlyList<string> Path)? found = BareNumbers.FindFirst(Encoding.UTF8.GetBytes(text));
        (found is { } one ? $"{one.Word} {string.Join('.', one.Path)}" : "").ShouldBe(expected);
    }

    [Fact]
    public void What_is_nested_too_deeply_is_left() =>
        Spell(new string('[', 100) + "NaN", isTable: true).ShouldBe(new string('[', 100) + "NaN");

    [Fact]
    public void Any_text_is_spelled_within_the_room_that_was_promised() =>
        Gen.OneOf("NaN", "Infinity", "-Infinity", "\"", "\\", "[", "]", "{", "}", ",", ":", " ", "1", "a", "static_covariates").Array[0, 40].Select(string.Concat).ForAll(
            text =>
            {
                byte[] bytes = Encoding.UTF8.GetBytes(text);
                byte[] spelled = new byte[BareNumbers.LongestSpelling(bytes)];
                BareNumbers.Spell(bytes, spelled, isTable: true).ShouldBeLessThanOrEqualTo(spelled.Length);
                _ = BareNumbers.FindFirst(bytes);
            },
            cases: 5000);

    [Fact]
    public void What_is_JSON_already_stays_as_it_is() =>
        Gen.OneOf("NaN", "Infinity", "\"", "\\", "é", "{", "]").Array[0, 10].Select(string.Concat).Array[0, 5].ForAll(
            texts =>
            {
                string json = $"{{{string.Join(',', texts.Select((text, place) => $"\"{place}{JsonEncodedText.Encode(text)}\":[\"{JsonEncodedText.Encode(text)}\"]"))}}}";
                Spell(json, isTable: true).ShouldBe(json);
            },
            cases: 500);

    private static string Spell(string text, bool isTable)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        byte[] spelled = new byte[BareNumbers.LongestSpelling(bytes)];
        return Encoding.UTF8.GetString(spelled.AsSpan(0, BareNumbers.Spell(bytes, spelled, isTable)));
    }
}
