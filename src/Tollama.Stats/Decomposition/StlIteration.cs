using Tollama.Numerics.Smoothing;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>The loops of <see cref="Stl"/>, in the terms of section 2 of the paper.</summary>
internal readonly ref struct StlIteration
{
    private const int RobustRounds = 15;

    private readonly ReadOnlySpan<double> _values;
    private readonly int _season;
    private readonly StlSettings _settings;
    private readonly WorkMeter _meter;
    private readonly LoessSmoother _cycle;
    private readonly LoessSmoother _lowPass;
    private readonly LoessSmoother _slow;
    private readonly double[] _seasonal;
    private readonly double[] _trend;
    private readonly double[] _weights;
    private readonly double[] _cycles;
    private readonly double[] _work;
    private readonly double[] _subseries;

    public StlIteration(ReadOnlySpan<double> values, int season, StlSettings settings, WorkMeter meter)
    {
        _meter = meter;
        int length = values.Length;
        _values = values;
        _season = season;
        _settings = settings;
        int seasonalWindow = settings.SeasonalWindow ?? PeriodicWindow(length);
        int trendWindow = settings.TrendWindow ?? (int)Math.Ceiling(1.5 * season / (1 - (1.5 / Math.Max(2, seasonalWindow)))) | 1;
        int lowPassWindow = season | 1;
        _cycle = new LoessSmoother(seasonalWindow, settings.SeasonalDegree);
        _slow = new LoessSmoother(trendWindow, settings.TrendDegree);
        _lowPass = new LoessSmoother(lowPassWindow, settings.TrendDegree);
        _seasonal = new double[length];
        _trend = new double[length];
        _weights = new double[length];
        _cycles = new double[length + (2 * season)];
        _work = new double[length + (2 * season)];
        _subseries = new double[3 * ((length / season) + 3)];
        Array.Fill(_weights, 1);
    }

    public Stl Run()
    {
        double[] remainder = new double[_values.Length];
        int innerRounds = _settings.Robust ? 1 : 2;
        for (int round = 0; round <= (_settings.Robust ? RobustRounds : 0); round++)
        {
            if (round > 0)
            {
                Remainder(remainder);
                RobustnessWeights.Set(_weights, remainder, _meter);
            }

            ReadOnlySpan<double> importance = round > 0 ? _weights : [];
            for (int inner = 0; inner < innerRounds; inner++)
            {
                UpdateSeason(importance);
                UpdateTrend(importance);
            }
        }

        if (_settings.SeasonalWindow is null)
        {
            AverageCycles();
        }

        Remainder(remainder);
        return new Stl(_seasonal, _trend, remainder, _weights);
    }

    // So wide that every season counts alike.
    private static int PeriodicWindow(int length) => (10 * length) + 1;

    private void Remainder(double[] remainder)
    {
        _meter.Spend(2L * remainder.Length);
        for (int index = 0; index < remainder.Length; index++)
        {
            remainder[index] = _values[index] - _trend[index] - _seasonal[index];
        }
    }

    // Steps 1 to 4: smooth each position of the season through the years, and take off what of that is slow.
    private void UpdateSeason(ReadOnlySpan<double> importance)
    {
        int length = _values.Length;
        _meter.Spend(2L * length);
        for (int index = 0; index < length; index++)
        {
            _seasonal[index] = _values[index] - _trend[index];
        }

        SmoothCycles(importance);
        _meter.Spend(3L * _cycles.Length);
        MovingAverage.Over(_cycles, _season, _work);
        Span<double> twice = _work.AsSpan(0, length + _season + 1);
        MovingAverage.Over(twice, _season, twice);
        MovingAverage.Over(twice[..(length + 2)], 3, twice);
        _lowPass.Smooth(_work.AsSpan(0, length), [], _seasonal, _meter);
        _meter.Spend(2L * length);
        for (int index = 0; index < length; index++)
        {
            _seasonal[index] = _cycles[index + _season] - _seasonal[index];
        }
    }

    // Steps 5 and 6.
    private void UpdateTrend(ReadOnlySpan<double> importance)
    {
        _meter.Spend(2L * _values.Length);
        Span<double> adjusted = _work.AsSpan(0, _values.Length);
        for (int index = 0; index < adjusted.Length; index++)
        {
            adjusted[index] = _values[index] - _seasonal[index];
        }

        _slow.Smooth(adjusted, importance, _trend, _meter);
    }

    // Each smoothed cycle is one season longer at either end.
    private void SmoothCycles(ReadOnlySpan<double> importance)
    {
        int room = _subseries.Length / 3;
        for (int position = 0; position < _season; position++)
        {
            int count = ((_values.Length - position - 1) / _season) + 1;
            _meter.Spend(4L * count);
            Span<double> subseries = _subseries.AsSpan(0, count);
            Span<double> factors = importance.IsEmpty ? [] : _subseries.AsSpan(room, count);
            Span<double> smooth = _subseries.AsSpan(2 * room, count + 2);
            for (int index = 0; index < count; index++)
            {
                subseries[index] = _seasonal[position + (index * _season)];
            }

            for (int index = 0; index < factors.Length; index++)
            {
                factors[index] = importance[position + (index * _season)];
            }

            _cycle.Smooth(subseries, factors, smooth[1..^1], _meter);
            smooth[0] = _cycle.Before(subseries, factors, smooth[1], _meter);
            smooth[^1] = _cycle.After(subseries, factors, smooth[^2], _meter);
            for (int index = 0; index < smooth.Length; index++)
            {
                _cycles[position + (index * _season)] = smooth[index];
            }
        }
    }

    private void AverageCycles()
    {
        for (int position = 0; position < _season; position++)
        {
            double sum = 0;
            int count = 0;
            _meter.Spend(2L * _seasonal.Length / _season);
            for (int index = position; index < _seasonal.Length; index += _season)
            {
                sum += _seasonal[index];
                count++;
            }

            for (int index = position; index < _seasonal.Length; index += _season)
            {
                _seasonal[index] = sum / count;
            }
        }
    }
}
