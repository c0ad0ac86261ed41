using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tollama.Core.Errors;
using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.Daemon.Operations;

namespace Tollama.Daemon.Endpoints;

/// <summary><c>/api/what-if</c>, as the Python tollama has it: the forecast, and what it would be had the data been others.</summary>
internal sealed class WhatIfEndpoint(ForecastDoor door)
{
    private const string Scenarios = "scenarios";
    private const string GoesOn = "continue_on_error";

    private static readonly RequestShape Shape = new([Scenarios, GoesOn])
    {
        Check = (extras, ids, faults) =>
        {
            ScenarioReader.Read(extras.GetValueOrDefault(Scenarios), ids, faults);
            if (extras.GetValueOrDefault(GoesOn).ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.True or JsonValueKind.False))
            {
                faults.Add("type", [GoesOn], $"{GoesOn} must be true or false");
            }
        },
    };

    internal void Map(IEndpointRouteBuilder routes) => routes.Post("/api/what-if", HandleAsync);

    private Task HandleAsync(HttpContext context) => door.RunAsync(context, "what-if", Shape, AnswerAsync);

    private static async Task AnswerAsync(ForecastCall call, NestedForecasts forecasts)
    {
        IReadOnlyList<Scenario> scenarios = ScenarioReader.Read(
            call.Request.Extras.GetValueOrDefault(Scenarios), call.Request.Series.Select(series => series.Id).ToHashSet(), new FaultList());
        bool goesOn = call.Request.Extras.GetValueOrDefault(GoesOn).ValueKind != JsonValueKind.False;
        forecasts.Write("{\"model\":"u8);
        forecasts.Write(call.Request.Model!);
        forecasts.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $",\"horizon\":{call.Steps},\"baseline\":")));
        await forecasts.WriteAsync(call).ConfigureAwait(false);
        forecasts.Write(",\"results\":["u8);
        foreach (Scenario scenario in scenarios)
        {
            await forecasts.WriteResultAsync("scenario", scenario.Name, () => call with { Panel = Changed(call.Panel, scenario) }, goesOn).ConfigureAwait(false);
        }

        forecasts.Write(Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"],\"summary\":{{\"requested_scenarios\":{scenarios.Count},\"succeeded\":{forecasts.Succeeded - 1},\"failed\":{forecasts.Failed}}}}}")));
    }

    private static Panel Changed(Panel panel, Scenario scenario) =>
        new([.. panel.Series.Select(series => scenario.Changes.Aggregate(series, (changed, change) => change.ApplyTo(changed)))], panel.Horizon);
}
