namespace Tollama.Data.Time;

/// <summary>The mean step of places that go on evenly: 30 a second, or every twenty minutes and a few seconds.</summary>
internal sealed class MeanStep
{
    /// <summary>As in a grid: 15 % of a step.</summary>
    private const double Tolerance = 0.15;

    /// <summary>From so many stamps on a mean says something.</summary>
    private const int EnoughPlaces = 5;

    /// <summary>Times that are rounded to more than this are dates: their steps go by the calendar.</summary>
    private const long CoarsestRounding = TimeSpan.TicksPerMinute;

    private MeanStep(long[] places, long[] numbers, long quantum)
    {
        Places = places;
        Numbers = numbers;
        Quantum = quantum;
    }

    /// <summary>The places, ascending.</summary>
    public long[] Places { get; }

    /// <summary>The number of each, from 0.</summary>
    public long[] Numbers { get; }

    /// <summary>The largest unit of which all places are whole numbers: stamps are rounded to it.</summary>
    public long Quantum { get; }

    /// <summary>The length from the first place to the last.</summary>
    public long Span => Places[^1] - Places[0];

    /// <summary>The steps in it.</summary>
    public long Count => Numbers[^1];

    /// <summary>The mean step in ticks.</summary>
    public double Ticks => (double)Span / Count;

    /// <summary>Fits a mean step.</summary>
    /// <param name="places">The places, ascending.</param>
    /// <returns><see langword="null"/> when the distances are no whole steps, or there are few of them.</returns>
    public static MeanStep? Of(long[] places)
    {
        if (places.Length < EnoughPlaces)
        {
            return null;
        }

        long[] distances = [.. places.Skip(1).Select((place, index) => place - places[index])];
        double median = StepFit.Median(distances);
        long quantum = QuantumOf(places);
        long[] single = Array.FindAll(distances, distance => Math.Abs(distance - median) <= Math.Max(quantum, median * Tolerance));
        double step = single.Length == 0 ? 0 : single.Average();
        if (step < 1 || single.Length * 4 < distances.Length)
        {
            return null;
        }

        long[] numbers = new long[places.Length];
        for (int index = 0; index < distances.Length; index++)
        {
            double steps = Math.Round(distances[index] / step);
            if (steps < 1 || Math.Abs(distances[index] - (steps * step)) > Math.Max(quantum, step * Tolerance))
            {
                return null;
            }

            numbers[index + 1] = numbers[index] + (long)steps;
        }

        return new MeanStep(places, numbers, quantum);
    }

    /// <summary>Whether the places are those of an even rate, rounded: each step is longer or shorter than the mean by less than what is rounded.</summary>
    public bool IsRounded()
    {
        if (Ticks < 2 * Quantum || Quantum > CoarsestRounding)
        {
            return false;
        }

        for (int index = 1; index < Places.Length; index++)
        {
            double exact = (Numbers[index] - Numbers[index - 1]) * Ticks;
            if (Math.Abs(Places[index] - Places[index - 1] - exact) >= Quantum || Math.Abs(Residual(index, Ticks)) > Quantum)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether the places leave even steps of a length for good, instead of now and then.</summary>
    public bool Leaves(double step) => Range(Ticks) * 2 < Range(step) && Math.Abs(Span - (Count * step)) > Quantum;

    private double Residual(int index, double step) => Places[index] - Places[0] - (Numbers[index] * step);

    private double Range(double step)
    {
        (double least, double most) = (0, 0);
        for (int index = 0; index < Places.Length; index++)
        {
            double residual = Residual(index, step);
            (least, most) = (Math.Min(least, residual), Math.Max(most, residual));
        }

        return most - least;
    }

    private static long QuantumOf(long[] places)
    {
        foreach (long unit in (ReadOnlySpan<long>)
            [TimeSpan.TicksPerDay, TimeSpan.TicksPerHour, TimeSpan.TicksPerMinute, TimeSpan.TicksPerSecond, TimeSpan.TicksPerSecond / 10,
                TimeSpan.TicksPerSecond / 100, TimeSpan.TicksPerMillisecond, TimeSpan.TicksPerMillisecond / 10, TimeSpan.TicksPerMicrosecond])
        {
            if (Array.TrueForAll(places, place => place % unit == 0))
            {
                return unit;
            }
        }

        return 1;
    }
}
