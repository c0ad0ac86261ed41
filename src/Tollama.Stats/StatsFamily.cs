using Tollama.Core.Errors;
using Tollama.Core.Forecasting;

namespace Tollama.Stats;

/// <summary>The classical models, by their names. None of them has weights; loading one takes no time.</summary>
/// <param name="clock">
/// Measures the time that the option <c>member_seconds</c> allows: <see cref="TimeProvider.System"/>, except in tests.
/// </param>
/// <param name="network">
/// The network that takes part in <c>auto</c> and <c>auto:best</c> unless their option <c>network</c> is false; none by default.
/// </param>
public sealed class StatsFamily(TimeProvider clock, NetworkMember? network = null) : IModelFamily
{
    private const string LatestTag = ":latest";

    /// <summary>The names that <see cref="Load"/> knows.</summary>
    public static IReadOnlyList<string> ModelNames { get; } = [.. ModelTable.All.Select(model => model.Name)];

    /// <inheritdoc />
    public string Name => "stats";

    /// <inheritdoc />
    public IForecastModel Load(ModelReference model, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        string name = model.Model.EndsWith(LatestTag, StringComparison.Ordinal) ? model.Model[..^LatestTag.Length] : model.Model;
        return new StatsModel(Find(name), new StatsResources(clock, network), model.Options);
    }

    private static ModelDefinition Find(string name) =>
        ModelTable.All.FirstOrDefault(model => string.Equals(model.Name, name, StringComparison.Ordinal)) ?? throw NotFound(name);

    private static TollamaException NotFound(string name)
    {
        string? nearest = NearestName.Best(name, ModelNames);
        return new TollamaException(
            ErrorCode.ModelNotFound,
            $"The family 'stats' has no model '{name}'.",
            nearest is null ? $"It has {string.Join(", ", ModelNames)}." : $"Did you mean '{nearest}'?");
    }
}
