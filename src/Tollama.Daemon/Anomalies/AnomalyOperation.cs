using System.Globalization;
using System.Text.Json;
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
    /// <summary>The level where none is said.</summary>
    internal const double UsualLevel = 99;

    private const string OneSeason = "auto-ets";
    private const string ManySeasons = "mstl";
    private const int LongHistory = 2000;

    // What is known of so many values is kept at once.
    private const int ValuesAtOnce = 500_000;

    private readonly UsualModels _models = new(store, puller);

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
    /// <param name="mostBandValues">Of so many values at most is told what was expected.</param>
    /// <exception cref="TollamaException">It failed as a whole.</exception>
    internal async Task<AnomaliesResponse> RunAsync(ForecastCall call, AdmissionTicket ticket, RunningRequest request, IForecastListener? listener, long mostBandValues = Findings.MostBandValues)
    {
        CheckInclude(call.Request);
        if ((call.Request.Timeout ?? options.RequestTimeout) is { } timeout)
        {
            request.EndAfter(timeout);
        }

        call = await _models.ApplyAsync(call, UsualModelOf(call.Panel), request.Token).ConfigureAwait(false);
        InstalledModel model = call.Model!;
        bool hasQuantiles = model.Manifest.Capabilities.Contains(RequestFields.Quantiles.Name);
        ForecastExpecting expecting = new(origins, call, hasQuantiles, ticket, request, listener);
        double level = call.Request.Level ?? UsualLevel;
        Findings findings = new(call, level, mostBandValues);
        int done = 0;
        foreach (IReadOnlyList<TimeSeries> part in Parts(call.Panel.Series, findings))
        {
            request.Token.ThrowIfCancellationRequested();
            expecting.Begin();
            WatchedSeries[] watched = [.. part.Select(one => new WatchedSeries(one, UsualSeason.Of(one, call.Request.Options)))];
            await new Detection(expecting, level / 100, call.Request.Last, Advance).RunAsync(watched).ConfigureAwait(false);
            findings.Add([.. watched.Where(one => !expecting.Errors.ContainsKey(one.Series.Id))]);
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

    /// <summary>Looks at all values of series with the usual model, whatever the request names, all series at once.</summary>
    /// <param name="call">The series, and how they are read.</param>
    /// <param name="level">How many of a hundred usual values an interval holds.</param>
    /// <param name="ticket">The request's ticket.</param>
    /// <param name="request">The request; its token ends the work wherever it is.</param>
    /// <param name="advance">Is told how many series are done.</param>
    /// <exception cref="TollamaException">It failed as a whole.</exception>
    internal async Task<LookResult> LookAsync(ForecastCall call, double level, AdmissionTicket ticket, RunningRequest request, Action<int> advance)
    {
        ForecastCall own = call with { Model = null, Warnings = [], Request = call.Request with { Model = null, Options = SeasonOf(call.Request.Options), CovariatesMode = null } };
        own = await _models.ApplyAsync(own, UsualModelOf(call.Panel), request.Token).ConfigureAwait(false);
        bool hasQuantiles = own.Model!.Manifest.Capabilities.Contains(RequestFields.Quantiles.Name);
        ForecastExpecting expecting = new(origins, own, hasQuantiles, ticket, request, listener: null);
        WatchedSeries[] watched = [.. call.Panel.Series
            .Where(series => series.Length - series.Target.Missing >= Detection.LeastValues)
            .Select(series => new WatchedSeries(series, UsualSeason.Of(series, call.Request.Options)))];
        if (watched.Length > 0)
        {
            expecting.Begin();
            await new Detection(expecting, level / 100, last: null, advance).RunAsync(watched).ConfigureAwait(false);
        }

        return new LookResult(
            watched.Where(one => !expecting.Errors.ContainsKey(one.Series.Id)).ToDictionary(one => one.Series.Id, StringComparer.Ordinal), expecting.Errors, own.Warnings);
    }

    /// <summary>The model where none is named: on generated anomalies the best of those that answer long series in seconds; docs/anomalies.md has the figures.</summary>
    internal static string UsualModelOf(Panel panel) => panel.Series.Any(series => series.Length > LongHistory || HasManySeasons(series)) ? ManySeasons : OneSeason;

    // The other options are those of another model.
    private static JsonElement? SeasonOf(JsonElement? options)
    {
        string name = RequestFields.SeasonLength.Name;
        return options is { ValueKind: JsonValueKind.Object } given && given.TryGetProperty(name, out JsonElement season)
            ? JsonElement.Parse($$"""{"{{name}}":{{season.GetRawText()}}}""")
            : null;
    }

    private static bool HasManySeasons(TimeSeries series) =>
        series.Frequency is { HasOneSeason: false } frequency && frequency.SeasonLengths.Count(season => 2L * season <= series.Length) > 1;

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
