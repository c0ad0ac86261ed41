using System.Globalization;

namespace Tollama.Stats.Tests.Cases;

/// <summary>Small inputs made after faults that users of forecasting tools reported: two columns, a time and a value.</summary>
internal static class CaseFile
{
    /// <summary>The values of a file.</summary>
    public static double[] Values(string name) =>
    [
        .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Cases", name + ".csv")).Skip(1)
            .Select(line => double.Parse(line.Split(',')[1], CultureInfo.InvariantCulture)),
    ];
}
