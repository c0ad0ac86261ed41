using Tollama.Core.Frequencies;

namespace Tollama.Stats;

/// <summary>The options that every model of the family has; one that was not given is <see langword="null"/>.</summary>
/// <param name="SeasonLengths"><c>season_length</c>: the season, or several.</param>
/// <param name="NonNegative"><c>non_negative</c>: whether forecasts below 0 are raised to 0; by default when the history has no negative value.</param>
internal sealed record StatsOptions(int[]? SeasonLengths, bool? NonNegative)
{
    /// <summary>Reads and checks.</summary>
    public static StatsOptions Read(OptionReader reader) => new(reader.Integers("season_length"), reader.Boolean("non_negative"));

    /// <summary>The seasons for a history: those given, in the order given; else those of the frequency that fit.</summary>
    public int[] SeasonLengthsFor(int historyLength, Frequency? frequency, UnivariateModel method)
    {
        if (SeasonLengths is not null || frequency is null)
        {
            return SeasonLengths ?? [];
        }

        // Nobody asked for these seasons, so nobody has to be told that the history is too short for one.
        IReadOnlyList<int> candidates = method.UsesManySeasons ? frequency.SeasonLengths : [frequency.SeasonLength];
        return [.. candidates.Where(season => (long)season * method.SeasonsNeeded <= historyLength)];
    }
}
