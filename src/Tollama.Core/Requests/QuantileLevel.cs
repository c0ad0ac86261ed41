using System.Globalization;

namespace Tollama.Core.Requests;

/// <summary>A quantile level: a number between 0 and 1 of at most <see cref="MaxDigits"/> decimals, and the text under which an answer has it.</summary>
public static class QuantileLevel
{
    /// <summary>So many decimals count: what a sum leaves behind them (0.1 + 0.2 is 0.30000000000000004) is nothing that anybody meant.</summary>
    public const int MaxDigits = 12;

    private const string WithoutExponent = "0.####################";

    /// <summary>The level that a number means.</summary>
    public static double Of(double number) => Math.Round(number, MaxDigits);

    /// <summary>The shortest text of a level, without an exponent: <c>0.1</c>, <c>0.025</c>, <c>0.00001</c>.</summary>
    public static string KeyOf(double level)
    {
        string shortest = level.ToString("R", CultureInfo.InvariantCulture);
        return shortest.Contains('E', StringComparison.Ordinal) ? level.ToString(WithoutExponent, CultureInfo.InvariantCulture) : shortest;
    }
}
