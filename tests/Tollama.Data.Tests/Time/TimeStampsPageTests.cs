using System.Text.RegularExpressions;
using Tollama.Data.Time;

namespace Tollama.Data.Tests.Time;

/// <summary>docs/time-stamps.md says how cells are read; this is how they are.</summary>
public sealed partial class TimeStampsPageTests
{
    private static readonly string[] Rows =
        [.. File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "docs", "time-stamps.md")).Where(line => line.StartsWith("| `", StringComparison.Ordinal))];

    public static TheoryData<string> Lines => [.. Rows];

    [Theory]
    [MemberData(nameof(Lines))]
    public void A_row_of_the_page_is_read_as_it_says(string line)
    {
        string[] parts = line.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        string[] cells = [.. Code().Matches(parts[0]).Select(match => match.Groups[1].Value)];

        TimestampColumn column = TimestampColumn.Read(cells, new TimeHint { IsCalledDate = parts[2] == "called" }, TestContext.Current.CancellationToken);

        column.BadRows.ShouldBeEmpty();
        column.Problem.ShouldBeNull();
        column.Values[0].ToString().ShouldBe(Code().Match(parts[1]).Groups[1].Value);
    }

    [Fact]
    public void The_page_has_rows() => Rows.Length.ShouldBeGreaterThan(40);

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();
}
