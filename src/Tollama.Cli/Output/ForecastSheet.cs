using Tollama.Cli.Terminal;
using Tollama.Cli.Terminal.Charts;
using Tollama.Cli.Wording;
using Tollama.Core.Api;
using Tollama.Core.Errors;

namespace Tollama.Cli.Output;

/// <summary>A forecast for people: for each of the first series a headline, a chart and a table.</summary>
internal static class ForecastSheet
{
    private const int MaxSeries = 5;
    private const int MaxSteps = 60;
    private const int MaxChartWidth = 100;
    private const int ChartHeight = 12;
    private const int HistoryPerStep = 3;
    private const int MinHistory = 36;

    public static void Write(ForecastResponse response, TextWriter writer, int width, Ansi ansi)
    {
        foreach (SeriesForecastData forecast in response.Forecasts.Take(MaxSeries))
        {
            WriteHeadline(response, forecast, writer, ansi);
            WriteChart(forecast, writer, Math.Min(width, MaxChartWidth), ansi);
            WriteTable(forecast, writer);
            SampleSheet.Write(forecast, writer);
            writer.WriteLine();
        }

        if (response.Forecasts.Count > MaxSeries)
        {
            writer.WriteLine($"… and {response.Forecasts.Count - MaxSeries} more series (use --format json or csv)");
        }

        if (response.Metrics is { } metrics)
        {
            MetricsSheet.Write(metrics, writer);
        }
    }

    private static void WriteHeadline(ForecastResponse response, SeriesForecastData forecast, TextWriter writer, Ansi ansi)
    {
        List<string> facts = [];
        if (forecast.Freq is { Length: > 0 } frequency)
        {
            facts.Add(frequency);
        }

        facts.Add(forecast.Method is { } method ? method : response.Model ?? "");
        if (forecast.History is { Timestamps: { Count: > 0 } stamps } history)
        {
            DateText dates = new([history.Start ?? stamps[0], stamps[^1]]);
            string length = history.Length is { } count ? CountText.Of(count, "value", "values") + " from " : "";
            facts.Add($"{length}{dates.Format(history.Length is null ? stamps[0] : history.Start ?? stamps[0])} to {dates.Format(stamps[^1])}");
        }

        writer.WriteLine(ansi.Bold(forecast.Id) + ansi.Dim(string.Concat(facts.Where(fact => fact.Length > 0).Select(fact => " · " + fact))));
        writer.WriteLine();
    }

    private static void WriteChart(SeriesForecastData forecast, TextWriter writer, int width, Ansi ansi)
    {
        int shown = Math.Max(MinHistory, HistoryPerStep * forecast.Mean.Length);
        double[] history = [.. forecast.History?.Target.TakeLast(shown) ?? []];
        string? firstStamp = forecast.History is { Timestamps.Count: > 0 } past ? past.Timestamps[Math.Max(0, past.Timestamps.Count - history.Length)] : null;
        DateText dates = new([.. forecast.Timestamps ?? [], .. firstStamp is null ? Array.Empty<string>() : [firstStamp]]);
        (string Level, double[] Values)[] levels = Levels(forecast);
        bool hasBand = levels.Length > 1;
        ChartData data = new()
        {
            History = history,
            Mean = forecast.Mean,
            Low = hasBand ? levels[0].Values : [],
            High = hasBand ? levels[^1].Values : [],
            FirstLabel = firstStamp is null ? "" : dates.Format(firstStamp),
            ForecastLabel = dates.Format(ForecastColumns.StampOf(forecast, 0)),
            LastLabel = dates.Format(ForecastColumns.StampOf(forecast, forecast.Mean.Length - 1)),
            BandLabel = hasBand ? $"{levels[0].Level} to {levels[^1].Level}" : "",
        };
        foreach (string line in ForecastChart.Render(data, width, ChartHeight, ansi))
        {
            writer.WriteLine(line);
        }

        writer.WriteLine();
    }

    private static void WriteTable(SeriesForecastData forecast, TextWriter writer)
    {
        (string Level, double[] Values)[] levels = [.. Levels(forecast).Where(level => level.Level != "0.5")];
        NumberText numbers = new([.. forecast.Mean, .. levels.SelectMany(level => level.Values)]);
        DateText dates = new(forecast.Timestamps ?? []);
        TextTable table = new([forecast.Timestamps is null ? "STEP" : "DATE", "MEAN", .. levels.Select(level => Header(level.Level))])
        {
            RightAligned = Enumerable.Range(1, levels.Length + 1).ToHashSet(),
        };
        foreach (int step in Enumerable.Range(0, Math.Min(forecast.Mean.Length, MaxSteps)))
        {
            table.Add([dates.Format(ForecastColumns.StampOf(forecast, step)), numbers.Format(forecast.Mean[step]), .. levels.Select(level => numbers.Format(level.Values[step]))]);
        }

        table.WriteTo(writer, "  ");
        if (forecast.Mean.Length > MaxSteps)
        {
            writer.WriteLine($"  … and {CountText.Of(forecast.Mean.Length - MaxSteps, "more step", "more steps")} (use --format json or csv)");
        }
    }

    private static (string Level, double[] Values)[] Levels(SeriesForecastData forecast) =>
        [.. (forecast.Quantiles ?? []).OrderBy(pair => LevelText.NumberOf(pair.Key)).Select(pair => (pair.Key, pair.Value))];

    internal static string Header(string level) => (LevelText.NumberOf(level) < 0.5 ? "LOW " : "HIGH ") + level;
}
