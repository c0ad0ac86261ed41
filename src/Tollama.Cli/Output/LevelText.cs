using System.Globalization;

namespace Tollama.Cli.Output;

/// <summary>The key of a quantile level as a number.</summary>
internal static class LevelText
{
    public static double NumberOf(string key) => double.Parse(key, CultureInfo.InvariantCulture);
}
