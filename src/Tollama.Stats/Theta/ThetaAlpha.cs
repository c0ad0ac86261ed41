using System.Globalization;
using Tollama.Core.Errors;

namespace Tollama.Stats;

/// <summary>The alpha of a theta model that is given.</summary>
internal static class ThetaAlpha
{
    /// <summary>The lowest one: with 0 the level would never move, and the line's part would grow without bound.</summary>
    public const double Lowest = 1e-4;

    /// <summary>Refuses what is out of range.</summary>
    public static double? Check(double? alpha) => alpha is not double given || given is >= Lowest and <= 1 ? alpha : throw new TollamaException(
        ErrorCode.InvalidRequest,
        string.Create(CultureInfo.InvariantCulture, $"options.alpha is {given}."),
        string.Create(CultureInfo.InvariantCulture, $"Give a number from {Lowest} to 1."));
}
