using System.Globalization;

namespace Tollama.Core.Forecasting;

/// <summary>The notice of quantile levels that a model does not know, for which the nearest one that it knows stands in.</summary>
public static class UnknownLevels
{
    private const string Beginning = "the model knows the quantiles from ";

    /// <summary>The notice.</summary>
    /// <param name="lowest">The lowest level that the model knows, in (0, 1).</param>
    /// <param name="highest">The highest one.</param>
    /// <param name="unknown">The levels beyond these, at least one, ascending.</param>
    public static string NoticeOf(double lowest, double highest, IReadOnlyList<double> unknown)
    {
        ArgumentNullException.ThrowIfNull(unknown);
        string[] told = [.. unknown.Select(level => level.ToString(CultureInfo.InvariantCulture))];
        string all = told.Length > 1 ? $"{string.Join(", ", told[..^1])} and {told[^1]}" : string.Concat(told);
        return string.Create(CultureInfo.InvariantCulture, $"{Beginning}{lowest} to {highest}; the nearest of these stands in for {all}");
    }

    /// <summary>Whether a warning of a model is this notice, which says nothing where the quantiles are not the model's.</summary>
    /// <param name="warning">The warning.</param>
    public static bool IsNotice(string warning)
    {
        ArgumentNullException.ThrowIfNull(warning);
        return warning.StartsWith(Beginning, StringComparison.Ordinal);
    }
}
