using Tollama.Core.Errors;
using Tollama.Core.Forecasting;

namespace Tollama.Stats;

/// <summary>The classical models, by their names. None of them has weights; loading one takes no time.</summary>
public sealed class StatsFamily : IModelFamily
{
    private const string LatestTag = ":latest";

    /// <summary>The names that <see cref="Load"/> knows. <c>auto:fast</c> and <c>auto:best</c> are <c>auto</c> for now.</summary>
    public static IReadOnlyList<string> ModelNames { get; } =
        ["auto", "auto:fast", "auto:best", "naive", "seasonal-naive", "drift", "mean", "window-average", "theta"];

    /// <inheritdoc />
    public string Name => "stats";

    /// <inheritdoc />
    public IForecastModel Load(ModelReference model, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        string name = model.Model.EndsWith(LatestTag, StringComparison.Ordinal) ? model.Model[..^LatestTag.Length] : model.Model;
        UnivariateModel method = Create(name);
        return new StatsModel(name, method, StatsOptionsReader.Read(model.Options, name, method is WindowAverage));
    }

    private static UnivariateModel Create(string name) => name switch
    {
        "auto" or "auto:fast" or "auto:best" => new Auto(),
        "naive" => new Naive(),
        "seasonal-naive" => new SeasonalNaive(),
        "drift" => new Drift(),
        "mean" => new HistoricalMean(),
        "window-average" => new WindowAverage(),
        "theta" => new Theta(),
        _ => throw NotFound(name),
    };

    private static TollamaException NotFound(string name)
    {
        string? nearest = NearestName.Best(name, ModelNames);
        return new TollamaException(
            ErrorCode.ModelNotFound,
            $"The family 'stats' has no model '{name}'.",
            nearest is null ? $"It has {string.Join(", ", ModelNames)}." : $"Did you mean '{nearest}'?");
    }
}
