namespace Tollama.Cli.Terminal.Charts;

/// <summary>The picture inside the axes: history, mean, band and the line between past and future, cell by cell.</summary>
internal sealed class PlotArea
{
    private const double MinCoverage = 0.25;

    private readonly ChartData _data;
    private readonly AxisScale _scale;
    private readonly int _columns;
    private readonly int _rows;
    private readonly BrailleLayer _history;
    private readonly BrailleLayer _mean;

    public PlotArea(ChartData data, AxisScale scale, int columns, int rows)
    {
        (_data, _scale, _columns, _rows) = (data, scale, columns, rows);
        _history = new BrailleLayer(columns, rows);
        _mean = new BrailleLayer(columns, rows);
        Draw(_history, data.History, firstIndex: 0);
        Draw(_mean, WithLastObserved(out int start), start);
        DividerColumn = data.History.Count == 0 ? 0 : Math.Clamp(DotX(data.History.Count - 0.5) / BrailleLayer.DotsAcross, 0, columns - 1);
    }

    /// <summary>The column between the last observed value and the first future step.</summary>
    public int DividerColumn { get; }

    /// <summary>The row of a value.</summary>
    public int Row(double value) => Math.Clamp(DotY(value) / BrailleLayer.DotsDown, 0, _rows - 1);

    /// <summary>One line of the picture, top line first.</summary>
    public string Render(int row, Ansi ansi) => ChartRow.Paint(_columns, column => Cell(column, row), ansi);

    private (char Character, ChartInk Ink) Cell(int column, int row)
    {
        if (!_mean.IsEmpty(column, row))
        {
            return (_mean.Character(column, row), ChartInk.Mean);
        }

        if (!_history.IsEmpty(column, row))
        {
            return (_history.Character(column, row), ChartInk.History);
        }

        return IsInBand(column, row) ? ('░', ChartInk.Frame)
            : column == DividerColumn && _data.History.Count > 0 ? ('┊', ChartInk.Frame)
            : (' ', ChartInk.None);
    }

    /// <summary>True when the band covers a fair part of the cell.</summary>
    private bool IsInBand(int column, int row)
    {
        double index = IndexAt(column) - _data.History.Count;
        if (_data.Low.Count == 0 || index < -0.5 || column <= DividerColumn - (_data.History.Count == 0 ? 1 : 0))
        {
            return false;
        }

        double top = 1 - ((double)row / _rows);
        double bottom = 1 - ((row + 1.0) / _rows);
        double low = _scale.Position(Interpolated(_data.Low, index));
        double high = _scale.Position(Interpolated(_data.High, index));
        return Math.Min(top, high) - Math.Max(bottom, low) >= MinCoverage * (top - bottom);
    }

    private static double Interpolated(IReadOnlyList<double> values, double index)
    {
        int before = Math.Clamp((int)Math.Floor(index), 0, values.Count - 1);
        int after = Math.Min(before + 1, values.Count - 1);
        double part = Math.Clamp(index - before, 0, 1);
        return values[before] + (part * (values[after] - values[before]));
    }

    /// <summary>The mean, led by the last observed value so that the line does not start in the air.</summary>
    private IReadOnlyList<double> WithLastObserved(out int start)
    {
        bool hasLast = _data.History.Count > 0 && double.IsFinite(_data.History[^1]);
        start = hasLast ? _data.History.Count - 1 : _data.History.Count;
        return hasLast ? [_data.History[^1], .. _data.Mean] : _data.Mean;
    }

    private void Draw(BrailleLayer layer, IReadOnlyList<double> values, int firstIndex)
    {
        for (int index = 0; index < values.Count; index++)
        {
            if (double.IsFinite(values[index]))
            {
                int from = index > 0 && double.IsFinite(values[index - 1]) ? index - 1 : index;
                layer.Line(DotX(firstIndex + from), DotY(values[from]), DotX(firstIndex + index), DotY(values[index]));
            }
        }
    }

    private int DotX(double index) =>
        _data.Count == 1 ? 0 : (int)Math.Round(index * ((_columns * BrailleLayer.DotsAcross) - 1) / (_data.Count - 1));

    private int DotY(double value) => (int)Math.Round((1 - _scale.Position(value)) * ((_rows * BrailleLayer.DotsDown) - 1));

    private double IndexAt(int column) =>
        ((column * BrailleLayer.DotsAcross) + 0.5) * (_data.Count - 1) / ((_columns * BrailleLayer.DotsAcross) - 1.0);
}
