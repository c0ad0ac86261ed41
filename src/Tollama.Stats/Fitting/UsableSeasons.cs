using System.Globalization;
using Tollama.Core.Errors;
using Tollama.Numerics.Work;

namespace Tollama.Stats;

/// <summary>Which of the seasons that were asked for a history is long enough for.</summary>
internal static class UsableSeasons
{
    private const int OperationsPerSeason = 300;

    /// <summary>The usable ones above 1, ascending; only the first as asked for when the method takes one. Says what was ignored.</summary>
    public static int[] Among(ReadOnlySpan<int> seasonLengths, int seasonsNeeded, bool many, int length, List<string> warnings, WorkMeter meter)
    {
        List<int> usable = [];
        foreach (int season in seasonLengths)
        {
            meter.Spend(OperationsPerSeason);
            if (season < 1)
            {
                throw new TollamaException(
                    ErrorCode.InvalidRequest, $"A season length of {season} is not possible.", "Give an integer from 1 (no season) on.");
            }

            if ((long)season * seasonsNeeded <= length)
            {
                usable.Add(season);
            }
            else if (season > 1)
            {
                warnings.Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"season of {season} ignored: it needs {(long)season * seasonsNeeded} values, the series has {length}"));
            }
        }

        int[] chosen = [.. (many ? usable : usable.Take(1)).Where(season => season > 1).Distinct()];
        Array.Sort(chosen);
        return chosen;
    }
}
