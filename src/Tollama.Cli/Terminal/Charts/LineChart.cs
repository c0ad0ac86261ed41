namespace Tollama.Cli.Terminal.Charts;

/// <summary>One series in a box of characters: a line of braille dots, a shaded band, marks.</summary>
internal static class LineChart
{
    private const int RowsPerTick = 3;
    private const int MinPlotWidth = 16;

    // A band that is far wider than the values would leave a flat line of them.
    private const double MostBand = 0.5;

    /// <summary>The chart, line by line; nothing when no value is finite.</summary>
    /// <param name="data">What to show.</param>
    /// <param name="width">Columns of the terminal.</param>
    /// <param name="height">Rows of the picture, at least 6, without axis and legend.</param>
    /// <param name="labelWidth">The least columns for the labels of the axis, so that charts below one another are aligned.</param>
    /// <param name="ansi">The colours.</param>
    public static IEnumerable<string> Render(LineChartData data, int width, int height, int labelWidth, Ansi ansi)
    {
        if (ScaleOf(data, height) is not { } scale)
        {
            yield break;
        }

        int labels = Math.Max(labelWidth, LabelWidth(scale));
        int columns = Math.Max(MinPlotWidth, width - labels - 4);
        LinePlot plot = new(data, scale, columns, height);
        Dictionary<int, string> ticks = [];
        foreach (double tick in scale.Ticks)
        {
            ticks.TryAdd(plot.Row(tick), scale.Label(tick));
        }

        for (int row = 0; row < height; row++)
        {
            string axis = ticks.TryGetValue(row, out string? label) ? label.PadLeft(labels) + " ┤" : new string(' ', labels) + " │";
            yield return ("  " + ansi.Dim(axis) + ChartRow.Paint(columns, column => plot.Cell(column, row), ansi)).TrimEnd();
        }

        yield return "  " + ansi.Dim(new string(' ', labels) + " └" + new string('─', columns));
        if (data.FirstLabel.Length > 0)
        {
            int room = columns - data.LastLabel.Length;
            string dates = room > data.FirstLabel.Length ? data.FirstLabel.PadRight(room) + data.LastLabel : data.FirstLabel;
            yield return new string(' ', labels + 4) + ansi.Dim(dates);
        }

        if (data.Legend.Length > 0)
        {
            yield return new string(' ', Math.Max(0, Math.Min(labels + 4, width - data.Legend.Length))) + data.Legend;
        }
    }

    /// <summary>How many columns the labels of a chart take.</summary>
    public static int LabelWidth(LineChartData data, int height) => ScaleOf(data, height) is { } scale ? LabelWidth(scale) : 0;

    private static int LabelWidth(AxisScale scale) => scale.Ticks.Max(tick => scale.Label(tick).Length);

    private static AxisScale? ScaleOf(LineChartData data, int height)
    {
        double[] values = [.. data.Values.Where(double.IsFinite)];
        if (values.Length == 0)
        {
            return null;
        }

        (double lowest, double highest) = (values.Min(), values.Max());
        double room = MostBand * (highest - lowest);
        double low = data.Low.Where(double.IsFinite).DefaultIfEmpty(lowest).Min();
        double high = data.High.Where(double.IsFinite).DefaultIfEmpty(highest).Max();
        return new AxisScale(Math.Min(lowest, Math.Max(low, lowest - room)), Math.Max(highest, Math.Min(high, highest + room)), Math.Max(2, height / RowsPerTick));
    }
}
