using Tollama.Core.Errors;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>A series made ready for fitting: complete, usable seasons, scaled by a power of two to magnitude 1.</summary>
/// <remarks>
/// A power of two changes no digit, so scaling costs no accuracy, and squares of 1e300 or 1e-300 neither overflow nor vanish.
/// </remarks>
public sealed class History
{
    // From so many times the range of a series on, its level is far away: relative errors are as good as absolute ones.
    private const double FarLevel = 1e4;

    private History(double[] values, bool[] observed, int[] seasonLengths, IReadOnlyList<double[]> regressors)
    {
        Values = values;
        Observed = observed;
        SeasonLengths = seasonLengths;
        Regressors = regressors;
        ObservedCount = observed.AsSpan().Count(true);
    }

    /// <summary>The values from the first observed one to the last, filled and scaled.</summary>
    public double[] Values { get; }

    /// <summary>For each of <see cref="Values"/>, whether it was observed or filled in.</summary>
    public bool[] Observed { get; }

    /// <summary>How many of <see cref="Values"/> were observed; at least 1.</summary>
    public int ObservedCount { get; }

    /// <summary>How many missing values stood before the first observed one.</summary>
    internal int Start { get; private init; }

    /// <summary>How many missing values stood after the last observed one: steps that are forecast before those that are asked for.</summary>
    internal int Gap { get; private init; }

    /// <summary>The regressors of the <see cref="Gap"/>, as many values each.</summary>
    internal IReadOnlyList<double[]> GapRegressors { get; private init; } = [];

    /// <summary>The length of the series as it was given.</summary>
    internal int Length { get; private init; }

    /// <summary>The power of two that scales <see cref="Values"/> back.</summary>
    internal int Exponent { get; private init; }

    /// <summary>What was taken off the series before it was scaled; an observed value of the series, or 0.</summary>
    internal double Level { get; private init; }

    /// <summary>Whether all values are above 0 or all below, the level included.</summary>
    internal bool KeepsSign => Array.TrueForAll(Values, value => Unscale(value) > 0) || Array.TrueForAll(Values, value => Unscale(value) < 0);

    /// <summary>Whether a value that was observed is below 0.</summary>
    internal bool HasNegative => Array.Exists(Values, value => Unscale(value) < 0);

    /// <summary>The season, with enough repetitions in the history; else 1.</summary>
    public int SeasonLength => SeasonLengths is [int first, ..] ? first : 1;

    /// <summary>The usable seasons, each above 1, ascending; at most one for a method that uses one.</summary>
    public int[] SeasonLengths { get; }

    /// <summary>One column a regressor, each as long as <see cref="Values"/>; not scaled.</summary>
    public IReadOnlyList<double[]> Regressors { get; }

    /// <summary>What was repaired or ignored, a sentence each.</summary>
    internal List<string> Warnings { get; private init; } = [];

    /// <summary>The observed values alone, in their order.</summary>
    public double[] ObservedValues => ObservedCount == Values.Length ? Values : WithoutFilled();

    /// <summary>Makes a series ready for a method.</summary>
    internal static History From(
        ReadOnlySpan<double> y,
        ReadOnlySpan<int> seasonLengths,
        UnivariateModel model,
        WorkMeter meter,
        IReadOnlyList<double[]>? regressors = null) =>
        From(y, seasonLengths, model.SeasonsNeeded, model.UsesManySeasons, model.Missing, meter, regressors, model.UseOfLevel);

    /// <summary>Checks, trims, fills and scales a series; takes its level off where that is asked for.</summary>
    internal static History From(
        ReadOnlySpan<double> y,
        ReadOnlySpan<int> seasonLengths,
        int seasonsNeeded,
        bool manySeasons,
        MissingValues missing,
        WorkMeter meter,
        IReadOnlyList<double[]>? regressors = null,
        Func<bool, bool, LevelUse>? useOfLevel = null)
    {
        meter.Spend(3L * y.Length);
        int start = FirstObserved(y), end = start + LengthBetweenEnds(y);
        double[] values = y[start..end].ToArray();
        bool[] observed = Array.ConvertAll(values, value => !double.IsNaN(value));
        int exponent = Scale(values, meter);
        List<string> warnings = [];
        int[] seasons = UsableSeasons.Among(seasonLengths, seasonsNeeded, manySeasons, values.Length, warnings, meter);
        double level = LevelToTakeOff(values, seasons, useOfLevel, meter);
        if (level != 0)
        {
            level = Math.ScaleB(level, exponent);
            exponent += TakeOff(values, values[0], meter);
        }

        History history = new(values, observed, seasons, [.. (regressors ?? []).Select(column => Part(column, start, end, meter))])
        {
            Start = start,
            Gap = y.Length - end,
            GapRegressors = [.. (regressors ?? []).Select(column => Part(column, end, column.Length, meter))],
            Length = y.Length,
            Exponent = exponent,
            Level = level,
            Warnings = warnings,
        };
        history.Fill(missing, meter);
        return history;
    }

    /// <summary>The history as it was when it had so many values; in the same scaled units, filled as it is now.</summary>
    internal History Prefix(int length)
    {
        return new History(Values[..length], Observed[..length], SeasonLengths, [.. Regressors.Select(column => column[..length])])
        {
            Length = length,
            Exponent = Exponent,
            Level = Level,
        };
    }

    /// <summary>The history from a position on, with the seasons that still fit twice.</summary>
    internal History Tail(int start) => new(
        Values[start..],
        Observed[start..],
        Array.FindAll(SeasonLengths, season => 2L * season <= Values.Length - start),
        [.. Regressors.Select(column => column[start..])])
    {
        Start = Start + start,
        Length = Length,
        Exponent = Exponent,
        Level = Level,
    };

