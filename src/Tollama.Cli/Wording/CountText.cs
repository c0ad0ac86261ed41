using System.Globalization;

namespace Tollama.Cli.Wording;

/// <summary>Large counts in short: <c>8.7M</c>.</summary>
internal static class CountText
{
    private static readonly string[] Units = ["", "K", "M", "B", "T"];

    public static string Format(long count)
    {
        double value = count;
        int unit = 0;
        while (value >= 1000 && unit < Units.Length - 1)
        {
            value /= 1000;
            unit++;
        }

        return value.ToString(value >= 100 || unit == 0 ? "0" : "0.#", CultureInfo.InvariantCulture) + Units[unit];
    }
}
