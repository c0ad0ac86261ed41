using System.Globalization;

namespace Tollama.Cli.Wording;

/// <summary>Sizes as Ollama prints them: decimal units, one decimal below ten.</summary>
internal static class ByteSize
{
    private static readonly string[] Units = ["B", "KB", "MB", "GB", "TB", "PB"];

    /// <summary><c>4.7 GB</c>, <c>12 MB</c>, <c>0 B</c>.</summary>
    public static string Format(long bytes)
    {
        double value = bytes;
        int unit = 0;
        while (value >= 1000 && unit < Units.Length - 1)
        {
            value /= 1000;
            unit++;
        }

        // Rounded down, as Ollama does: 9.99 GB is not 10 GB yet.
        double shown = value >= 10 || unit == 0 ? Math.Floor(value) : Math.Floor(value * 10) / 10;
        return shown.ToString("0.#", CultureInfo.InvariantCulture) + " " + Units[unit];
    }
}
