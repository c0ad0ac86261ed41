namespace Tollama.Stats.Tests.Robustness;

/// <summary>Series that no textbook shows, by what is odd about them.</summary>
internal static class OddSeries
{
    public static IReadOnlyDictionary<string, double[]> All { get; } = Make().ToDictionary(entry => entry.Name, entry => entry.Values, StringComparer.Ordinal);

    private static IEnumerable<(string Name, double[] Values)> Make()
    {
        for (int length = 1; length <= 10; length++)
        {
            yield return ($"{length} values", Of(length, Usual));
        }

        yield return ("zeros", Of(40, _ => 0));
        yield return ("constant", Of(40, _ => 7.3));
        yield return ("negative constant", Of(23, _ => -0.1));
        yield return ("spike", Of(40, index => index == 25 ? 100 : 0));
        yield return ("spike at the end", Of(40, index => index == 39 ? 100 : 0));
        yield return ("spike on a level", Of(60, index => index == 31 ? 1e12 : 5));
        yield return ("step", Of(40, index => index < 20 ? 1 : 1000));
        yield return ("line", Of(50, index => 3d * index));
        yield return ("explosion", Of(120, index => Math.Pow(1.5, index)));
        yield return ("exact season", Of(60, index => (index % 7) + 1));
        yield return ("strictly negative", Of(60, index => -1 - Usual(index)));
        yield return ("around zero", Of(60, index => Usual(index) - 12));
        yield return ("counts", Of(80, index => index * index % 11 % 4));
        yield return ("rare demand", Of(80, index => index % 13 == 5 ? 1 + (index % 3) : 0));
        yield return ("alternating", Of(61, index => index % 2 == 0 ? 1 : -1));
        yield return ("alternating and huge", Of(61, index => index % 2 == 0 ? 1e300 : -1e300));
        yield return ("the largest numbers", Of(40, index => index % 2 == 0 ? double.MaxValue : -double.MaxValue));
        yield return ("large level, small change", Of(60, index => 1e15 + Usual(index)));
        foreach (double unit in (double[])[1e300, 1e-300, 5e-324])
        {
            yield return ($"in units of {unit}", Of(60, index => unit * Math.Round(Usual(index))));
        }

        yield return ("from 1e-300 to 1e300", Of(61, index => Math.Pow(10, (10 * index) - 300)));
        yield return ("no value", Of(20, _ => double.NaN));
        yield return ("one value", Of(20, index => index == 9 ? 4 : double.NaN));
        yield return ("two values", Of(30, index => index is 3 or 27 ? index : double.NaN));
        yield return ("gap at the start", Of(50, index => index < 20 ? double.NaN : Usual(index)));
        yield return ("gap in the middle", Of(50, index => index is > 15 and < 35 ? double.NaN : Usual(index)));
        yield return ("gap at the end", Of(50, index => index >= 30 ? double.NaN : Usual(index)));
        yield return ("every other value", Of(60, index => index % 2 == 0 ? double.NaN : Usual(index)));
        yield return ("an infinite value", Of(20, index => index == 9 ? double.PositiveInfinity : 1));
        yield return ("200 values", Of(200, Usual));
    }

    // Trend, a week, and noise that has no period below 101.
    private static double Usual(int index) => 10 + (0.1 * index) + (index % 7) + (index * 37 * index % 101 / 50d);

    private static double[] Of(int length, Func<int, double> value) => [.. Enumerable.Range(0, length).Select(value)];
}
