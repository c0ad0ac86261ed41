using Tollama.Core.Api;
using Tollama.Store;

namespace Tollama.Daemon.Routing;

/// <summary>The model that answers a request, and why it is another than the one asked for.</summary>
/// <param name="Model">The model that answers.</param>
/// <param name="Reason">Why it answers in place of <c>auto</c>; <see langword="null"/> if it is the model that was asked for.</param>
internal sealed record AutoRoute(InstalledModel Model, string? Reason)
{
    /// <summary>True if a foundation model answers in place of <c>auto</c>.</summary>
    internal bool IsDetour => Reason is not null;

    /// <summary>What to know of the model that answers although nobody named it; <see langword="null"/> for nothing.</summary>
    internal string? Warning => IsDetour && OriginDoubt.Of(Model.Manifest) is { } doubt
        ? $"'{Model.Name.Short}' answered, which was installed here and never compared with what a hub has: {doubt}"
        : null;

    /// <summary>Says in every forecast which model answered and why.</summary>
    internal IReadOnlyList<SeriesForecastData> Explain(IReadOnlyList<SeriesForecastData> forecasts) =>
        Reason is null ? forecasts : [.. forecasts.Select(forecast => forecast with { Method = MethodOf(forecast.Method) })];

    private string MethodOf(string? told) => told is null ? $"{Model.Name.Short}: {Reason}" : $"{Model.Name.Short}: {Reason}; {told}";
}
