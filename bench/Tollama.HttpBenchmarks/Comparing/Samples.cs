using System.Globalization;

namespace Tollama.HttpBenchmarks.Comparing;

/// <summary>What the rounds measured of one program: the best and the median of it.</summary>
internal sealed class Samples
{
    private readonly List<double> _values = [];

    internal double Best => _values.Min();

    internal double Median => _values.Order().ElementAt(_values.Count / 2);

    internal void Add(double value) => _values.Add(value);

    /// <summary>The head of a table whose rows come from <see cref="Row"/>.</summary>
    internal static string Head(string what) =>
        $"| {what} | before, best | before, median | after, best | after, median | after / before, best | after / before, median |\n"
        + "|---|---|---|---|---|---|---|\n";

    internal static string Row(string what, Samples before, Samples after, string format)
    {
        (double best, double median) = (after.Best / before.Best, after.Median / before.Median);
        double[] numbers = [before.Best, before.Median, after.Best, after.Median];
        string cells = string.Join(" | ", numbers.Select(number => number.ToString(format, CultureInfo.InvariantCulture)));
        return string.Create(CultureInfo.InvariantCulture, $"| {what} | {cells} | {best:0.00} | {median:0.00} |\n");
    }
}
