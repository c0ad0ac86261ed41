using System.Globalization;
using Tollama.Core.Errors;

namespace Tollama.Stats;

/// <summary>Smoothing parameters as users give them.</summary>
internal static class SmoothingParameter
{
    /// <summary>The parameter, if it is above 0 and at most 1.</summary>
    /// <exception cref="TollamaException"><see cref="ErrorCode.InvalidRequest"/>: it is not.</exception>
    public static double Check(double value, string name) => value is > 0 and <= 1 ? value : throw new TollamaException(
        ErrorCode.InvalidRequest,
        string.Create(CultureInfo.InvariantCulture, $"A smoothing parameter {name} of {value} is not possible."),
        "Give a number above 0 and not above 1.");
}
