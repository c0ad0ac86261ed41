using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Json;
using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.Daemon.Backtests;
using Tollama.Daemon.Operations;
using Tollama.Data.Writing;

namespace Tollama.Daemon.Endpoints;

/// <summary><c>/api/backtest</c>: how good models would have been on the data of the request.</summary>
internal sealed class BacktestEndpoint(OperationDoor door, BacktestOperation operation)
{
    private const string Name = "backtest";

    // Those of a forecast that a backtest has no use for: what is not measured, and what only a single forecast has.
    private static readonly RequestField[] OfForecastsOnly =
    [
        RequestFields.Select, RequestFields.ResponseOptions, RequestFields.FailFast, RequestFields.Paths, RequestFields.Sum,
        RequestFields.Threshold, RequestFields.IncludeHistory, RequestFields.LikeInput,
    ];

    /// <summary>The fields of a backtest.</summary>
    internal static RequestShape Shape { get; } = new([], NeedsModel: false)
    {
        Fields = [.. RequestFields.All.Except([.. OfForecastsOnly, RequestFields.Level, RequestFields.Last])],
        TakesTables = true,
        MayLackHorizon = true,
        MayLackFuture = true,
    };

    internal void Map(IEndpointRouteBuilder routes) => routes.PostTable("/api/backtest", HandleAsync);

    private Task HandleAsync(HttpContext context)
    {
        AnswerFormat format = AcceptedFormat.Of(context.Request);
        return format is AnswerFormat.Json or AnswerFormat.Ndjson
            ? door.RunAsync(context, Name, Shape, AnswerAsync, TollamaJsonContext.Default.BacktestResponse, TollamaJsonContext.Default.BacktestStreamLine)
            : door.RunAsync(
                context,
                Name,
                Shape,
                visit => AnswerAsync(visit with { Call = WithForecasts(visit.Call) }),
                TollamaJsonContext.Default.BacktestResponse,
                line: null,
                (_, answer) => SendAsync(context, format, answer));
    }

    // A table of a backtest is that of the forecasts of its windows.
    private static ForecastCall WithForecasts(ForecastCall call) =>
        call with { Request = call.Request with { Include = [.. (call.Request.Include ?? []).Append(Inclusion.Forecasts).Distinct()] } };

    private static Task SendAsync(HttpContext context, AnswerFormat format, BacktestResponse answer) => OperationTable.SendAsync(
        context, format, (output, drain) => BacktestTable.WriteAsync(answer, format, output, drain), answer.Errors?.Count ?? 0, answer.Warnings?.Count ?? 0);

    private Task<BacktestResponse> AnswerAsync(OperationVisit visit)
    {
        Check(visit.Call);
        return operation.RunAsync(visit.Call, visit.Ticket, visit.Request, visit.Listener);
    }

    private static void Check(ForecastCall call)
    {
        FaultList faults = new();
        if (call.Request.Include?.Where(part => part != Inclusion.Forecasts).ToArray() is { Length: > 0 })
        {
            faults.Add(
                "value",
                [RequestFields.Include.Name],
                $"of a backtest only {RequestFields.Include.With("forecasts")} can be had; the other parts are those of a forecast");
        }

        foreach ((int index, TimeSeries series) in call.Request.Series.Index().Where(pair => pair.Item.Actuals is not null).Take(1))
        {
            faults.Add(
                "value",
                ["series", index.ToString(CultureInfo.InvariantCulture), "actuals"],
                $"series '{Excerpt.Of(series.Id)}' has actuals, which a backtest does not read: it compares with the last values of target; "
                + "append them there");
        }

        if (faults.Count > 0)
        {
            throw faults.ToException();
        }
    }
}
