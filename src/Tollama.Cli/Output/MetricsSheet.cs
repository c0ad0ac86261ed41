using System.Globalization;
using Tollama.Cli.Terminal;
using Tollama.Core.Api;

namespace Tollama.Cli.Output;

/// <summary>How far a forecast is from what happened, for people: a row a series, a column a measure, and their means.</summary>
internal static class MetricsSheet
{
    private const int MaxSeries = 20;
    private const string Undefined = "-";

    public static void Write(ForecastMetrics metrics, TextWriter writer)
    {
        string[] measures = [.. metrics.Aggregate.Keys.Concat(metrics.Series.SelectMany(series => series.Values.Keys)).Distinct().Order(StringComparer.Ordinal)];
        TextTable table = new(["SERIES", .. measures.Select(measure => measure.ToUpperInvariant())])
        {
            RightAligned = Enumerable.Range(1, measures.Length).ToHashSet(),
        };
        foreach (SeriesMetrics series in metrics.Series.Take(MaxSeries))
        {
            table.Add([series.Id, .. measures.Select(measure => Cell(series.Values, measure))]);
        }

        table.Add(["mean", .. measures.Select(measure => Cell(metrics.Aggregate, measure))]);
        writer.WriteLine("Measured against the actual values:");
        writer.WriteLine();
        table.WriteTo(writer, "  ");
        if (metrics.Series.Count > MaxSeries)
        {
            writer.WriteLine($"  … and {metrics.Series.Count - MaxSeries} more series (use --format json)");
        }
    }

    /// <summary>The means in one line: <c>mae 1.5, rmse 2.25</c>.</summary>
    public static string OneLine(ForecastMetrics metrics) =>
        string.Join(", ", metrics.Aggregate.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key} {Text(pair.Value)}"));

    private static string Cell(IReadOnlyDictionary<string, double> values, string measure) =>
        values.TryGetValue(measure, out double value) ? Text(value) : Undefined;

    private static string Text(double value) => value.ToString("G4", CultureInfo.InvariantCulture);
}
