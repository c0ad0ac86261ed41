namespace Tollama.Cli.Terminal.Charts;

/// <summary>The picture inside the axes of a <see cref="LineChart"/>, cell by cell.</summary>
internal sealed class LinePlot
{
    private const char Marked = '●';
    private const char Shade = '░';
    private const double MinCoverage = 0.25;

    private readonly LineChartData _data;
    private readonly AxisScale _scale;
    private readonly int _columns;
    private readonly int _rows;
    private readonly BrailleLayer _line;
    private readonly HashSet<(int Column, int Row)> _marks;

    public LinePlot(LineChartData data, AxisScale scale, int columns, int rows)
    {
        (_data, _scale, _columns, _rows) = (data, scale, columns, rows);
        _line = new BrailleLayer(columns, rows);
        for (int index = 0; index < data.Values.Count; index++)
        {
            if (double.IsFinite(data.Values[index]))
            {
                int from = index > 0 && double.IsFinite(data.Values[index - 1]) ? index - 1 : index;
                _line.Line(DotX(from), DotY(data.Values[from]), DotX(index), DotY(data.Values[index]));
            }
        }

        _marks = [.. data.Marks.Where(index => index >= 0 && index < data.Values.Count && double.IsFinite(data.Values[index]))
            .Select(index => (DotX(index) / BrailleLayer.DotsAcross, Row(data.Values[index])))];
    }

    /// <summary>The row of a value.</summary>
    public int Row(double value) => Math.Clamp(DotY(value) / BrailleLayer.DotsDown, 0, _rows - 1);

    /// <summary>What a cell shows.</summary>
    public (char Character, ChartInk Ink) Cell(int column, int row) =>
        _marks.Contains((column, row)) ? (Marked, ChartInk.Mark)
        : !_line.IsEmpty(column, row) ? (_line.Character(column, row), ChartInk.History)
        : IsInBand(column, row) ? (Shade, ChartInk.Frame)
        : (' ', ChartInk.None);

    /// <summary>True when the band covers a fair part of the cell.</summary>
    private bool IsInBand(int column, int row)
    {
        if (_data.Low.Count == 0)
        {
            return false;
        }

        int index = (int)Math.Round(((column * BrailleLayer.DotsAcross) + 0.5) * (_data.Values.Count - 1) / ((_columns * BrailleLayer.DotsAcross) - 1.0));
        (double low, double high) = (_data.Low[index], _data.High[index]);
        if (!double.IsFinite(low) || !double.IsFinite(high))
        {
            return false;
        }

        double top = 1 - ((double)row / _rows);
        double bottom = 1 - ((row + 1.0) / _rows);
        return Math.Min(top, _scale.Position(high)) - Math.Max(bottom, _scale.Position(low)) >= MinCoverage * (top - bottom);
    }

    private int DotX(int index) =>
        _data.Values.Count == 1 ? 0 : (int)Math.Round(index * ((_columns * BrailleLayer.DotsAcross) - 1.0) / (_data.Values.Count - 1));

    private int DotY(double value) => (int)Math.Round((1 - _scale.Position(value)) * ((_rows * BrailleLayer.DotsDown) - 1));
}
