using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Series;
using Tollama.Daemon.Routing;
using Tollama.Daemon.Scheduling;
using Tollama.Store;

namespace Tollama.Daemon.Operations;

/// <summary>Says what a forecast request would be told, without forecasting.</summary>
internal sealed class ValidateOperation(InputReader reader, InstalledModels models, AutoRouter router, AdmissionQueue queue)
{
    /// <summary>Lets a request in, before anything of it is read.</summary>
    /// <exception cref="TollamaException">The queue is full, or the daemon shuts down.</exception>
    internal AdmissionTicket Admit() => queue.Enter();

    /// <summary>The findings.</summary>
    /// <param name="input">What was sent.</param>
    /// <param name="aborted">Fires when the client leaves.</param>
    internal ValidationResponse Run(OperationInput input, CancellationToken aborted)
    {
        FaultList faults = new();
        List<string> warnings = [];
        ForecastCall? call = null;
        Try(() => call = reader.Read(input, faults, aborted), faults, "body");
        warnings.AddRange(call?.Warnings ?? []);
        if (call?.Request.Model is { } name)
        {
            Try(() => ApplyCard(name, call, warnings), faults, "model");
        }

        foreach (SeriesError error in call?.Errors ?? [])
        {
            faults.Add("value", ["series", error.Id], error.Message);
        }

        return new ValidationResponse
        {
            Valid = faults.Count == 0,
            Errors = faults.Items,
            Warnings = warnings,
            Input = call?.Input,
            Suggestions = call is null ? [] : Suggestions.For(call),
        };
    }

    private void ApplyCard(string name, ForecastCall call, List<string> warnings)
    {
        InstalledModel model = router.RouteOf(call.Model ?? models.Get(name), call.Panel, call.Request.Options).Model;
        CovariateFilter.Apply(model.Name.Short, CovariateUse.Of(model.Manifest.Capabilities), call, warnings);
    }

    private static void Try(Action read, FaultList faults, string field)
    {
        try
        {
            read();
        }
        catch (TollamaException exception)
        {
            string hint = exception.Hint is null ? "" : $" ({exception.Hint})";
            faults.Add("value", [field], exception.Message + hint);
        }
    }
}
