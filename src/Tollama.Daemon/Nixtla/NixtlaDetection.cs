using System.Globalization;
using Tollama.Core.Api;
using Tollama.Core.Requests;
using Tollama.Daemon.Anomalies;
using Tollama.Daemon.Operations;

namespace Tollama.Daemon.Nixtla;

/// <summary>Finds anomalies as <c>/api/anomalies</c> does: <c>/v2/anomaly_detection</c> and <c>/v2/online_anomaly_detection</c>.</summary>
/// <param name="calls">Makes calls of requests.</param>
/// <param name="anomalies">Finds them.</param>
/// <param name="origins">Says what features add, by forecasts of the last values.</param>
internal sealed class NixtlaDetection(NixtlaCalls calls, AnomalyOperation anomalies, OriginForecaster origins)
{
    private static readonly AskedLevel Usual = new("99", AnomalyOperation.UsualLevel);

    /// <summary>Answers a request.</summary>
    /// <exception cref="Core.Errors.TollamaException">It failed as a whole.</exception>
    internal async Task<NixtlaAnswer> AnswerAsync(NixtlaVisit visit)
    {
        NixtlaRequest request = visit.Request;
        AskedLevel level = request.Levels is [var asked] ? asked : Usual;
        int? last = visit.Task == NixtlaTask.OnlineAnomalyDetection ? request.DetectionSize : null;
        NixtlaVisit levelless = visit with { Request = request with { Levels = [] } };
        ForecastCall call = await calls.MakeAsync(levelless, horizon: 1, windows: 1).ConfigureAwait(false);
        call = calls.WithoutUsual(call, request);
        call = call with { Request = call.Request with { Include = [Inclusion.Fitted], Level = level.Percent, Last = last } };
        AnomaliesResponse found = await anomalies.RunAsync(call, visit.Ticket, visit.Running, listener: null, long.MaxValue).ConfigureAwait(false);
        NixtlaRefusal.Require(visit, found.Series.Count > 0, found.Errors ?? []);
        PackedBands bands = new(request.Series.Sizes, level, last);
        foreach (CheckedSeries series in found.Series)
        {
            bands.Add(series, int.Parse(series.Id, CultureInfo.InvariantCulture));
        }

        bool areTogether = last is not null && request.ThresholdMethod == DetectionCheck.Multivariate;
        NixtlaAnswer answer = bands.Pack(areTogether);
        double[]? weights = last is null && request.Series.X.Count > 0 ? await WeightsAsync(visit, call, found.Model).ConfigureAwait(false) : null;
        bool isUnknown = weights is null && last is null && request.Series.X.Count > 0;
        return answer with
        {
            InputTokens = request.Series.Y.Length,
            TellsFeatures = last is null,
            WeightsX = weights,
            Warnings = [.. found.Warnings ?? [], .. PackedBands.Told(found), .. isUnknown ? [FeatureEffects.Unknown(hasContributions: false)] : Array.Empty<string>()],
        };
    }

    // What the features of the last value add to it is what they add.
    private async Task<double[]?> WeightsAsync(NixtlaVisit visit, ForecastCall call, string model)
    {
        FeatureEffects effects = new(visit.Request.Series.X.Count, visit.Request.Series.Sizes.Count);
        ForecastCall asked = call with { Model = null, Request = call.Request with { Model = model, Level = null, Last = null, Include = [Inclusion.Effects] } };
        int[] ages = [.. asked.Panel.Series.Select(series => series.Length > 1 ? 1 : -1)];
        OriginOutcome outcome = await origins.ForecastAsync(asked, ages, visit.Ticket, visit.Running).ConfigureAwait(false);
        foreach (SeriesForecastData forecast in outcome.Forecasts)
        {
            effects.Add(forecast, int.Parse(forecast.Id, CultureInfo.InvariantCulture));
        }

        return effects.Weights;
    }
}
