using System.Globalization;
using Tollama.Cli.Terminal;
using Tollama.Cli.Terminal.Charts;
using Tollama.Cli.Wording;
using Tollama.Core.Api;
using Tollama.Core.Errors;

namespace Tollama.Cli.Output;

/// <summary>Anomalies for people: how many there are, a chart of one series with the findings marked, a row a finding.</summary>
internal static class AnomaliesSheet
{
    private const int MaxRows = 60;
    private const int MaxChartWidth = 100;
    private const int ChartHeight = 12;

    public static void Write(AnomaliesResponse found, TextWriter writer, int width, Ansi ansi)
    {
        string level = found.Level.ToString("0.####", CultureInfo.InvariantCulture);
        string count = found.Anomalies.Count == 0 ? "no anomalies" : CountText.Of(found.Anomalies.Count, "anomaly", "anomalies");
        string series = found.Series.Count == 1 ? $"of {found.Series[0].Id} · {found.Series[0].Method}" : $"of {CountText.Of(found.Series.Count, "series", "series")} · {found.Model}";
        writer.WriteLine(ansi.Bold(count) + ansi.Dim($" · {CountText.Of(found.Checked, "value", "values")} {series} · {level}% intervals"));
        writer.WriteLine();
        if (found.Series is [{ Values.Length: > 1 } only])
        {
            WriteChart(found, only, writer, Math.Min(width, MaxChartWidth), ansi);
        }

        if (found.Anomalies.Count > 0)
        {
            WriteTable(found, writer);
        }
    }

    private static void WriteChart(AnomaliesResponse found, CheckedSeries series, TextWriter writer, int width, Ansi ansi)
    {
        int start = series.Start ?? 0;
        string[] ends = series.Timestamps is { Count: > 0 } stamps ? [stamps[0], stamps[^1]] : [];
        DateText dates = new(ends);
        bool hasBand = series.Low?.Length == series.Values!.Length && series.High?.Length == series.Values.Length;
        LineChartData data = new()
        {
            Values = series.Values,
            Low = hasBand ? series.Low! : [],
            High = hasBand ? series.High! : [],
            Marks = found.Anomalies.Select(anomaly => anomaly.Index - start).ToHashSet(),
            FirstLabel = ends.Length > 0 ? dates.Format(ends[0]) : "",
            LastLabel = ends.Length > 0 ? dates.Format(ends[1]) : "",
            Legend = found.Anomalies.Count == 0 ? "" : ansi.Warning("●") + " anomaly" + (hasBand ? ", " + ansi.Dim("░") + " expected" : ""),
        };
        foreach (string line in LineChart.Render(data, width, ChartHeight, labelWidth: 0, ansi))
        {
            writer.WriteLine(line);
        }

        writer.WriteLine();
    }

    private static void WriteTable(AnomaliesResponse found, TextWriter writer)
    {
        Anomaly[] shown = [.. found.Anomalies.Take(MaxRows)];
        bool hasIds = found.Series.Count > 1;
        bool hasDates = shown.Any(anomaly => anomaly.Timestamp is not null);
        NumberText numbers = new(shown.SelectMany(anomaly => new[] { anomaly.Value, anomaly.Expected, anomaly.Low, anomaly.High }));
        DateText dates = new([.. shown.Select(anomaly => anomaly.Timestamp).OfType<string>()]);
        string[] lead = hasIds ? ["SERIES", hasDates ? "DATE" : "STEP"] : [hasDates ? "DATE" : "STEP"];
        TextTable table = new([.. lead, "VALUE", "EXPECTED", "LOW", "HIGH", "SCORE"]) { RightAligned = Enumerable.Range(lead.Length, 5).ToHashSet() };
        foreach (Anomaly anomaly in shown)
        {
            string when = anomaly.Timestamp is { } stamp ? dates.Format(stamp) : (anomaly.Index + 1).ToString(CultureInfo.InvariantCulture);
            string[] first = hasIds ? [Excerpt.Of(anomaly.Id), when] : [when];
            string score = anomaly.Score.ToString("F1", CultureInfo.InvariantCulture);
            table.Add([.. first, numbers.Format(anomaly.Value), numbers.Format(anomaly.Expected), numbers.Format(anomaly.Low), numbers.Format(anomaly.High), score]);
        }

        table.WriteTo(writer, "  ");
        if (found.Anomalies.Count > MaxRows)
        {
            writer.WriteLine($"  … and {found.Anomalies.Count - MaxRows} more (use --json)");
        }
    }
}
