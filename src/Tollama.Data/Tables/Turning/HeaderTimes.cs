using Tollama.Data.Tables.Columns;
using Tollama.Data.Tables.Roles;

namespace Tollama.Data.Tables.Turning;

/// <summary>A table whose header holds times: a row a product, a column a month; or a row a year, a column a month.</summary>
/// <param name="Kept">The columns that stay columns.</param>
/// <param name="Turned">The columns that become rows.</param>
/// <param name="Labels">The time that the header says of each of them.</param>
/// <param name="Part">What the header tells: a whole stamp, or a part that a kept column completes.</param>
/// <param name="Beside">The kept columns that complete the stamp; none for whole stamps.</param>
internal sealed record HeaderTimes(
    IReadOnlyList<ColumnProfile> Kept, IReadOnlyList<ColumnProfile> Turned, IReadOnlyList<string> Labels, TimePart Part, IReadOnlyList<ColumnProfile> Beside)
{
    /// <summary>Whether some rows have no time for a column: no month has a 31st day by right, and no day an hour 25. Empty cells are no rows then.</summary>
    public bool MayLack => Part is TimePart.Day or TimePart.Week or TimePart.Clock or TimePart.Slot;

    /// <summary>What people should know.</summary>
    public string Warning =>
        $"the header holds times: {Turned.Count} columns from '{Turned[0].Name}' to '{Turned[^1].Name}' were read as rows"
        + (Beside.Count == 0 ? "" : $", together with column {string.Join(" and ", Beside.Select(column => $"'{column.Name}'"))}");

    /// <summary>The names of the new columns with the header's times and with the values: names that no kept column has.</summary>
    public (string Time, string Value) NewNames()
    {
        string time = Part == TimePart.Stamp ? "ds" : Part.ToString().ToLowerInvariant();
        string value = "y";
        while (Kept.Any(column => column.Name.Equals(time, StringComparison.OrdinalIgnoreCase)))
        {
            time += "_";
        }

        while (Kept.Any(column => column.Name.Equals(value, StringComparison.OrdinalIgnoreCase)))
        {
            value += "_";
        }

        return (time, value);
    }
}
