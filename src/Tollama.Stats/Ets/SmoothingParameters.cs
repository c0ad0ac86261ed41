using System.Globalization;
using Tollama.Core.Errors;

namespace Tollama.Stats;

/// <summary>Parameters of exponential smoothing that are given; the others are estimated.</summary>
/// <remarks>
/// As in the state space models of Hyndman, Koehler, Ord and Snyder (2008), beta and gamma are shares of the whole error: the usual slope
/// parameter beta* of Holt's method is beta / alpha.
/// </remarks>
/// <exception cref="TollamaException"><see cref="ErrorCode.InvalidRequest"/>: a parameter is set that is out of its range.</exception>
public sealed record SmoothingParameters
{
    internal const double LowestPhi = 0.01;

    /// <summary>None is given.</summary>
    public static SmoothingParameters None { get; } = new();

    /// <summary>The share of each error that moves the level, 0 to 1; estimated when <see langword="null"/>, the default.</summary>
    public double? Alpha { get; init => field = Check("alpha", value, 0, 1); }

    /// <summary>
    /// The share of each error that moves the slope, 0 to alpha (to 1 while alpha is estimated); estimated when <see langword="null"/>, the
    /// default.
    /// </summary>
    public double? Beta { get; init => field = Check("beta", value, 0, 1); }

    /// <summary>
    /// The share of each error that moves the season, 0 to 1 - alpha (to 1 while alpha is estimated); estimated when
    /// <see langword="null"/>, the default.
    /// </summary>
    public double? Gamma { get; init => field = Check("gamma", value, 0, 1); }

    /// <summary>What is left of the slope after each step, 0.01 to 1; estimated when <see langword="null"/>, the default.</summary>
    public double? Phi { get; init => field = Check("phi", value, LowestPhi, 1); }

    /// <summary>How many of the parameters that a form estimates are given.</summary>
    internal int CountIn(EtsForm form) =>
        (Alpha is null ? 0 : 1)
        + (Beta is not null && form.HasTrend ? 1 : 0)
        + (Gamma is not null && form.HasSeason ? 1 : 0)
        + (Phi is not null && form.Damped ? 1 : 0);

    /// <summary>Refuses parameters that contradict each other, or that no form of a pattern has.</summary>
    internal SmoothingParameters CheckedFor(EtsPattern pattern)
    {
        Check("beta", Beta, 0, Alpha ?? 1, Alpha is null ? "" : ", which is alpha");
        Check("gamma", Gamma, 0, 1 - (Alpha ?? 0), Alpha is null ? "" : ", which is 1 - alpha");
        if (Alpha is null && Beta is not null)
        {
            Check("gamma", Gamma, 0, 1 - Beta.Value, ", which is 1 - beta: alpha lies between beta and 1 - gamma");
        }

        RequirePart("beta", Beta, pattern.Trend != EtsComponent.None, $"The form {pattern} has no trend");
        RequirePart("gamma", Gamma, pattern.Season != EtsComponent.None, $"The form {pattern} has no season");
        RequirePart("phi", Phi, pattern.Trend != EtsComponent.None && pattern.Damped != false, $"The trend of {pattern} is not damped");
        return this;
    }

    private static void RequirePart(string name, double? value, bool has, string reason)
    {
        if (value is double given && !has)
        {
            throw new TollamaException(
                ErrorCode.InvalidRequest, $"options.{name} is {Text(given)}. {reason}.", $"Leave {name} out, or choose a form that has it.");
        }
    }

    private static double? Check(string name, double? value, double lowest, double highest, string reason = "") =>
        value is not double given || (given >= lowest && given <= highest) ? value : throw new TollamaException(
            ErrorCode.InvalidRequest, $"options.{name} is {Text(given)}.", $"Give a number from {Text(lowest)} to {Text(highest)}{reason}.");

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
