using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.Daemon.Intervals;
using Tollama.Daemon.Routing;
using Tollama.Store;

namespace Tollama.Daemon.Operations;

/// <summary>Says what a forecast request would be told, without forecasting.</summary>
internal sealed class ValidateOperation(RequestReading reading, InstalledModels models, AutoRouter router, ResidualChoice residuals)
{
    // What is wrong with the data as a whole needs no place.
    private const string Whole = "body";

    /// <summary>The findings.</summary>
    /// <param name="input">What was sent.</param>
    /// <param name="request">Is told how far it is; its token ends the work.</param>
    internal async Task<ValidationResponse> RunAsync(OperationInput input, RunningRequest request)
    {
        FaultList faults = new();
        List<string> warnings = [];
        ForecastCall? call = null;
        try
        {
            call = await reading.ReadAsync(input, faults, request).ConfigureAwait(false);
        }
        catch (TollamaException exception)
        {
            Add(exception, faults);
        }

        warnings.AddRange(call?.Warnings ?? []);
        warnings.AddRange(call is null ? [] : BoundNotices(call));
        if (call?.Request.Model is { } name)
        {
            try
            {
                ApplyCard(name, call, warnings);
            }
            catch (TollamaException exception)
            {
                Add(exception, faults, RequestFields.Model.Name);
            }
        }

        string[] errors = [.. faults.Items.Select(Sentence)];
        SeriesNotices failed = new();
        foreach (SeriesError error in call?.Errors ?? [])
        {
            failed.Add(error.Id, error.Message);
            faults.Add("value", ["series", error.Id], error.Message);
        }

        return new ValidationResponse
        {
            Valid = faults.Count == 0,
            Errors = [.. errors, .. failed.Items],
            Faults = faults.Items,
            Warnings = warnings,
            Input = call?.Input,
            Suggestions = call is null ? [] : Suggestions.For(call),
        };
    }

    private void ApplyCard(string name, ForecastCall call, List<string> warnings)
    {
        InstalledModel model = router.RouteOf(call.Model ?? models.Get(name), call.Panel, call.Request.Options).Model;
        residuals.Settle(model, call);
        CovariateFilter.Apply(model.Name.Short, CovariateUse.Of(model.Manifest.Capabilities), call, warnings);
    }

    // What a run says of a history that is not as its bounds.
    private static IReadOnlyList<string> BoundNotices(ForecastCall call)
    {
        SeriesNotices notices = new();
        if (ValueBounds.Of(call.Request) is { } bounds)
        {
            foreach (TimeSeries series in call.Panel.Series)
            {
                notices.AddRange(series.Id, bounds.Notices(series));
            }
        }

        return notices.Items;
    }

    // Most messages begin with the name of their field; where in the request that is, is said before it.
    private static string Sentence(Fault fault) => fault.Path == Whole ? fault.Msg : $"{fault.Path}: {fault.Msg}";

    private static void Add(TollamaException exception, FaultList faults, params string[] place)
    {
        string hint = exception.Hint is null || exception.IsHintPrivate ? "" : $" ({exception.Hint})";
        faults.Add("value", place, exception.Message + hint);
    }
}
