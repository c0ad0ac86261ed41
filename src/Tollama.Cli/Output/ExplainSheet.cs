using Tollama.Cli.Terminal;
using Tollama.Cli.Terminal.Charts;
using Tollama.Cli.Wording;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Text;

namespace Tollama.Cli.Output;

/// <summary>What series are made of, for people: of each of the first a headline, its sentences, and its values above their trend, seasons and remainder.</summary>
internal static class ExplainSheet
{
    private const int MaxSeries = 5;
    private const int MaxChartWidth = 100;
    private const int ValuesHeight = 9;
    private const int PartHeight = 6;

    public static void Write(ExplainResponse explained, TextWriter writer, int width, Ansi ansi)
    {
        foreach (ExplainedSeries series in explained.Series.Take(MaxSeries))
        {
            WriteHeadline(series, writer, ansi);
            foreach (string sentence in series.Text)
            {
                writer.WriteLine(VisibleText.OneLine("  " + OptionText.Of(sentence)));
            }

            writer.WriteLine();
            WriteCharts(series, writer, Math.Min(width, MaxChartWidth), ansi);
        }

        if (explained.Series.Count > MaxSeries)
        {
            writer.WriteLine($"… and {explained.Series.Count - MaxSeries} more series (use --json)");
        }
    }

    private static void WriteHeadline(ExplainedSeries series, TextWriter writer, Ansi ansi)
    {
        string?[] facts = [series.Freq, CountText.Of(series.Length, "value", "values"), series.Method ?? series.Model];
        writer.WriteLine(ansi.Bold(series.Id) + ansi.Dim(string.Concat(facts.Where(fact => !string.IsNullOrEmpty(fact)).Select(fact => " · " + fact))));
        writer.WriteLine();
    }

    private static void WriteCharts(ExplainedSeries series, TextWriter writer, int width, Ansi ansi)
    {
        List<(string Title, LineChartData Data, int Height)> panels = [.. PanelsOf(series)];
        if (panels.Count == 0)
        {
            return;
        }

        // Only the last of them has the dates: all have the same.
        if (series.Timestamps is { Count: > 0 } stamps)
        {
            DateText dates = new([stamps[0], stamps[^1]]);
            (string title, LineChartData data, int height) = panels[^1];
            panels[^1] = (title, data with { FirstLabel = dates.Format(stamps[0]), LastLabel = dates.Format(stamps[^1]) }, height);
        }

        int labelWidth = panels.Max(panel => LineChart.LabelWidth(panel.Data, panel.Height));
        foreach ((string title, LineChartData data, int height) in panels)
        {
            writer.WriteLine("  " + ansi.Dim(title));
            foreach (string line in LineChart.Render(data, width, height, labelWidth, ansi))
            {
                writer.WriteLine(line);
            }
        }

        writer.WriteLine();
    }

    private static IEnumerable<(string Title, LineChartData Data, int Height)> PanelsOf(ExplainedSeries series)
    {
        if (series.Values is { Length: > 1 } values)
        {
            string marked = series.Outliers.Count > 0 ? ", ● outliers" : "";
            yield return ("values" + marked, new LineChartData { Values = values, Marks = series.Outliers.Select(outlier => outlier.Index).ToHashSet() }, ValuesHeight);
        }

        if (series.Components is not { } parts)
        {
            yield break;
        }

        yield return ("trend", new LineChartData { Values = parts.Trend }, PartHeight);
        string times = parts.Multiplicative == true ? ", multiplies the trend" : "";
        foreach ((string length, double[] season) in parts.Seasonal.OrderBy(pair => LevelText.NumberOf(pair.Key)))
        {
            yield return ($"season of {length}{times}", new LineChartData { Values = season }, PartHeight);
        }

        yield return ("remainder", new LineChartData { Values = parts.Remainder }, PartHeight);
    }
}
