using System.Globalization;
using System.Text;
using System.Text.Json;
using CsCheck;
using Tollama.Core.Json;

namespace Tollama.Core.Tests.Json;

public sealed class JsonNumberTests
{
    [Fact]
    public void Every_double_is_read_as_the_framework_reads_it() =>
        Gen.Double.Where(double.IsFinite).ForAll(value => Read(value.ToString("R", CultureInfo.InvariantCulture)).ShouldBe(value));

    [Fact]
    public void Short_decimals_are_read_as_the_framework_reads_them() =>
        Gen.Select(Gen.Long[-999_999_999_999_999, 999_999_999_999_999], Gen.Int[0, 14]).ForAll((digits, scale) =>
        {
            string text = Decimal(digits, scale);
            Read(text).ShouldBe(double.Parse(text, CultureInfo.InvariantCulture));
        });

    [Theory]
    [InlineData("0")]
    [InlineData("-0")]
    [InlineData("0.1")]
    [InlineData("1e5")]
    [InlineData("1E-7")]
    [InlineData("123456789012345678901234567890")]
    [InlineData("0.00000000000000000000000000000000001")]
    [InlineData("1.7976931348623157e308")]
    public void Odd_forms_are_read(string text) => Read(text).ShouldBe(double.Parse(text, CultureInfo.InvariantCulture));

    [Fact]
    public void Missing_values_go_through_an_array_as_null()
    {
        string json = JsonSerializer.Serialize([1.5, double.NaN, double.PositiveInfinity], TollamaJsonContext.Default.DoubleArray);
        json.ShouldBe("[1.5,null,null]");
        JsonSerializer.Deserialize(json, TollamaJsonContext.Default.DoubleArray).ShouldBe([1.5, double.NaN, double.NaN]);
    }

    private static string Decimal(long digits, int scale)
    {
        string text = Math.Abs(digits).ToString(CultureInfo.InvariantCulture).PadLeft(scale + 1, '0');
        string point = scale == 0 ? text : text[..^scale] + "." + text[^scale..];
        return digits < 0 ? "-" + point : point;
    }

    private static double Read(string text)
    {
        Utf8JsonReader reader = new(Encoding.UTF8.GetBytes(text));
        reader.Read();
        return JsonNumber.ReadDouble(ref reader);
    }
}
