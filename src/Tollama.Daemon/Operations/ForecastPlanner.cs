using System.Globalization;
using System.Text.Json;
using Tollama.Catalog;
using Tollama.Core.Errors;
using Tollama.Core.Protocol;
using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.Daemon.Execution;
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
        IReadOnlyList<TimeSpan> costs = estimate.Of(route.Model, panel, numbersOfSeries, call.Request.Options);
        IReadOnlyList<PanelPart> parts = PanelParts.Of(panel, numbersOfSeries, costs);
        TimeSpan cost = parts.Aggregate(TimeSpan.Zero, (sum, part) => sum + part.Cost);
        if (parts.Count > 1 && !MayDivide(route.Model, call.Request.Options))
        {
            parts = [new PanelPart(panel, cost)];
        }

        if (parts.Max(part => part.Panel.Series.Count) * numbersOfSeries > LineFraming.MaxLineNumbers)
        {
            throw TooLong(route.Model, panel.Series.Count * numbersOfSeries);
        }

        return new ForecastPlan
        {
            Route = route,
            Panel = panel,
            Parts = parts,
            Work = new Work(client, cost),
            AnswerBytes = panel.Series.Count * ((numbersOfSeries * UsualBytesPerNumber) + ((long)panel.Horizon * BytesPerStep)),
        };
    }

    // A model whose series look at each other must get all of them, and so must one of which it is not known.
    private bool MayDivide(InstalledModel model, JsonElement? options) =>
        !JoinedSeries.IsAskedBy(options) && !JoinedSeries.IsAskedBy(ModelDefaults.OfFamily(model)) && forecaster.TakesParts(model);

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
