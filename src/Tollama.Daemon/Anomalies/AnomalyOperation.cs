using System.Globalization;
using Tollama.Catalog;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Protocol;
using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.Daemon.Configuration;
using Tollama.Daemon.Operations;
using Tollama.Daemon.Scheduling;
using Tollama.Store;

namespace Tollama.Daemon.Anomalies;

/// <summary>Finds values outside the interval in which they were expected, some series at a time.</summary>
internal sealed class AnomalyOperation(ModelStore store, ModelPuller puller, OriginForecaster origins, DaemonOptions options)
{
    /// <summary>The model where none is named.</summary>
    internal const string UsualModel = "auto:fast";

    internal const double UsualLevel = 99;

    // What is known of so many values is kept at once.
    private const int ValuesAtOnce = 500_000;

    /// <summary>What such a request has.</summary>
    internal static RequestShape Shape { get; } = new([], NeedsModel: false)
    {
        TakesTables = true,
        Fields =
        [
            RequestFields.Model, RequestFields.Level, RequestFields.Last, RequestFields.Include, RequestFields.Options, RequestFields.Parameters, RequestFields.SeasonLength,
            RequestFields.NonNegative, RequestFields.Freq, RequestFields.OnBadData, RequestFields.Strict, RequestFields.Duplicates, RequestFields.Fill, RequestFields.Aggregate,
            RequestFields.End, RequestFields.TimeZone, RequestFields.CovariatesMode, RequestFields.Seed, RequestFields.KeepAlive, RequestFields.Timeout, RequestFields.Stream,
            RequestFields.Time, RequestFields.Target, RequestFields.Id, RequestFields.Covariates, RequestFields.FutureCovariates, RequestFields.Delimiter, RequestFields.Decimal,
            RequestFields.DayFirst, RequestFields.Sheet,
        ],
    };

    /// <summary>Answers a request.</summary>
    /// <param name="call">The request.</param>
    /// <param name="ticket">Its ticket.</param>
    /// <param name="request">How far it is; its token ends the work wherever it is.</param>
    /// <param name="listener">Who wants to know how far it is.</param>
    /// <exception cref="TollamaException">It failed as a whole.</exception>
    internal async Task<AnomaliesResponse> RunAsync(ForecastCall call, AdmissionTicket ticket, RunningRequest request, IForecastListener? listener)
    {
        CheckInclude(call.Request);
        if ((call.Request.Timeout ?? options.RequestTimeout) is { } timeout)
        {
            request.EndAfter(timeout);
        }

        ModelName name = ModelName.OfEither(call.Request.Model, null) ?? ModelName.Parse(UsualModel);
        if (call.Request.Model is null && await InstallAsync(name, request.Token).ConfigureAwait(false))
        {
            call = call with { Warnings = [.. call.Warnings, $"'{name.Short}' was not installed; it is part of tollama, and is installed now"] };
        }

        InstalledModel model = call.Model ?? store.Get(name);
        call = call with { Model = model, Request = call.Request with { Model = model.Name.Short } };
        bool hasQuantiles = model.Manifest.Capabilities.Contains(RequestFields.Quantiles.Name);
        ForecastExpecting expecting = new(origins, call, hasQuantiles, ticket, request, listener);
        double level = call.Request.Level ?? UsualLevel;
        Findings findings = new(call, level);
        int done = 0;
        foreach (IReadOnlyList<TimeSeries> part in Parts(call.Panel.Series, findings))
        {
            request.Token.ThrowIfCancellationRequested();
            WatchedSeries[] watched = [.. part.Select(one => new WatchedSeries(one, UsualSeason.Of(one, call.Request.Options)))];
            await new Detection(expecting, level / 100, call.Request.Last, Advance).RunAsync(watched).ConfigureAwait(false);
            findings.Add(watched);
            done += part.Count;
            Advance(0);

            void Advance(int finished)
            {
                ProgressNotice notice = new() { Completed = done + finished, Total = call.Panel.Series.Count };
                request.Advance(notice);
                listener?.Report(notice);
            }
        }

        findings.Fail(expecting.Errors.Values);
        return findings.Answer(model.Name.Short, expecting);
    }

    // The usual model is built in: installing it costs nothing, so nobody has to do it first, but it is told.
    private async Task<bool> InstallAsync(ModelName name, CancellationToken cancellationToken)
    {
        if (store.Find(name) is not null)
        {
            return false;
        }

        await foreach (PullProgress line in puller.PullAsync(name, new PullOptions(), cancellationToken).ConfigureAwait(false))
        {
            _ = line;
        }

        return true;
    }

    private static void CheckInclude(ForecastRequest request)
    {
        if (request.Include is { } parts && parts.Any(part => part != Inclusion.Fitted))
        {
            FaultList faults = new();
            faults.Add("value", [RequestFields.Include.Name], $"{RequestFields.Include.Name} of anomalies is fitted: what was expected of each value, and its interval");
            throw faults.ToException();
        }
    }

    private static IEnumerable<IReadOnlyList<TimeSeries>> Parts(IReadOnlyList<TimeSeries> all, Findings findings)
    {
        List<TimeSeries> part = [];
        long values = 0;
        foreach (TimeSeries series in all)
        {
            int observed = series.Length - series.Target.Missing;
            if (observed < Detection.LeastValues)
            {
                findings.Fail(series, string.Create(
                    CultureInfo.InvariantCulture,
                    $"the series has {CountText.Of(observed, "observed value", "observed values")}; at least {Detection.LeastValues} are needed to tell what is usual"));
                continue;
            }

            if (part.Count > 0 && values + series.Length > ValuesAtOnce)
            {
                yield return part;
                (part, values) = ([], 0);
            }

            part.Add(series);
            values += series.Length;
        }

        if (part.Count > 0)
        {
            yield return part;
        }
    }
}
