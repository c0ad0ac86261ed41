namespace Tollama.Stats;

/// <summary>The options of a request to the <c>stats</c> family, read and checked; an option that was not given is <see langword="null"/>.</summary>
internal sealed record StatsOptions
{
    /// <summary>No option given.</summary>
    public static StatsOptions None { get; } = new();

    /// <summary><c>season_length</c>: the season, or several in the order of preference.</summary>
    public int[]? SeasonLengths { get; init; }

    /// <summary><c>window</c>: how many of the last values <c>window-average</c> averages.</summary>
    public int? Window { get; init; }

    /// <summary><c>non_negative</c>: whether forecasts below 0 are raised to 0; by default when the history has no negative value.</summary>
    public bool? NonNegative { get; init; }

    /// <summary>These options, completed by those of the model's manifest.</summary>
    public StatsOptions Over(StatsOptions defaults) => new()
    {
        SeasonLengths = SeasonLengths ?? defaults.SeasonLengths,
        Window = Window ?? defaults.Window,
        NonNegative = NonNegative ?? defaults.NonNegative,
    };

    /// <summary>The season to use for a history: the first one given that fits twice, else the first one given; with none given the frequency's, if it fits.</summary>
    public int SeasonLengthFor(int historyLength, int seasonOfFrequency, int seasonsNeeded)
    {
        if (SeasonLengths is null)
        {
            // Nobody asked for this season, so nobody has to be told that the history is too short for it.
            return (long)seasonOfFrequency * seasonsNeeded <= historyLength ? seasonOfFrequency : 1;
        }

        int usable = Array.FindIndex(SeasonLengths, length => 2L * length <= historyLength);
        return SeasonLengths[Math.Max(usable, 0)];
    }
}
