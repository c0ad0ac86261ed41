using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Requests;

namespace Tollama.Daemon.Nixtla;

/// <summary>Collects forecasts of several series one behind the other. What was not forecast stays missing, and a warning names its series.</summary>
/// <param name="levels">The intervals that are asked for.</param>
/// <param name="count">How many forecasts there will be.</param>
/// <param name="horizon">How many steps each has.</param>
internal sealed class PackedForecasts(IReadOnlyList<AskedLevel> levels, int count, int horizon)
{
    private readonly SeriesNotices _notices = new();
    private readonly WarningList _ofAll = new();
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);

    /// <summary>The point forecasts.</summary>
    internal double[] Mean { get; } = NixtlaInterval.Missing(checked(count * horizon));

    /// <summary>Whether there is a forecast.</summary>
    internal bool HasForecasts { get; private set; }

    /// <summary>The intervals.</summary>
    internal IReadOnlyList<NixtlaInterval> Intervals { get; } = NixtlaInterval.Empty(levels, checked(count * horizon));

    /// <summary>What the client should know.</summary>
    internal IReadOnlyList<string> Warnings => [.. _ofAll.Items, .. _notices.Items];

    /// <summary>Puts a forecast where it belongs.</summary>
    /// <param name="forecast">The forecast.</param>
    /// <param name="start">The place of its first step.</param>
    internal void Add(SeriesForecastData forecast, int start)
    {
        HasForecasts = true;
        forecast.Mean.CopyTo(Mean, start);
        foreach (NixtlaInterval interval in Intervals)
        {
            forecast.Quantiles![QuantileLevel.KeyOf(interval.Level.Low)].CopyTo(interval.Low, start);
            forecast.Quantiles[QuantileLevel.KeyOf(interval.Level.High)].CopyTo(interval.High, start);
        }

        foreach (string warning in forecast.Warnings ?? [])
        {
            _notices.Add(forecast.Id, warning);
        }
    }

    /// <summary>Notes what an answer warns of, and which series it lacks.</summary>
    internal void Tell(IEnumerable<string> warnings, IEnumerable<SeriesError> errors)
    {
        // What the model does not tell is told in other words.
        string asked = RequestFields.Include.With("effects");
        _ofAll.AddRange(warnings.Where(warning => !warning.Contains(asked, StringComparison.Ordinal) && _told.Add(warning)));
        foreach (SeriesError error in errors)
        {
            _notices.Add(error.Id, $"has no forecast, and null stands in its place: {error.Message}");
        }
    }
}
