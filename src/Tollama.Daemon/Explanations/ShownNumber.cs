using System.Globalization;

namespace Tollama.Daemon.Explanations;

/// <summary>Numbers in sentences: three digits that count, and all digits before the point.</summary>
internal static class ShownNumber
{
    private const double Huge = 1e15;
    private const double Tiny = 1e-6;
    private const int Digits = 3;

    /// <summary>The number.</summary>
    internal static string Of(double number)
    {
        double size = Math.Abs(number);
        if (size is >= Huge or (> 0 and < Tiny))
        {
            return number.ToString("0.##E0", CultureInfo.InvariantCulture);
        }

        int decimals = size == 0 ? 0 : Math.Max(0, Digits - 1 - (int)Math.Floor(Math.Log10(size)));
        double rounded = Math.Round(number, decimals, MidpointRounding.AwayFromZero);
        return (rounded == 0 ? 0 : rounded).ToString("0.########", CultureInfo.InvariantCulture);
    }

    /// <summary>A share as a percentage.</summary>
    /// <param name="share">From 0 to 1.</param>
    internal static string Percent(double share) => Math.Round(100 * share, MidpointRounding.AwayFromZero).ToString("0", CultureInfo.InvariantCulture) + " %";
}
