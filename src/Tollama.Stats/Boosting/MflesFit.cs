using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>A series, or its logarithms, taken apart round by round into median, seasons, line and level.</summary>
/// <remarks>
/// Each round fits the next season to what is left, then a line (odd rounds) or a level (even rounds, from the sixth on), and keeps a part
/// only if it lowers the errors. Level forecasts are those from the values before, so that errors are not too small for what is left to follow.
/// </remarks>
internal sealed class MflesFit
{
    private const double SeasonRate = 0.9;
    private const double LineRate = 0.9;
    private const int FirstLevelRound = 6;
    private const int IdleRounds = 6;
    private const double LeastGain = 1e-4;

    private readonly double[] _residuals;
    private readonly bool _isRobust;
    private readonly WorkMeter _meter;
    private double _cost;
    private double _end;
    private double _slope;
    private double? _trendShare;

    private MflesFit(double[] values, MflesSeason[] seasons, bool isRobust, WorkMeter meter)
    {
        (Seasons, _isRobust, _meter) = (seasons, isRobust, meter);
        Fitted = new double[values.Length];
        LevelForecasts = new double[values.Length];
        _residuals = values;
    }

    /// <summary>The fitted values: seasons and line of the whole series, the level from the values before.</summary>
    public double[] Fitted { get; }

    /// <summary>What is left.</summary>
    public double[] Residuals => _residuals;

    /// <summary>The level as it was forecast before each value.</summary>
    public double[] LevelForecasts { get; }

    /// <summary>The seasons with their patterns.</summary>
    public MflesSeason[] Seasons { get; }

    /// <summary>The smoothings, each of what those before it left, at the end of the series.</summary>
    public List<MflesLevel> Levels { get; } = [];

    /// <summary>Median and line at the last value.</summary>
    public double End => _end;

    /// <summary>The slope of the line in the history.</summary>
    public double Slope => _slope;

    /// <summary>How much of the variance that the first season left is explained by the first line: from 0 to 1.</summary>
    public double TrendShare => Math.Max(0, _trendShare ?? 0);

    /// <summary>The slope in the future: the square of the share of the line, so that a line that explains little ends with the history.</summary>
    public double FutureSlope => _slope * TrendShare * TrendShare;

    /// <summary>How many rounds were done.</summary>
    public int Rounds { get; private set; }

    /// <summary>Takes a series apart.</summary>
    /// <param name="values">The series; receives what is left.</param>
    /// <param name="seasons">Its seasons, their patterns still 0.</param>
    /// <param name="maxRounds">The most rounds.</param>
    /// <param name="isRobust">Whether lines are repeated medians and errors count by their size, not its square.</param>
    /// <param name="meter">Counts the work.</param>
    public static MflesFit Of(double[] values, MflesSeason[] seasons, int maxRounds, bool isRobust, WorkMeter meter)
    {
        MflesFit fit = new(values, seasons, isRobust, meter);
        fit.TakeOffMedian();
        int idle = 0, most = Math.Max(IdleRounds, 2 * seasons.Length);
        for (; fit.Rounds < maxRounds && idle < most; fit.Rounds++)
        {
            bool better = seasons.Length > 0 && fit.TrySeason(seasons[fit.Rounds % seasons.Length]);
            if (fit.Rounds % 2 == 1)
            {
                better |= fit.TryLine();
            }
            else if (fit.Rounds >= FirstLevelRound)
            {
                better |= fit.TryLevel();
            }

            idle = better ? 0 : idle + 1;
        }

        return fit;
    }

    private void TakeOffMedian()
    {
        _end = MflesLine.Median([.. _residuals], _meter);
        Array.Fill(Fitted, _end);
        for (int index = 0; index < _residuals.Length; index++)
        {
            _residuals[index] -= _end;
            _cost += Cost(_residuals[index]);
        }
    }

    private bool TrySeason(MflesSeason season)
    {
        double[] waves = season.Fit(_residuals, _meter);
        for (int position = 0; position < waves.Length; position++)
        {
            waves[position] *= SeasonRate;
        }

        double[] part = new double[_residuals.Length];
        for (int start = 0; start < part.Length; start += waves.Length)
        {
            _meter.Spend(waves.Length);
            waves.AsSpan(0, Math.Min(waves.Length, part.Length - start)).CopyTo(part.AsSpan(start));
        }

        if (!Try(part))
        {
            return false;
        }

        for (int position = 0; position < waves.Length; position++)
        {
            season.Pattern[position] += waves[position];
        }

        return true;
    }

    private bool TryLine()
    {
        bool isFirst = _trendShare is null;
        double before = isFirst ? CostAroundMean() : 0;
        MflesLine line = _isRobust ? MflesLine.RepeatedMedians(_residuals, _meter) : MflesLine.LeastSquares(_residuals, _meter);
        double rate = isFirst ? 1 : LineRate;
        double[] part = new double[_residuals.Length];
        for (int index = 0; index < part.Length; index++)
        {
            _meter.Spend(2);
            part[index] = rate * line.At(index);
        }

        _trendShare ??= 0;
        if (!Try(part))
        {
            return false;
        }

        if (isFirst)
        {
            double left = before > 0 ? _cost / before : 1;
            _trendShare = 1 - (_isRobust ? left * left : left);
        }

        _slope += rate * line.Slope;
        _end += part[^1];
        return true;
    }

    private bool TryLevel()
    {
        MflesLevel level = new();
        double[] forecasts = level.Run(_residuals, _meter);
        if (!Try(forecasts))
        {
            return false;
        }

        Levels.Add(level);
        for (int index = 0; index < forecasts.Length; index++)
        {
            LevelForecasts[index] += forecasts[index];
        }

        return true;
    }

    private bool Try(double[] part)
    {
        double cost = 0;
        for (int index = 0; index < part.Length; index++)
        {
            _meter.Spend(4);
            cost += Cost(_residuals[index] - part[index]);
        }

        if (!(cost < _cost * (1 - LeastGain)))
        {
            return false;
        }

        _cost = cost;
        for (int index = 0; index < part.Length; index++)
        {
            _meter.Spend(4);
            Fitted[index] += part[index];
            _residuals[index] -= part[index];
        }

        return true;
    }

    private double CostAroundMean()
    {
        double mean = Average.Of(_residuals), cost = 0;
        foreach (double residual in _residuals)
        {
            _meter.Spend(4);
            cost += Cost(residual - mean);
        }

        return cost;
    }

    private double Cost(double error) => _isRobust ? Math.Abs(error) : error * error;
}
