using System.Globalization;
using System.Text;
using System.Text.Json;
using CsCheck;
using Tollama.Core.Json;

namespace Tollama.Core.Tests.Json;

public sealed class NumberArrayReaderTests
{
    [Fact]
    public void Arrays_are_read_as_the_framework_reads_them() =>
        Gen.OneOf(Gen.Double.Where(double.IsFinite), Gen.Int.Select(value => value / 100.0), Gen.Const(double.NaN)).Array[0, 40].ForAll(values =>
        {
            string json = "[" + string.Join(" ,\n", values.Select(value => double.IsNaN(value) ? "null" : value.ToString("R", CultureInfo.InvariantCulture))) + " ]";
            ReadAll(json + ",x", out int consumed).ShouldBe(values);
            consumed.ShouldBe(json.Length);
        });

    [Theory]
    [InlineData("[1,]")]
    [InlineData("[,1]")]
    [InlineData("[1 2]")]
    [InlineData("[01]")]
    [InlineData("[1.]")]
    [InlineData("[.5]")]
    [InlineData("[+1]")]
    [InlineData("[-]")]
    [InlineData("[1e]")]
    [InlineData("[1e+]")]
    [InlineData("[NaN]")]
    [InlineData("[Infinity]")]
    [InlineData("[\"1\"]")]
    [InlineData("[[1]]")]
    [InlineData("[nul]")]
    [InlineData("[1")]
    [InlineData("[")]
    public void What_is_no_array_of_numbers_is_left_to_the_tokenizer(string json) => ReadAll(json, out _).ShouldBeNull();

    [Fact]
    public void The_tokenizer_goes_on_after_the_array()
    {
        byte[] text = """{"a":{"b":[1,2],"c":[{"d":3}]},"e":4}"""u8.ToArray();
        Utf8JsonReader reader = new(text);
        while (reader.TokenType != JsonTokenType.PropertyName || !reader.ValueTextEquals("b"u8))
        {
            reader.Read();
        }

        int after = Encoding.UTF8.GetString(text).IndexOf("[1,2]", StringComparison.Ordinal) + "[1,2]".Length;
        Utf8JsonReader resumed = NumberArrayReader.Resume(text.AsSpan(after), reader.CurrentState);
        List<JsonTokenType> tokens = [];
        while (resumed.Read())
        {
            tokens.Add(resumed.TokenType);
        }

        tokens.ShouldBe(
        [
            JsonTokenType.PropertyName, JsonTokenType.StartArray, JsonTokenType.StartObject, JsonTokenType.PropertyName, JsonTokenType.Number,
            JsonTokenType.EndObject, JsonTokenType.EndArray, JsonTokenType.EndObject, JsonTokenType.PropertyName, JsonTokenType.Number, JsonTokenType.EndObject,
        ]);
    }

    private static List<double>? ReadAll(string json, out int consumed)
    {
        NumberArrayReader reader = new(Encoding.UTF8.GetBytes(json));
        List<double> values = [];
        while (reader.MoveNext())
        {
            values.Add(reader.Value);
        }

        consumed = reader.Consumed;
        return reader.IsComplete ? values : null;
    }
}
