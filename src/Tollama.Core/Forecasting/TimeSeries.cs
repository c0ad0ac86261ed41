using System.Text.Json;
using Tollama.Core.Frequencies;

namespace Tollama.Core.Forecasting;

/// <summary>One regularly spaced series as a model sees it.</summary>
public sealed record TimeSeries
{
    /// <summary>The series' name, unique in its task.</summary>
    public required string Id { get; init; }

    /// <summary>The observed values, oldest first; <see cref="double.NaN"/> marks a missing one. Never infinite.</summary>
    public required double[] Target { get; init; }

    /// <summary>The time between two values; <see langword="null"/> when unknown.</summary>
    public Frequency? Frequency { get; init; }

    /// <summary>Covariates known for the past only: one array of the target's length a name.</summary>
    public IReadOnlyDictionary<string, double[]> PastCovariates { get; init; } = new Dictionary<string, double[]>();

    /// <summary>Covariates known for the future as well: one array of length target + horizon, or of length horizon alone, a name.</summary>
    public IReadOnlyDictionary<string, double[]> FutureCovariates { get; init; } = new Dictionary<string, double[]>();

    /// <summary>Covariates of categories, texts or truth values, known for the past only: one array of the target's length a name; <see langword="null"/> marks a missing one.</summary>
    public IReadOnlyDictionary<string, string?[]> PastCategories { get; init; } = new Dictionary<string, string?[]>();

    /// <summary>
    /// Covariates of categories known for the future as well: one array of length target + horizon, or of length horizon alone, a name. No name is both here or in
    /// <see cref="PastCategories"/> and among the covariates of numbers.
    /// </summary>
    public IReadOnlyDictionary<string, string?[]> FutureCategories { get; init; } = new Dictionary<string, string?[]>();

    /// <summary>Covariates that do not change with time, as they were sent.</summary>
    public IReadOnlyDictionary<string, JsonElement> StaticCovariates { get; init; } = new Dictionary<string, JsonElement>();

    /// <summary>Whether there are covariates that change with time.</summary>
    public bool HasCovariates => PastCovariates.Count + FutureCovariates.Count + PastCategories.Count + FutureCategories.Count > 0;

    /// <summary>
    /// The same series with each covariate in one place: where past and future were sent apart under one name, they are one future covariate of length target + horizon,
    /// and where a past was sent beside a whole one, the whole one counts.
    /// </summary>
    /// <param name="horizon">How many steps will be forecast.</param>
    public TimeSeries JoinCovariates(int horizon)
    {
        if (!PastCovariates.Keys.Any(FutureCovariates.ContainsKey) && !PastCategories.Keys.Any(FutureCategories.ContainsKey))
        {
            return this;
        }

        return this with
        {
            PastCovariates = PastCovariates.Where(entry => !FutureCovariates.ContainsKey(entry.Key)).ToDictionary(),
            FutureCovariates = FutureCovariates.ToDictionary(entry => entry.Key, entry => Whole(PastCovariates, entry.Key, entry.Value, horizon)),
            PastCategories = PastCategories.Where(entry => !FutureCategories.ContainsKey(entry.Key)).ToDictionary(),
            FutureCategories = FutureCategories.ToDictionary(entry => entry.Key, entry => Whole(PastCategories, entry.Key, entry.Value, horizon)),
        };
    }

    private T[] Whole<T>(IReadOnlyDictionary<string, T[]> past, string name, T[] future, int horizon) =>
        future.Length == horizon && past.TryGetValue(name, out T[]? own) && own.Length == Target.Length ? [.. own, .. future] : future;
}
