using System.Globalization;
using Tollama.Core.Requests;

namespace Tollama.Cli.Wording;

/// <summary>Quantile levels as users write them: levels in (0, 1), or interval widths in percent.</summary>
internal static class QuantileText
{
    /// <summary>Reads <c>0.1,0.5,0.9</c>.</summary>
    public static IReadOnlyList<double> ParseLevels(string text)
    {
        double[] levels = [.. Split(text).Select(part => QuantileLevel.Of(Number(part, "--quantiles", text)))];
        int wrong = Array.FindIndex(levels, level => level is not (> 0 and < 1));
        return wrong >= 0
            ? throw CliException.Usage($"--quantiles '{text}': {Show(levels[wrong])} is not between 0 and 1", "write --quantiles 0.1,0.5,0.9")
            : Ascending(levels, text);
    }

    /// <summary>Reads <c>80,95</c>: central intervals of that many percent, each a low and a high level, and the median.</summary>
    public static IReadOnlyList<double> ParseIntervals(string text)
    {
        double[] widths = [.. Split(text).Select(part => Number(part.TrimEnd('%'), "--level", text))];
        if (widths.Any(width => width is not (> 0 and < 100)))
        {
            throw CliException.Usage($"--level '{text}' is not a list of percentages between 0 and 100", "write --level 80,95");
        }

        if (widths.FirstOrDefault(width => width < 1) is var share and > 0)
        {
            throw CliException.Usage($"--level '{text}' is in percent: {Show(share)} would be less than one", $"write --level {Show(share * 100)}, or --quantiles for levels between 0 and 1");
        }

        // In decimal, because 0.5 - 0.95 / 2 is 0.025000000000000022 in binary.
        IEnumerable<double> levels = widths
            .Select(width => (decimal)width / 200m)
            .SelectMany(half => new[] { (double)(0.5m - half), (double)(0.5m + half) });
        return [.. levels.Append(0.5).Distinct().Order()];
    }

    /// <summary>A level as it is written on the wire: <c>0.1</c>.</summary>
    public static string Show(double level) => QuantileLevel.KeyOf(level);

    private static double[] Ascending(double[] levels, string text)
    {
        double[] sorted = [.. levels.Distinct().Order()];
        return sorted.Length > 0 ? sorted : throw CliException.Usage($"--quantiles '{text}' has no level", "write --quantiles 0.1,0.5,0.9");
    }

    private static string[] Split(string text) =>
        text.Split([',', ' ', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static double Number(string part, string option, string text) =>
        double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number)
            ? number
            : throw CliException.Usage($"{option} '{text}': '{part}' is not a number");
}
