using System.Globalization;
using Tollama.Core.Errors;
using Tollama.Core.Requests;

namespace Tollama.Daemon.Operations;

/// <summary>How much work it is to draw paths: each step of a path takes the errors of all steps before it.</summary>
internal static class SampleWork
{
    /// <summary>The most that the paths of one series take, in additions: 8,000,000,000, which is 4,000 steps of 1,000 paths, or some ten seconds.</summary>
    internal const long MostOfOne = 8_000_000_000;

    /// <summary>The most that the paths of a request take: a hundred times as much.</summary>
    internal const long MostOfAll = 100 * MostOfOne;

    /// <summary>Adds a fault if that would be too much work.</summary>
    /// <param name="series">How many series there are.</param>
    /// <param name="horizon">How many steps each has; at least 1.</param>
    /// <param name="paths">How many paths of each are drawn.</param>
    /// <param name="faults">Is told.</param>
    internal static void Check(int series, int horizon, int paths, FaultList faults)
    {
        Int128 ofOne = (Int128)horizon * horizon / 2 * paths;
        if (ofOne > MostOfOne)
        {
            long steps = (long)Math.Sqrt(2.0 * MostOfOne / paths);
            faults.Add(
                "limit",
                [RequestFields.Horizon.Name],
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{paths} paths of {horizon} steps are too much work, which grows as the square of the horizon: ask for {steps} steps at most, or leave out "
                        + $"{RequestFields.Paths.Name}, {RequestFields.Sum.Name} and {RequestFields.Threshold.Name}"));
        }
        else if (ofOne * series > MostOfAll)
        {
            faults.Add(
                "limit",
                [RequestFields.Horizon.Name],
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{paths} paths of {horizon} steps for each of {series} series are too much work for one request, which grows as the square of the horizon: "
                        + $"send {(long)(MostOfAll / ofOne)} series at once, or ask for fewer steps"));
        }
    }
}
