using System.Text;
using System.Text.Json;
using Tollama.Core.Json;

namespace Tollama.Core.Tests.Json;

public sealed class JsonCategoryTests
{
    [Theory]
    [InlineData("\"north\"", "north")]
    [InlineData("\"\"", "")]
    [InlineData("true", "true")]
    [InlineData("false", "false")]
    [InlineData("7", "7")]
    [InlineData("7.0", "7")]
    [InlineData("0.10", "0.1")]
    [InlineData("null", null)]
    [InlineData("[1]", null)]
    [InlineData("{}", null)]
    public void A_category_is_a_text_whatever_it_was_written_as(string json, string? expected)
    {
        Utf8JsonReader reader = new(Encoding.UTF8.GetBytes(json));
        reader.Read();
        JsonCategory.Read(ref reader).ShouldBe(expected);
    }
}
