using System.Globalization;
using Tollama.Core.Errors;

namespace Tollama.Stats;

/// <summary>Smoothing parameters of demand: what users may give, and where an estimated one is looked for.</summary>
internal static class SmoothingParameter
{
    /// <summary>The least estimated parameter.</summary>
    /// <remarks>
    /// The squared errors of demand that is often zero hardly depend on the parameter: they lead it to 0, which forgets nothing, or to 1,
    /// which forgets everything. Both bounds were chosen on histories of car parts without their last year.
    /// </remarks>
    public const double LowestOfDemand = 0.15;

    /// <summary>The highest estimated parameter.</summary>
    public const double HighestOfDemand = 0.3;

    /// <summary>The parameter, if it is above 0 and at most 1.</summary>
    /// <exception cref="TollamaException"><see cref="ErrorCode.InvalidRequest"/>: it is not.</exception>
    public static double Check(double value, string name) => value is > 0 and <= 1 ? value : throw new TollamaException(
        ErrorCode.InvalidRequest,
        string.Create(CultureInfo.InvariantCulture, $"A smoothing parameter {name} of {value} is not possible."),
        "Give a number above 0 and not above 1.");
}
