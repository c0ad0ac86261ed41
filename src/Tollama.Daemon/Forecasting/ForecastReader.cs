using Microsoft.AspNetCore.Http;
using Tollama.Core.Validation;
using Tollama.Daemon.Configuration;
using Tollama.Daemon.Http;
using Tollama.Store;

namespace Tollama.Daemon.Forecasting;

/// <summary>Reads a forecast from an HTTP request: a JSON body whatever its Content-Type says, or a table with the rest in the query.</summary>
internal sealed class ForecastReader(DaemonOptions options, ModelStore store)
{
    /// <summary>Reads the request and makes its series regular. All of its faults are in <paramref name="faults"/>; without one the call can run.</summary>
    internal ForecastCall Read(HttpContext context, RequestBody body, long started, FaultList faults) =>
        TableRequest.IsTable(context.Request, body.Bytes.Span)
            ? TableRequest.Read(context, body, options.Limits, Defaults, started, faults)
            : ReadJson(context, body, started, faults);

    private RequestDefaults? Defaults(string model) => ModelDefaults.Find(store, model);

    private ForecastCall ReadJson(HttpContext context, RequestBody body, long started, FaultList faults)
    {
        ParsedRequest request = ForecastRequestReader.Read(body.Bytes, options.Limits, faults, Defaults);
        SeriesPreparation preparation = new(request, faults);
        return new ForecastCall
        {
            Request = request,
            Series = faults.Count == 0 ? preparation.Prepare() : [],
            Warnings = preparation.Warnings,
            Errors = preparation.Errors,
            RequestId = RequestId.Of(context),
            Started = started,
        };
    }
}
