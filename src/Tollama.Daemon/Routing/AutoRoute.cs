using Tollama.Core.Api;
using Tollama.Store;

namespace Tollama.Daemon.Routing;

/// <summary>The model that answers a request, and why it is another than the one asked for.</summary>
/// <param name="Model">The model that answers.</param>
/// <param name="Reason">Why it answers in place of <c>auto</c>; <see langword="null"/> if it is the model that was asked for.</param>
/// <param name="PassedOver">
/// The model that would have answered, had it been compared with what a hub has; <see langword="null"/> for none. Nobody named it, so it must not.
/// </param>
internal sealed record AutoRoute(InstalledModel Model, string? Reason, InstalledModel? PassedOver = null)
{
    /// <summary>True if a foundation model answers in place of <c>auto</c>.</summary>
    internal bool IsDetour => Reason is not null;

    /// <summary>Why a better model did not answer; <see langword="null"/> if there is none.</summary>
    internal string? Warning => PassedOver is not null && OriginDoubt.Of(PassedOver.Manifest) is { } doubt
        ? $"'{PassedOver.Name.Short}' was not chosen, because it was never compared with what a hub has: {doubt}; it answers who names it"
        : null;

    /// <summary>Says in every forecast which model answered and why.</summary>
    internal IReadOnlyList<SeriesForecastData> Explain(IReadOnlyList<SeriesForecastData> forecasts) =>
        Reason is null ? forecasts : [.. forecasts.Select(forecast => forecast with { Method = MethodOf(forecast.Method) })];

    private string MethodOf(string? told) => told is null ? $"{Model.Name.Short}: {Reason}" : $"{Model.Name.Short}: {Reason}; {told}";
}
