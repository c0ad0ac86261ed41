using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Json;
using Tollama.Core.Validation;
using Tollama.Daemon.Configuration;
using Tollama.Daemon.Forecasting;
using Tollama.Daemon.Http;
using Tollama.Daemon.Routing;

namespace Tollama.Daemon.Endpoints;

/// <summary><c>/api/validate</c>: what a forecast request would be told, without forecasting.</summary>
internal sealed class ValidateEndpoint(ForecastReader reader, InstalledModels models, AutoRouter router, DaemonOptions options)
{
    internal void Map(IEndpointRouteBuilder routes) => routes.Post("/api/validate", AnswerAsync);

    private async Task AnswerAsync(HttpContext context)
    {
        using RequestBody body = await BodyReader.ReadAsync(context, options.MaxBodyBytes, context.RequestAborted).ConfigureAwait(false);
        FaultList faults = new();
        ForecastCall? call = Try(() => reader.Read(context, body, Stopwatch.GetTimestamp(), faults), faults, "body");
        if (call?.Request.Model is { Length: > 0 } name)
        {
            Try(() => ApplyTraits(name, call), faults, "model");
        }

        foreach (SeriesError error in call?.Errors ?? [])
        {
            faults.Add("value", ["series", error.Id], error.Message);
        }

        ValidationResponse response = new()
        {
            Valid = faults.Count == 0,
            Errors = faults.Items,
            Warnings = call?.Warnings ?? [],
            Input = call?.Input,
            Suggestions = call is null ? [] : Suggestions.For(call),
        };
        await Replies.JsonAsync(context, response, TollamaJsonContext.Default.ValidationResponse).ConfigureAwait(false);
    }

    private ForecastCall ApplyTraits(string name, ForecastCall call)
    {
        ModelTraitsFilter.Apply(router.RouteOf(models.Get(name), call).Model, call);
        return call;
    }

    private static ForecastCall? Try(Func<ForecastCall> read, FaultList faults, string field)
    {
        try
        {
            return read();
        }
        catch (TollamaException exception)
        {
            string hint = exception.Hint is null ? "" : $" ({exception.Hint})";
            faults.Add("value", [field], exception.Message + hint);
            return null;
        }
    }
}
