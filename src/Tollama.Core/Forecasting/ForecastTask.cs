using System.Text.Json;
using Tollama.Core.Requests;
using Tollama.Core.Series;

namespace Tollama.Core.Forecasting;

/// <summary>What a model is asked for: series, horizon, quantile levels, options.</summary>
public sealed record ForecastTask
{
    /// <summary>The series, at least one, and the horizon.</summary>
    public required Panel Panel { get; init; }

    /// <summary>The quantile levels, ascending, each in (0, 1). May be empty.</summary>
    public IReadOnlyList<double> QuantileLevels { get; init; } = [];

    /// <summary>The seed of a model that simulates; the same seed gives the same numbers.</summary>
    public long Seed { get; init; }

    /// <summary>True if paths are to be drawn from the forecast, so that its <see cref="SeriesForecast.ErrorWeights"/> are of use.</summary>
    public bool WantsErrorWeights { get; init; }

    /// <summary>What the model is asked to say of the history beside its forecast; nothing by default.</summary>
    public IReadOnlyList<Inclusion> Include { get; init; } = [];

    /// <summary>The <c>options</c> object of the request, as it was sent; <see langword="null"/> when there was none.</summary>
    public JsonElement? Options { get; init; }

    /// <summary>The series of the panel.</summary>
    public IReadOnlyList<TimeSeries> Series => Panel.Series;

    /// <summary>The horizon of the panel.</summary>
    public int Horizon => Panel.Horizon;
}
