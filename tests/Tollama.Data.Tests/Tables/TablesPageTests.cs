using Tollama.Data.Tables.Cells;
using Tollama.Data.Tables.Roles;

namespace Tollama.Data.Tests.Tables;

/// <summary>docs/tables.md has every name that is recognized, and no other.</summary>
public sealed class TablesPageTests
{
    private static readonly string[] Page = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "docs", "tables.md"));

    public static TheoryData<string, string[]> Lists { get; } = new()
    {
        { "time", [.. ColumnAliases.Time] },
        { "id", [.. ColumnAliases.Id] },
        { "target", [.. ColumnAliases.Target] },
        { "id by a word in the name", [.. IdNames.All] },
        { "code by a word in the name", [.. IdNames.Codes] },
        { "currencies beside the signs of Unicode", [.. CurrencyNames.All] },
        { "in no calendar here", [.. TimePartNames.Others] },
        { "units that may stand right behind the digits; any other word needs a blank before it", [.. AmountWords.All] },
        { "no value, in any case, and the empty cell", [.. MissingToken.All] },
    };

    [Theory]
    [MemberData(nameof(Lists))]
    public void A_list_of_names_is_whole(string role, string[] names) => Page.ShouldContain(Row(role, names));

    [Fact]
    public void The_parts_of_a_time_are_whole()
    {
        foreach (var part in TimePartNames.All.GroupBy(pair => pair.Value))
        {
            Page.ShouldContain(Row(part.Key.ToString(), part.Select(pair => pair.Key)));
        }
    }

    [Fact]
    public void The_words_for_totals_are_whole() =>
        Page.ShouldContain($"What stands in a row of totals, which is left out: {string.Join(", ", TotalWords.All.Select(word => $"`{word}`"))}.");

    [Fact]
    public void The_words_beside_a_part_are_whole() =>
        Page.ShouldContain($"Words beside such a name that say nothing of the part, as in `YEAR_ID` and `order_month`: {string.Join(", ", TimePartNames.Neutral.Select(word => $"`{word}`"))}.");

    private static string Row(string role, IEnumerable<string> names) => $"| {role} | {string.Join(", ", names.Select(name => $"`{name}`"))} |";
}
