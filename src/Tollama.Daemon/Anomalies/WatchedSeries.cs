using Tollama.Core.Series;

namespace Tollama.Daemon.Anomalies;

/// <summary>A series on the way to its anomalies: which of its values have no say in what is expected, and what is expected.</summary>
internal sealed class WatchedSeries
{
    private const double SparseShare = 0.3;

    private readonly List<Shift> _shifts = [];

    internal WatchedSeries(TimeSeries series, int season)
    {
        Series = series;
        Season = season;
        Values = series.Target.Values;
        Length = 1 + Array.FindLastIndex(Values, value => !double.IsNaN(value));
        Masked = new bool[Values.Length];
        Expected = Filled(Values.Length);
        Unit = Filled(Values.Length);
        Half = Filled(Values.Length);
    }

    /// <summary>The series.</summary>
    internal TimeSeries Series { get; }

    /// <summary>How many values a season has; 1 for none.</summary>
    internal int Season { get; }

    /// <summary>Its values, NaN where one is missing.</summary>
    internal double[] Values { get; }

    /// <summary>How many values there are up to the last that is observed.</summary>
    internal int Length { get; }

    /// <summary>Which values have no say.</summary>
    internal bool[] Masked { get; }

    /// <summary>What was expected of each value; NaN where nothing was.</summary>
    internal double[] Expected { get; }

    /// <summary>What the spread of the errors is to be multiplied by at each value.</summary>
    internal double[] Unit { get; }

    /// <summary>Half the width of the interval at each value; NaN where there is none.</summary>
    internal double[] Half { get; }

    /// <summary>The changes of level that were found, in no order.</summary>
    internal IReadOnlyList<Shift> Shifts => _shifts;

    /// <summary>How the model came to what it expected.</summary>
    internal string? Method { get; set; }

    /// <summary>True if the model was fitted to the values themselves, false if it forecast them from earlier origins.</summary>
    internal bool IsFitted { get; set; }

    /// <summary>The first value that is asked about.</summary>
    internal int From { get; set; }

    /// <summary>True if a value was compared with an interval.</summary>
    internal bool IsJudged => Array.Exists(Half, half => !double.IsNaN(half));

    /// <summary>What the user should know.</summary>
    internal List<string> Warnings { get; } = [];

    /// <summary>The smallest deviation of the errors that counts.</summary>
    internal double Floor { get; private set; }

    /// <summary>True if no value that has a say is negative.</summary>
    internal bool IsNonNegative { get; private set; }

    /// <summary>True if many of the values that have a say are 0.</summary>
    internal bool IsSparse { get; private set; }

    /// <summary>Whether a value is there and has a say.</summary>
    internal bool Counts(int place) => !Masked[place] && !double.IsNaN(Values[place]);

    /// <summary>Whether a value that was asked about lies outside its interval.</summary>
    internal bool IsOutside(int place) => place >= From && Math.Abs(Values[place] - Expected[place]) > Half[place];

    /// <summary>Whether a value is one of the first on a new level, which are compared with the old one.</summary>
    internal Shift? HeadAt(int place)
    {
        foreach (Shift shift in _shifts)
        {
            if (place >= shift.At && place < shift.At + LevelShifts.Head)
            {
                return shift;
            }
        }

        return null;
    }

    internal void Add(Shift shift) => _shifts.Add(shift);

    /// <summary>Looks at the values that have a say before a position: their sign, and how small an error may be.</summary>
    internal void Survey(int end)
    {
        double[] counted = [.. Enumerable.Range(0, end).Where(Counts).Select(place => Values[place])];
        Array.Sort(counted);
        IsSparse = counted.Count(value => value == 0) > SparseShare * counted.Length;
        IsNonNegative = counted.Length > 0 && counted[0] >= 0;
        if (counted.Length > 0)
        {
            // A fit that is exact but for its search for parameters is off by less than a millionth of what the values vary.
            double range = counted[(int)(0.95 * (counted.Length - 1))] - counted[(int)(0.05 * (counted.Length - 1))];
            double largest = Math.Max(Math.Abs(counted[0]), Math.Abs(counted[^1]));
            Floor = Math.Max(Math.Max(1e-6 * range, 1e-9 * Math.Abs(counted[counted.Length / 2])), largest > 0 ? 1e-12 * largest : 1e-9);
        }
    }

    /// <summary>By how much the history before a position was moved to the level of today.</summary>
    internal double Moved(int place)
    {
        double sum = 0;
        foreach (Shift shift in _shifts)
        {
            sum += shift.At > place ? shift.Size : 0;
        }

        return sum;
    }

    /// <summary>The series as the model is to see it: without what has no say, on the level of today.</summary>
    internal TimeSeries ToSee(int end)
    {
        double[] seen = [.. Values];
        int first = -1;
        for (int place = 0; place < end; place++)
        {
            seen[place] = Masked[place] ? double.NaN : Values[place] + Moved(place);
            first = first < 0 && !double.IsNaN(seen[place]) ? place : first;
        }

        // A history begins with its first value: in place of one without a say stands that of the next season.
        for (int place = 0; place < first; place++)
        {
            if (Masked[place])
            {
                int next = place + Season;
                while (next < end && !Counts(next))
                {
                    next += Season;
                }

                seen[place] = next < end ? Values[next] + Moved(next) : seen[first];
            }
        }

        return Series with { Target = NumberColumn.Of(seen), Actuals = null, FutureTimes = null };
    }

    /// <summary>Takes what is expected of a value on the level of today.</summary>
    internal void Expect(int place, double expected)
    {
        double then = expected - Moved(place) - (HeadAt(place)?.Size ?? 0);
        Expected[place] = IsNonNegative ? Math.Max(0, then) : then;
    }

    private static double[] Filled(int length)
    {
        double[] numbers = new double[length];
        Array.Fill(numbers, double.NaN);
        return numbers;
    }
}
