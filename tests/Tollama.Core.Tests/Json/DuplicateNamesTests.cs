using System.Text;
using System.Text.Json;
using Tollama.Core.Json;

namespace Tollama.Core.Tests.Json;

public sealed class DuplicateNamesTests
{
    [Theory]
    [InlineData("""{"a":1,"b":[{"a":1},{"a":2}],"c":{"a":3}}""", null)]
    [InlineData("""[1,"a","a",null]""", null)]
    [InlineData("""{"a":1,"A":1}""", null)]
    [InlineData("""{"a":1,"b":2,"a":1}""", "a")]
    [InlineData("""{"a":1,"\u0061":1}""", "a")]
    [InlineData("""{"a":{"b":[0,{"c":1,"d":{},"c":2}]}}""", "a.b.c")]
    [InlineData("""{"":1,"":2}""", "")]
    public void A_name_that_is_there_twice_is_found_with_its_place(string json, string? place)
    {
        IReadOnlyList<string>? twice = DuplicateNames.Find(new Utf8JsonReader(Encoding.UTF8.GetBytes(json)));
        (twice is null ? null : string.Join('.', twice)).ShouldBe(place);
    }

    [Fact]
    public void A_value_within_a_text_is_looked_at_alone()
    {
        Utf8JsonReader reader = new("""{"x":{"a":1},"x":{"a":1,"a":2}}"""u8);
        reader.Read();
        reader.Read();
        reader.Read();
        DuplicateNames.Find(reader).ShouldBeNull();
        reader.Skip();
        reader.Read();
        reader.Read();
        DuplicateNames.Find(reader).ShouldBe(["a"]);
    }
}
