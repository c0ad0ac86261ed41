using Tollama.Core.Api;
using Tollama.Core.Errors;

namespace Tollama.Daemon.Operations;

/// <summary>A forecast on its way to its client, part by part.</summary>
internal interface IForecastRun : IAsyncDisposable
{
    /// <summary>True when every part was computed, or given up.</summary>
    bool IsComputed { get; }

    /// <summary>The forecasts of the next part; <see langword="null"/> after the last.</summary>
    /// <exception cref="TollamaException">It could not be computed.</exception>
    ValueTask<IReadOnlyList<SeriesForecastData>?> NextAsync();

    /// <summary>Gives up what is not computed yet: the series are named as failed. For an answer that has begun already.</summary>
    void GiveUp(TollamaException reason);

    /// <summary>The answer without its forecasts, and where the time went.</summary>
    ForecastOutcome Frame();
}
