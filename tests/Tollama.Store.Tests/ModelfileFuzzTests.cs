using System.Text.Json.Nodes;
using CsCheck;
using Tollama.Core.Errors;

namespace Tollama.Store.Tests;

/// <summary>Whatever is written into a Modelfile, it is read, or refused in words that a client can be told.</summary>
public sealed class ModelfileFuzzTests
{
    private static readonly string[] Words =
    [
        "FROM", "PARAMETER", "LICENSE", "DESCRIPTION", "from", "#", "\"\"\"", "\"", "\n", "\r\n", "\n\n", " ", "\t", "horizon", "quantiles", "freq", "season_length",
        "context_length", "alpha", "chronos-bolt:tiny", "24", "-1", "0.1,0.5,0.9", "0.1 0.5", "1e400", "-1e400", "NaN", "Infinity,1", "[0.1,0.2]", "[NaN]", "{}", "null", "[[[[[1]]]]]", "true", "15min", "D",
        "\u0000", "\ud800", "\u2028", "[\"\\ud800\"]", "\"\\ud800\"", "9223372036854775808", "1,2", ",", "{\"a\":1,\"a\":2}", "[{\"a\":1,\"a\":2}]",
    ];

    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.Int[0, Words.Length - 1].Select(index => Words[index]).Array[0, 12].Select(words => string.Join(' ', words)),
        Gen.Int[0, Words.Length - 1].Select(index => Words[index]).Array[0, 12].Select(words => string.Concat(words)),
        Gen.String[0, 40]);

    [Fact]
    public void A_file_of_any_words_is_read_or_refused_by_its_line() => Text.ForAll(
        text =>
        {
            try
            {
                Modelfile file = Modelfile.Parse(text);
                _ = file.Parameters.ToJsonString();
                file.From?.ShouldNotBeEmpty();
            }
            catch (TollamaException error)
            {
                error.Code.ShouldBe(ErrorCode.InvalidRequest);
            }
        },
        cases: 20_000);

    [Theory]
    [InlineData("horizon")]
    [InlineData("quantiles")]
    [InlineData("freq")]
    [InlineData("alpha")]
    [InlineData("Not a key")]
    public void A_parameter_of_any_text_is_kept_or_refused(string key) => Text.ForAll(
        text =>
        {
            try
            {
                JsonNode value = ModelParameters.Read(key, ModelParameters.FromText(text));
                JsonNode.Parse(value.ToJsonString()).ShouldNotBeNull("what is kept can be written and read again");
            }
            catch (TollamaException error)
            {
                error.Code.ShouldBe(ErrorCode.InvalidRequest);
            }
        },
        cases: 5000);
}
