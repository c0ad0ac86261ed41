namespace Tollama.Cli.Terminal.Charts;

/// <summary>History and forecast in a box of characters: a line of braille dots, a shaded band, a rule between past and future.</summary>
internal static class ForecastChart
{
    private const int RowsPerTick = 3;
    private const int MinPlotWidth = 16;

    /// <summary>The chart, line by line, no line wider than <paramref name="width"/>.</summary>
    /// <param name="data">What to show; at least one value is finite.</param>
    /// <param name="width">Columns of the terminal.</param>
    /// <param name="height">Rows of the picture, without axis and legend.</param>
    /// <param name="ansi">The colours.</param>
    public static IEnumerable<string> Render(ChartData data, int width, int height, Ansi ansi)
    {
        double[] values = [.. data.AllValues];
        if (values.Length == 0)
        {
            yield break;
        }

        AxisScale scale = new(values.Min(), values.Max(), height / RowsPerTick);
        int labelWidth = scale.Ticks.Max(tick => scale.Label(tick).Length);
        int columns = Math.Max(MinPlotWidth, width - labelWidth - 4);
        PlotArea plot = new(data, scale, columns, height);
        Dictionary<int, string> labels = [];
        foreach (double tick in scale.Ticks)
        {
            labels.TryAdd(plot.Row(tick), scale.Label(tick));
        }

        for (int row = 0; row < height; row++)
        {
            string axis = labels.TryGetValue(row, out string? label) ? label.PadLeft(labelWidth) + " ┤" : new string(' ', labelWidth) + " │";
            yield return "  " + ansi.Dim(axis) + plot.Render(row, ansi).TrimEnd();
        }

        string indent = new(' ', labelWidth + 4);
        bool hasDivider = data.History.Count > 0;
        char[] rule = new string('─', columns).ToCharArray();
        if (hasDivider)
        {
            rule[plot.DividerColumn] = '┴';
        }

        yield return "  " + ansi.Dim(new string(' ', labelWidth) + " └" + new string(rule));
        yield return (indent + ansi.Dim(DateLine(data, columns, plot.DividerColumn))).TrimEnd();
        int legendWidth = Legend(data, new Ansi(isOn: false)).Length;
        yield return new string(' ', Math.Max(0, Math.Min(indent.Length, width - legendWidth))) + Legend(data, ansi);
    }

    private static string Legend(ChartData data, Ansi ansi)
    {
        string past = data.History.Count > 0 ? "history " + ansi.Dim("┊") + " " : "";
        string band = data.Low.Count > 0 ? ", " + ansi.Dim("░") + " " + data.BandLabel : "";
        return past + "forecast: " + ansi.Forecast("mean") + band;
    }

    /// <summary>The dates under the axis; those in the middle give way to those at the ends.</summary>
    private static string DateLine(ChartData data, int columns, int divider)
    {
        char[] line = new string(' ', columns).ToCharArray();
        string first = data.History.Count > 0 ? data.FirstLabel : data.ForecastLabel;
        Place(line, first, 0);
        Place(line, data.LastLabel, columns - data.LastLabel.Length);
        if (data.History.Count > 0 && !Place(line, data.ForecastLabel, divider - (data.ForecastLabel.Length / 2)))
        {
            Place(line, data.ForecastLabel, divider - data.ForecastLabel.Length + 1);
        }

        return new string(line);
    }

    private static bool Place(char[] line, string label, int position)
    {
        int before = Math.Max(0, position - 2);
        int after = Math.Min(line.Length, position + label.Length + 2);
        bool fits = position >= 0 && position + label.Length <= line.Length && line.AsSpan(before, after - before).Trim(' ').IsEmpty;
        if (fits)
        {
            label.CopyTo(line.AsSpan(position));
        }

        return fits;
    }
}