    /// <summary>The same history with the seasons that a method can use.</summary>
    internal History For(UnivariateModel model)
    {
        int[] usable = Array.FindAll(SeasonLengths, season => (long)season * model.SeasonsNeeded <= Values.Length);
        return With(Values, model.UsesManySeasons ? usable : usable[..Math.Min(1, usable.Length)]);
    }

    /// <summary>The same history with other values: transformed, seasonally adjusted.</summary>
    internal History With(double[] values, int[] seasonLengths) => new(values, Observed, seasonLengths, Regressors)
    {
        Start = Start,
        Length = Length,
        Exponent = Exponent,
        Level = Level,
    };

    /// <summary>The values with those that are missing filled in, also for a method that leaves them out.</summary>
    internal double[] Filled(WorkMeter meter)
    {
        double[] values = [.. Values];
        if (ObservedCount < values.Length)
        {
            Interpolation.Fill(values, Observed, SeasonLength, MissingValues.Interpolate, meter);
        }

        return values;
    }

    /// <summary>A value of the scaled world in the units of the series.</summary>
    internal double Unscale(double value) => Math.ScaleB(value, Exponent) + Level;

    /// <summary>A difference of two values of the scaled world in the units of the series.</summary>
    internal double UnscaleDifference(double value) => Math.ScaleB(value, Exponent);

    /// <summary>How many values a series has from the first observed one to the last; 0 when none is.</summary>
    internal static int LengthBetweenEnds(ReadOnlySpan<double> y)
    {
        int first = 0, end = y.Length;
        while (end > 0 && double.IsNaN(y[end - 1]))
        {
            end--;
        }

        while (first < end && double.IsNaN(y[first]))
        {
            first++;
        }

        return end - first;
    }

    private static double[] Part(double[] column, int start, int end, WorkMeter meter)
    {
        meter.Spend(end - start);
        return column[start..end];
    }

    private double[] WithoutFilled()
    {
        double[] values = new double[ObservedCount];
        int count = 0;
        for (int index = 0; index < Values.Length; index++)
        {
            if (Observed[index])
            {
                values[count++] = Values[index];
            }
        }

        return values;
    }

    private static int FirstObserved(ReadOnlySpan<double> y)
    {
        int first = -1;
        for (int index = 0; index < y.Length; index++)
        {
            if (double.IsInfinity(y[index]))
            {
                throw new TollamaException(
                    ErrorCode.SeriesNotForecastable,
                    $"Value {index} of the series is infinite.",
                    "Send null (NaN) for a value that is missing.");
            }

            if (first < 0 && !double.IsNaN(y[index]))
            {
                first = index;
            }
        }

        return first >= 0 ? first : throw new TollamaException(
            ErrorCode.SeriesNotForecastable,
            y.Length == 0 ? "The series is empty." : y.Length == 1 ? "The only value of the series is missing." : $"None of the {y.Length} values of the series is observed.",
            "Send at least one observed value, or leave the series out.");
    }

    // The level is an observed value, so that it is taken off without rounding: a series that is higher gives the same bits.
    private static double LevelToTakeOff(double[] values, int[] seasons, Func<bool, bool, LevelUse>? useOfLevel, WorkMeter meter)
    {
        meter.Spend(4L * values.Length);
        double least = double.PositiveInfinity, largest = double.NegativeInfinity;
        foreach (double value in values)
        {
            least = value < least ? value : least;
            largest = value > largest ? value : largest;
        }

        LevelUse use = useOfLevel?.Invoke(seasons.Length > 0, least > 0 || largest < 0) ?? LevelUse.Kept;
        bool isFar = largest > least && Math.Abs(values[0]) > FarLevel * (largest - least);
        return use == LevelUse.TakenOff || (use == LevelUse.TakenOffWhenFar && isFar) ? values[0] : 0;
    }

    private static int TakeOff(double[] values, double level, WorkMeter meter)
    {
        meter.Spend(values.Length);
        for (int index = 0; index < values.Length; index++)
        {
            values[index] -= level;
        }

        return Scale(values, meter);
    }

    private static int Scale(double[] values, WorkMeter meter)
    {
        meter.Spend(2L * values.Length);
        double largest = 0;
        foreach (double value in values)
        {
            largest = Math.Max(largest, double.IsNaN(value) ? 0 : Math.Abs(value));
        }

        int exponent = largest > 0 ? Math.ILogB(largest) : 0;
        for (int index = 0; index < values.Length; index++)
        {
            meter.Spend(4);
            values[index] = Math.ScaleB(values[index], -exponent);
        }

        return exponent;
    }

    private void Fill(MissingValues missing, WorkMeter meter)
    {
        int count = Values.Length - ObservedCount;
        string treatment = missing switch
        {
            MissingValues.Drop => "left out",
            MissingValues.CarryForward => "replaced by the last observed value",
            _ when SeasonLength > 1 => "interpolated between the seasonally adjusted neighbours",
            _ => "interpolated linearly",
        };
        if (count > 0)
        {
            Interpolation.Fill(Values, Observed, SeasonLength, missing, meter);
            Warnings.Add($"{count} of {Length} values are missing: {treatment}");
        }

        if (Start > 0)
        {
            Warnings.Add($"the first {Start} of {Length} values are missing: left out");
        }

        if (Gap > 0)
        {
            Warnings.Add($"the last {Gap} of {Length} values are missing: forecast from the last observed value on");
        }
    }
}
