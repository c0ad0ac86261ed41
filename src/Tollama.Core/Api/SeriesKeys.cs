using System.Globalization;

namespace Tollama.Core.Api;

/// <summary>The columns of a table of forecasts in which the ids of its series come back.</summary>
public static class SeriesKeys
{
    /// <summary>The column with the names of series that no other columns name.</summary>
    public const string NameColumn = "unique_id";

    private static readonly string[] Taken = ["ds", "mean", "error"];

    /// <summary>The id columns of the table from which forecasts were made, in their order; empty when only names are known, or when one is called like another column of the forecasts.</summary>
    /// <param name="keys">The keys of the series.</param>
    public static IReadOnlyList<string> ColumnsOf(IEnumerable<IReadOnlyDictionary<string, string>?> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        string[]? columns = null;
        foreach (IReadOnlyDictionary<string, string>? one in keys)
        {
            if (one is null || one.Count == 0 || (columns is not null && !one.Keys.SequenceEqual(columns)))
            {
                return [];
            }

            columns ??= [.. one.Keys];
        }

        return columns is null || columns.Any(IsTaken) ? [] : columns;
    }

    /// <summary>The cells of a series in these columns; its name in the first when it has no such cells, and when there are no such columns.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="id">The name.</param>
    /// <param name="keys">Its keys.</param>
    public static IEnumerable<string> CellsOf(IReadOnlyList<string> columns, string id, IReadOnlyDictionary<string, string>? keys)
    {
        ArgumentNullException.ThrowIfNull(columns);
        return columns.Count == 0 ? [id] : columns.Select((column, index) => keys is null ? (index == 0 ? id : "") : keys.GetValueOrDefault(column) ?? "");
    }

    private static bool IsTaken(string column) =>
        Taken.Contains(column) || (column.StartsWith('q') && double.TryParse(column.AsSpan(1), NumberStyles.Float, CultureInfo.InvariantCulture, out _));
}
