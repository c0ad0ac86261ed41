namespace Tollama.Stats;

/// <summary>First guesses of the states before the first value.</summary>
/// <remarks>
/// Hyndman, Koehler, Ord and Snyder (2008), section 2.6.1: the season is the figure of a classical decomposition of the first seasons,
/// level and slope are those of the straight line through the first seasonally adjusted values.
/// </remarks>
internal sealed class EtsInitialStates
{
    private const int ValuesOfLine = 10;
    private const int SeasonsOfFigure = 4;
    private const double LeastShare = 0.02;

    private readonly double[] _values;
    private readonly int _seasonLength;
    private readonly double[]?[] _figures = new double[]?[3];

    /// <summary>Prepares guesses for one series.</summary>
    public EtsInitialStates(double[] values, int seasonLength)
    {
        _values = values;
        _seasonLength = seasonLength;
    }

    /// <summary>Writes the guess for a form into the places of the states.</summary>
    public void Write(EtsForm form, Span<double> point)
    {
        ReadOnlySpan<double> figure = form.HasSeason ? _figures[(int)form.Season] ??= Figure(form.Season) : [];
        int count = Math.Min(_values.Length, Math.Max(ValuesOfLine, form.HasSeason ? 2 * _seasonLength : 0));
        (double level, double slope, double mean) = Line(count, figure, form.Season);
        if (form.HasSeason)
        {
            figure[..^1].CopyTo(point[EtsParameters.Season..]);
        }

        bool positive = form.NeedsPositive;
        if (!form.HasTrend || (positive && !(level > LeastShare * mean)) || (positive && !(level + (slope * count) > LeastShare * mean)))
        {
            (level, slope) = (mean, 0);
        }

        point[EtsParameters.Level] = level;
        point[EtsParameters.Slope] = form.Trend == EtsComponent.Multiplicative ? 1 + (slope / level) : form.HasTrend ? slope : 0;
    }

    private (double Level, double Slope, double Mean) Line(int count, ReadOnlySpan<double> figure, EtsComponent season)
    {
        double centre = (count + 1) / 2.0, origin = _values[0];
        double sum = 0, products = 0, squares = 0;
        for (int index = 0; index < count; index++)
        {
            double value = season switch
            {
                EtsComponent.None => _values[index],
                EtsComponent.Additive => _values[index] - figure[index % figure.Length],
                _ => _values[index] / figure[index % figure.Length],
            };
            double time = index + 1 - centre;
            sum += value - origin;
            products += time * (value - origin);
            squares += time * time;
        }

        double mean = origin + (sum / count);
        double slope = squares > 0 ? products / squares : 0;
        return (mean - (slope * centre), slope, mean);
    }

    private double[] Figure(EtsComponent season)
    {
        ReadOnlySpan<double> head = _values.AsSpan(0, Math.Min(_values.Length, SeasonsOfFigure * _seasonLength));
        double[] figure = season == EtsComponent.Additive
            ? ClassicalDecomposition.Decompose(head, _seasonLength, DecompositionKind.Additive).Figure
            : ClassicalDecomposition.Decompose(head, _seasonLength, DecompositionKind.Multiplicative).Figure;
        if (season == EtsComponent.Multiplicative)
        {
            double sum = 0;
            for (int index = 0; index < figure.Length; index++)
            {
                figure[index] = double.IsFinite(figure[index]) ? Math.Max(figure[index], LeastShare) : 1;
                sum += figure[index];
            }

            for (int index = 0; index < figure.Length; index++)
            {
                figure[index] *= figure.Length / sum;
            }
        }

        return figure;
    }
}
