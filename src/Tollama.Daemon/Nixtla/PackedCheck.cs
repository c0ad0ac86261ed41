using System.Globalization;
using Tollama.Core.Errors;
using Tollama.Core.Requests;

namespace Tollama.Daemon.Nixtla;

/// <summary>Finds lengths of packed series that do not fit together.</summary>
internal static class PackedCheck
{
    /// <summary>Adds all faults.</summary>
    /// <param name="series">The series.</param>
    /// <param name="horizon">How many steps are forecast; <see langword="null"/> where that is not asked, or faulty.</param>
    /// <param name="limits">How large one series may be, which is a line between processes.</param>
    /// <param name="faults">Is told.</param>
    internal static void Report(PackedSeries series, int? horizon, RequestLimits limits, FaultList faults)
    {
        long sum = series.Sizes.Sum(size => (long)size);
        if (series.Sizes.Count == 0)
        {
            faults.Add("length", [PackedReader.Name, "sizes"], "sizes is empty; send at least one series");
        }
        else if (sum != series.Y.Length)
        {
            faults.Add("length", [PackedReader.Name, "sizes"], $"sizes add up to {sum}, and y has {series.Y.Length} values");
        }

        if (series.Sizes.Count > 0 && series.Sizes.Max() > limits.MaxPoints)
        {
            faults.Add("limit", [PackedReader.Name, "sizes"], $"a series of {series.Sizes.Max()} values; the limit is {limits.MaxPoints} (TOLLAMA_MAX_POINTS)");
        }

        ReportRows(series.X, "X", series.Y.Length, "one for each value of y", faults);
        if (horizon is { } steps)
        {
            ReportRows(series.XFuture, "X_future", (long)series.Sizes.Count * steps, "series times h", faults);
        }

        if (series.XFuture.Count > series.X.Count)
        {
            faults.Add("length", [PackedReader.Name, "X_future"], $"X_future has {series.XFuture.Count} rows, and X only {series.X.Count}: each needs its row of X");
        }

        if (series.Starts is { } starts && starts.Count != series.Sizes.Count)
        {
            faults.Add("length", [PackedReader.Name, "start_datetime"], $"start_datetime has {starts.Count} texts for {series.Sizes.Count} series");
        }

        ReportPositions(series.Categorical, [PackedReader.Name, "categorical_exog"], series, faults);
        foreach (int row in Enumerable.Range(0, Math.Min(series.X.Count, series.XFuture.Count)))
        {
            if (series.X[row].HasTexts != series.XFuture[row].HasTexts && !series.Categorical.Contains(row))
            {
                faults.Add("type", [PackedReader.Name, "X_future", row.ToString(CultureInfo.InvariantCulture)], "the row has texts in one of X and X_future and numbers in the other");
            }
        }
    }

    /// <summary>Adds a fault for each position that is no row of <c>X</c>.</summary>
    internal static void ReportPositions(IEnumerable<int> positions, string[] loc, PackedSeries series, FaultList faults)
    {
        foreach (int position in positions.Where(position => position >= series.X.Count))
        {
            faults.Add("range", loc, $"{loc[^1]} has the position {position}, and X has {series.X.Count} rows; they count from 0");
        }
    }

    private static void ReportRows(IReadOnlyList<PackedRow> rows, string field, long length, string meaning, FaultList faults)
    {
        for (int row = 0; row < rows.Count; row++)
        {
            if (rows[row].Length != length)
            {
                faults.Add("length", [PackedReader.Name, field, row.ToString(CultureInfo.InvariantCulture)], $"the row has {rows[row].Length} values and needs {length}, {meaning}");
            }
        }
    }
}
