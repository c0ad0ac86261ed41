using System.Globalization;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>Finds the one value of a history that a slip of a finger explains: a decimal point that moved, a sign that was lost.</summary>
internal static class WildValue
{
    private const int Neighbours = 3;
    private const int ValuesNeeded = 12;
    private const double LeastRatio = 7;
    private const double Tolerance = 1.4;
    private const double SmallestSlip = 8;

    /// <summary>A warning that names the value and the option that helps; <see langword="null"/> when there is no such value, or several.</summary>
    public static string? WarningFor(History history, WorkMeter meter)
    {
        double[] values = history.Values;
        if (history.ObservedCount < ValuesNeeded || history.Level != 0)
        {
            return null;
        }

        meter.Spend(4L * values.Length);
        double typical = TypicalStep(values);
        int found = -1;
        for (int index = 0; index < values.Length; index++)
        {
            // Cheap first: hardly any value is that far from the one before.
            if (!history.Observed[index] || !IsFar(values, index, typical) || !IsSlip(values[index], Around(values, index)))
            {
                continue;
            }

            if (found >= 0)
            {
                return null;
            }

            found = index;
        }

        return found < 0 ? null : string.Create(
            CultureInfo.InvariantCulture,
            $"the value at index {history.Start + found} is {history.Unscale(values[found]):G6} where about {history.Unscale(Around(values, found)):G6} "
            + $"stands around it: if it is a slip, the option robust replaces it");
    }

    private static bool IsFar(double[] values, int index, double typical)
    {
        double before = index > 0 ? values[index - 1] : values[index + 1];
        return Math.Abs(values[index] - before) > SmallestSlip * typical;
    }

    // Ten, a hundred or a thousand times as much or as little, or the opposite.
    private static bool IsSlip(double value, double around)
    {
        if (value == 0 || around == 0)
        {
            return false;
        }

        double ratio = value / around;
        double size = Math.Max(Math.Abs(ratio), 1 / Math.Abs(ratio));
        double power = Math.Pow(10, Math.Round(Math.Log10(size)));
        return (ratio < 0 && size < Tolerance) || (ratio > 0 && size > LeastRatio && size < Tolerance * power && size > power / Tolerance);
    }

    private static double Around(double[] values, int index)
    {
        List<double> around = [];
        for (int place = Math.Max(0, index - Neighbours); place <= Math.Min(values.Length - 1, index + Neighbours); place++)
        {
            if (place != index)
            {
                around.Add(values[place]);
            }
        }

        around.Sort();
        return around[around.Count / 2];
    }

    private static double TypicalStep(double[] values)
    {
        double[] steps = new double[values.Length - 1];
        for (int index = 0; index < steps.Length; index++)
        {
            steps[index] = Math.Abs(values[index + 1] - values[index]);
        }

        Array.Sort(steps);
        return steps[steps.Length / 2];
    }
}
