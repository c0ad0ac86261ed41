using Tollama.Core.Frequencies;

namespace Tollama.Daemon.Nixtla;

/// <summary>How many past values a client is told to send, and how many steps it may ask for without a warning.</summary>
/// <param name="InputSize">The past values; a client cuts each series to as many, to three times as many and a horizon where it asks for levels.</param>
/// <param name="Horizon">The steps.</param>
internal sealed record NixtlaSizes(int InputSize, int Horizon)
{
    /// <summary>So many values that nothing is ever cut.</summary>
    internal const int Whole = 1_000_000;

    private const int LongestHorizon = 10_000;
    private const int SeasonsOfInput = 5;

    // What TimeGPT-1 is known to answer for days and hours, and what is near to it for others: by the values of a season.
    private static readonly Dictionary<int, NixtlaSizes> OfSeasons = new()
    {
        [1] = new(12, 1),
        [7] = new(28, 7),
        [24] = new(120, 24),
        [52] = new(104, 52),
    };

    private static readonly NixtlaSizes LongHours = new(840, 168);

    /// <summary>What a client is told that says which version it is: all that the model looks at.</summary>
    /// <param name="contextLength">How many values the model looks at; <see langword="null"/> for all.</param>
    /// <param name="maxHorizon">How many steps it forecasts natively; <see langword="null"/> for any number.</param>
    internal static NixtlaSizes Of(int? contextLength, int? maxHorizon) => new(contextLength ?? Whole, maxHorizon ?? LongestHorizon);

    /// <summary>What an older client is told, which refuses by itself to fit series that are shorter than both numbers together: TimeGPT-1's own.</summary>
    /// <param name="model">The model's name as the client has it.</param>
    /// <param name="freq">The frequency.</param>
    internal static NixtlaSizes OfOldClient(string? model, string? freq)
    {
        int season = Frequency.TryParse(freq, out Frequency? frequency) ? Math.Max(1, frequency.SeasonLength) : 1;
        return season == 24 && model?.EndsWith("long-horizon", StringComparison.OrdinalIgnoreCase) == true ? LongHours
            : OfSeasons.GetValueOrDefault(season) ?? new NixtlaSizes(SeasonsOfInput * season, season);
    }
}
