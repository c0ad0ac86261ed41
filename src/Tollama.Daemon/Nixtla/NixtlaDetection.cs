using System.Globalization;
using Tollama.Core.Api;
using Tollama.Core.Requests;
using Tollama.Daemon.Anomalies;
using Tollama.Daemon.Operations;

namespace Tollama.Daemon.Nixtla;

/// <summary>Finds anomalies as <c>/api/anomalies</c> does: <c>/v2/anomaly_detection</c> and <c>/v2/online_anomaly_detection</c>.</summary>
/// <param name="calls">Makes calls of requests.</param>
/// <param name="anomalies">Finds them.</param>
internal sealed class NixtlaDetection(NixtlaCalls calls, AnomalyOperation anomalies)
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
        return answer with { InputTokens = request.Series.Y.Length, TellsFeatures = last is null, Warnings = [.. found.Warnings ?? [], .. PackedBands.Told(found)] };
    }
}
