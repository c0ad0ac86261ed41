using System.Text;
using Tollama.Core.Requests;

namespace Tollama.Core.Tests.Requests;

/// <summary>What is a table in JSON, and what is a request.</summary>
public sealed class JsonTablesTests
{
    [Theory]
    [InlineData("""[{"ds":"2024-01-01","y":1}]""", JsonTableForm.Records)]
    [InlineData("\uFEFF \n [ {", JsonTableForm.Records)]
    [InlineData("[]", JsonTableForm.Records)]
    [InlineData("[[1,2]]", JsonTableForm.Records)]
    [InlineData("[date],[value]\n2024-01-01,1", JsonTableForm.None)]
    [InlineData("[1,2]", JsonTableForm.None)]
    [InlineData("{\"ds\":\"2024-01-01\",\"y\":1}\n{\"ds\":\"2024-01-02\",\"y\":2}", JsonTableForm.Lines)]
    [InlineData("{\"ds\":\"2024-01-01\"} \r\n\r\n  {", JsonTableForm.Lines)]
    [InlineData("""{"ds":"2024-01-01","y":1}""", JsonTableForm.None)]
    [InlineData("""{"ds":{"0":"2024-01-01"},"y":{"0":1}}""", JsonTableForm.Frame)]
    [InlineData("""{"columns":["ds","y"],"index":[0],"data":[["2024-01-01",NaN]]}""", JsonTableForm.Frame)]
    [InlineData("""{"ds":["2024-01-01","} \" {"],"y":[1,2]}""", JsonTableForm.Frame)]
    [InlineData("""{"options":{"a":{}},"model":"auto","series":[]}""", JsonTableForm.None)]
    [InlineData("""{"quantiles":[0.1],"series":[{"id":"a","target":[1]}]}""", JsonTableForm.None)]
    [InlineData("""{"series":[{"target":[1,2]}]}""", JsonTableForm.None)]
    [InlineData("{}", JsonTableForm.None)]
    [InlineData("{\n  \"model\": \"auto\"\n}", JsonTableForm.None)]
    [InlineData("ds,y\n2024-01-01,1", JsonTableForm.None)]
    [InlineData("{a},{b}\n{1},{2}", JsonTableForm.None)]
    [InlineData("", JsonTableForm.None)]
    [InlineData("{\"a\":[", JsonTableForm.Frame)]
    public void A_table_is_told_by_how_it_begins(string text, JsonTableForm form) => JsonTables.FormOf(Encoding.UTF8.GetBytes(text)).ShouldBe(form);

    [Fact]
    public void An_array_of_which_somebody_says_that_it_is_JSON_is_one() => JsonTables.FormOf("[1,2]"u8, isJson: true).ShouldBe(JsonTableForm.Records);
}
