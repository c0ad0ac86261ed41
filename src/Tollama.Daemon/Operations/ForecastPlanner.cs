using System.Globalization;
using System.Text.Json;
using Tollama.Catalog;
using Tollama.Core.Errors;
using Tollama.Core.Protocol;
using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.Daemon.Execution;
using Tollama.Daemon.Intervals;
using Tollama.Daemon.Routing;
using Tollama.Daemon.Scheduling;
using Tollama.Store;

namespace Tollama.Daemon.Operations;

/// <summary>Divides a request into parts, and says about how much work it is.</summary>
internal sealed class ForecastPlanner(WorkEstimate estimate, IForecaster forecaster)
{
    private const int UsualBytesPerNumber = 20;

    private const int BytesPerStep = 24;

    /// <summary>The plan.</summary>
    /// <param name="route">The model that answers; it is loaded.</param>
    /// <param name="call">The call.</param>
    /// <param name="panel">Its series, as the model gets them.</param>
    /// <param name="client">Who asks.</param>
    /// <exception cref="TollamaException"><see cref="ErrorCode.InvalidRequest"/>: the answer is longer than its runner may send at once.</exception>
    internal ForecastPlan Plan(AutoRoute route, ForecastCall call, Panel panel, string client)
    {
        long numbersOfSeries = (long)panel.Horizon * (1 + (call.Request.Quantiles?.Count ?? 0) + (call.Sampling?.NumbersPerStep ?? 0));
        OriginSettings? origins = OriginsOf(route.Model, call);
        int[] copies = [.. panel.Series.Select(series => 1 + (origins?.AgesOf(series, panel.Horizon).Count ?? 0))];
        InsightPlan? insight = InsightPlan.Of(call.Request);
        IReadOnlyList<TimeSpan> costs =
            [.. estimate.Of(route.Model, panel, numbersOfSeries, call.Request.Options).Select((one, place) => one * (copies[place] + (insight?.CostOf(panel.Series[place]) ?? 1) - 1))];
        long[] besides = [.. panel.Series.Select(series => insight?.NumbersOf(series, panel.Horizon) ?? 0)];
        IReadOnlyList<PanelPart> parts = PanelParts.Of(panel, numbersOfSeries, costs, copies, besides);
        TimeSpan cost = parts.Aggregate(TimeSpan.Zero, (sum, part) => sum + part.Cost);
        if (parts.Count > 1 && !MayDivide(route.Model, call.Request.Options))
        {
            parts = [new PanelPart(panel, cost)];
        }

        IEnumerable<long> numbersOfEach = copies.Zip(besides, (times, others) => (numbersOfSeries * times) + others);
        long numbers = parts.Count == 1 ? numbersOfEach.Sum() : numbersOfEach.Max();
        if (numbers > LineFraming.MaxLineNumbers)
        {
            throw TooLong(route.Model, numbers);
        }

        return new ForecastPlan
        {
            Route = route,
            Panel = panel,
            Parts = parts,
            Origins = origins,
            Insight = insight,
            Warnings = call.Request is { Intervals: IntervalSource.Conformal, Quantiles: not { Count: > 0 } }
                ? [$"{RequestFields.Intervals.With("conformal")} says how {RequestFields.Quantiles.Name}= are computed, and none are asked for"] : [],
            Work = new Work(client, cost),
            AnswerBytes = (panel.Series.Count * ((numbersOfSeries * UsualBytesPerNumber) + ((long)panel.Horizon * BytesPerStep)))
                + (insight is null ? 0 : panel.Series.Sum(series => BytesOf(insight, series, panel.Horizon))),
        };
    }

    private static long BytesOf(InsightPlan insight, TimeSeries series, int horizon) =>
        ((insight.NumbersOf(series, horizon) + insight.NumbersBeside(series)) * UsualBytesPerNumber)
        + (insight.NeedsHistory ? (long)series.Length * BytesPerStep : 0);

    private static OriginSettings? OriginsOf(InstalledModel model, ForecastCall call)
    {
        ForecastRequest request = call.Request;
        if (request.Intervals != IntervalSource.Conformal || request.Quantiles is not { Count: > 0 } levels)
        {
            return null;
        }

        if (JoinsSeries(model, request.Options))
        {
            throw new TollamaException(
                ErrorCode.InvalidRequest,
                $"{RequestFields.Intervals.With("conformal")} asks for each series at earlier origins beside it, and an option lets the series of this request look at each other: "
                + "they would see what they are to forecast",
                $"leave the option out, or send {RequestFields.Intervals.With("model")}");
        }

        return new OriginSettings
        {
            Levels = levels,
            HasQuantiles = model.Manifest.Capabilities.Contains(RequestFields.Quantiles.Name),
            SeasonOf = series => UsualSeason.Of(series, request.Options),
            NonNegative = request.Lower is null ? FlagOf(request.Options, RequestFields.NonNegative.Name) : false,
        };
    }

    private static bool? FlagOf(JsonElement? options, string name) =>
        options is { ValueKind: JsonValueKind.Object } given && given.TryGetProperty(name, out JsonElement flag)
            ? flag.ValueKind switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => null }
            : null;

    private static bool JoinsSeries(InstalledModel model, JsonElement? options) =>
        JoinedSeries.IsAskedBy(options) || JoinedSeries.IsAskedBy(ModelDefaults.OfFamily(model));

    // A model whose series look at each other must get all of them, and so must one of which it is not known.
    private bool MayDivide(InstalledModel model, JsonElement? options) =>
        !JoinsSeries(model, options) && forecaster.TakesParts(model);

    private static TollamaException TooLong(InstalledModel model, long numbers)
    {
        FaultList faults = new();
        faults.Add(
            "limit",
            [RequestFields.Horizon.Name],
            string.Create(
                CultureInfo.InvariantCulture,
                $"'{model.Name.Short}' forecasts all series of this request at once, and the answer would have {numbers} numbers; "
                + $"the limit is {LineFraming.MaxLineNumbers}: send fewer series at once"));
        return faults.ToException();
    }
}
