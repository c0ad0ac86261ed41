using System.Globalization;
using Tollama.Core.Api;
using Tollama.Core.Requests;
using Tollama.Daemon.Anomalies;
using Tollama.Daemon.Operations;

namespace Tollama.Daemon.Nixtla;

/// <summary>Finds anomalies: <c>/v2/anomaly_detection</c> among all values, <c>/v2/online_anomaly_detection</c> among the last ones.</summary>
/// <remarks>They are those of <c>/api/anomalies</c>; online each value is expected by what was known before it.</remarks>
/// <param name="calls">Makes calls of requests.</param>
/// <param name="operation">Finds anomalies.</param>
internal sealed class NixtlaDetections(NixtlaCalls calls, AnomalyOperation operation)
{
    private static readonly AskedLevel Usual = new("99", AnomalyOperation.UsualLevel);

    /// <summary>Answers a request.</summary>
    /// <exception cref="Core.Errors.TollamaException">It failed as a whole.</exception>
    internal async Task<NixtlaAnswer> AnswerAsync(NixtlaVisit visit)
    {
        NixtlaRequest request = visit.Request;
        AskedLevel level = request.Levels is [var asked] ? asked : Usual;
        bool isOnline = visit.Task == NixtlaTask.OnlineDetection;
        ForecastCall call = await calls.MakeAsync(visit with { Request = request with { Levels = [] } }, horizon: 1).ConfigureAwait(false);
        List<string> warnings = [.. call.Warnings];
        if (isOnline && (request.StepSize is not null || request.Horizon > 1))
        {
            warnings.Add("h and step_size have no effect: each value is expected by what was known before it");
        }

        call = call with
        {
            Warnings = warnings,
            Request = call.Request with { Horizon = null, Level = level.Percent, Last = isOnline ? request.DetectionSize : null, Include = [Inclusion.Fitted] },
        };
        AnomaliesResponse found = await operation.RunAsync(call, visit.Ticket, visit.Running, listener: null, long.MaxValue).ConfigureAwait(false);
        NixtlaRefusal.Require(visit, found.Series.Count > 0, found.Errors ?? []);
        PackedVerdicts packed = new(request, level, isOnline);
        foreach (CheckedSeries series in found.Series)
        {
            packed.Add(int.Parse(series.Id, CultureInfo.InvariantCulture), series);
        }

        packed.Tell(found.Warnings ?? [], found.Errors ?? []);
        return packed.Answer();
    }
}
