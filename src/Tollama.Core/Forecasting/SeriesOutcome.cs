using Tollama.Core.Errors;

namespace Tollama.Core.Forecasting;

/// <summary>What became of one series: a forecast or an error, never both.</summary>
public sealed record SeriesOutcome
{
    private SeriesOutcome(string id, SeriesForecast? forecast, TollamaException? error)
    {
        Id = id;
        Forecast = forecast;
        Error = error;
    }

    /// <summary>The series' name.</summary>
    public string Id { get; }

    /// <summary>The forecast; <see langword="null"/> when there is an error.</summary>
    public SeriesForecast? Forecast { get; }

    /// <summary>Why the series could not be forecast; <see langword="null"/> when there is a forecast.</summary>
    public TollamaException? Error { get; }

    /// <summary>A series that was forecast.</summary>
    public static SeriesOutcome Success(string id, SeriesForecast forecast) => new(id, forecast, null);

    /// <summary>A series that could not be forecast.</summary>
    public static SeriesOutcome Failure(string id, TollamaException error) => new(id, null, error);
}
