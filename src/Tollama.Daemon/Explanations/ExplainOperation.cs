using System.Diagnostics;
using Tollama.Catalog;
using Tollama.Core.Analysis;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Protocol;
using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.Daemon.Anomalies;
using Tollama.Daemon.Configuration;
using Tollama.Daemon.Operations;
using Tollama.Daemon.Scheduling;

namespace Tollama.Daemon.Explanations;

/// <summary>Says what series are made of and why they are forecast as they are: an analysis, a look for anomalies, and what a model that forecasts them says of its fit, some series at a time.</summary>
internal sealed class ExplainOperation(UsualModels models, AnalyzeOperation analyses, AnomalyOperation anomalies, OriginForecaster origins, DaemonOptions options)
{
    private const string UsualModel = AutoStrategies.UsualModel;

    // What is known of so many values is kept at once.
    private const int ValuesAtOnce = 200_000;

    private const int Looks = 3;

    private const string NotNamed = $"no model was named, and '{UsualModel}' is the usual one";

    /// <summary>What such a request has.</summary>
    internal static RequestShape Shape { get; } = new([], NeedsModel: false)
    {
        TakesTables = true,
        MayLackHorizon = true,
        Fields =
        [
            RequestFields.Model, RequestFields.Horizon, RequestFields.Options, RequestFields.Parameters, RequestFields.SeasonLength, RequestFields.NonNegative, RequestFields.Freq,
            RequestFields.OnBadData, RequestFields.Strict, RequestFields.Duplicates, RequestFields.Fill, RequestFields.Aggregate, RequestFields.End, RequestFields.TimeZone,
            RequestFields.CovariatesMode, RequestFields.Seed, RequestFields.KeepAlive, RequestFields.Timeout, RequestFields.Stream, RequestFields.Time, RequestFields.Target,
            RequestFields.Id, RequestFields.Covariates, RequestFields.FutureCovariates, RequestFields.Delimiter, RequestFields.Decimal, RequestFields.DayFirst, RequestFields.Sheet,
        ],
    };

    /// <summary>Answers a request.</summary>
    /// <param name="call">The request.</param>
    /// <param name="ticket">Its ticket.</param>
    /// <param name="request">How far it is; its token ends the work wherever it is.</param>
    /// <param name="listener">Who wants to know how far it is; <see langword="null"/> for nobody.</param>
    /// <param name="mostValues">Of so many values at most the components are told.</param>
    /// <exception cref="TollamaException">It failed as a whole.</exception>
    internal async Task<ExplainResponse> RunAsync(
        ForecastCall call, AdmissionTicket ticket, RunningRequest request, IForecastListener? listener, long mostValues = ExplainedPanel.MostValues)
    {
        if ((call.Request.Timeout ?? options.RequestTimeout) is { } timeout)
        {
            request.EndAfter(timeout);
        }

        bool isNamed = call.Request.Model is not null;
        call = await models.ApplyAsync(call, UsualModel, request.Token).ConfigureAwait(false);
        ExplainedPanel answer = new(call, isNamed ? null : NotNamed, mostValues);
        int done = 0;
        foreach (IReadOnlyList<TimeSeries> part in Parts(call.Panel.Series))
        {
            request.Token.ThrowIfCancellationRequested();
            int before = done;
            ForecastCall asked = call with { Panel = new Panel(part, call.Panel.Horizon), Errors = [] };
            List<(TimeSeries Series, SeriesAnalysis Analysis)> found = await AnalyzeAsync(asked, finished => Advance(before, finished)).ConfigureAwait(false);
            if (found.Count > 0)
            {
                long began = Stopwatch.GetTimestamp();
                ForecastCall known = asked with { Panel = new Panel([.. found.Select(one => one.Series)], call.Panel.Horizon) };
                LookResult look = await anomalies.LookAsync(
                    known, Oddities.Level, ticket, request, finished => Advance(before, part.Count + finished)).ConfigureAwait(false);
                PartListener behind = new(listener, finished => Advance(before, (2 * part.Count) + finished));
                OriginOutcome outcome = await ForecastAsync(known, behind).ConfigureAwait(false);
                answer.Add(found, look, outcome, Stopwatch.GetElapsedTime(began));
            }

            done += part.Count;
            Advance(done, 0);
        }

        return answer.Answer();

        // Each series is looked at three times.
        void Advance(int before, int thirds)
        {
            int total = call.Panel.Series.Count;
            ProgressNotice notice = new() { Completed = Math.Min(total, before + (thirds / Looks)), Total = total };
            request.Advance(notice);
            listener?.Report(notice);
        }

        async Task<List<(TimeSeries Series, SeriesAnalysis Analysis)>> AnalyzeAsync(ForecastCall asked, Action<int> advance)
        {
            List<(TimeSeries Series, SeriesAnalysis Analysis)> found = [];
            await analyses.FindAsync(asked, new AnalysisSettings(), ticket, request, advance, (some, errors) =>
            {
                found.AddRange(some);
                answer.Fail(errors);
                return ValueTask.CompletedTask;
            }).ConfigureAwait(false);
            return found;
        }

        Task<OriginOutcome> ForecastAsync(ForecastCall asked, IForecastListener behind)
        {
            IReadOnlyList<TimeSeries> series = asked.Panel.Series;
            bool hasCovariates = series.Any(one => one.Covariates.Count > 0);
            ForecastCall forecast = asked with
            {
                Panel = new Panel([.. series.Select(one => AssumedFuture.Apply(one, asked.Panel.Horizon))], asked.Panel.Horizon),
                Request = asked.Request with
                {
                    Horizon = asked.Panel.Horizon,
                    Quantiles = null,
                    Stream = null,
                    Include = hasCovariates ? [Inclusion.Components, Inclusion.Parameters, Inclusion.Effects] : [Inclusion.Components, Inclusion.Parameters],
                },
            };
            return origins.ForecastAsync(forecast, [.. series.Select(_ => 0)], ticket, request, behind);
        }
    }

    private static IEnumerable<IReadOnlyList<TimeSeries>> Parts(IReadOnlyList<TimeSeries> all)
    {
        List<TimeSeries> part = [];
        long values = 0;
        foreach (TimeSeries series in all)
        {
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

    // How far the forecast of a part is counts for the whole.
    private sealed class PartListener(IForecastListener? listener, Action<int> advance) : IForecastListener
    {
        public Task LoadingAsync(string model) => listener?.LoadingAsync(model) ?? Task.CompletedTask;

        public void Report(ProgressNotice notice) => advance(notice.Completed);
    }
}
