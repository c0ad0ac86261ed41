using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tollama.Daemon.Http;
using Tollama.Daemon.Nixtla;
using Tollama.Daemon.Security;

namespace Tollama.Daemon.Endpoints.Nixtla;

/// <summary>The routes of Nixtla's clients for what is answered later.</summary>
internal sealed class NixtlaJobEndpoints(NixtlaDoor door, NixtlaJobs jobs, NixtlaOperations operations)
{
    internal void Map(IEndpointRouteBuilder routes)
    {
        routes.Post("/v2/forecast/async", context => door.SubmitAsync(context, "forecast", "fc", NixtlaTask.Forecast, jobs, operations.Forecasts.AnswerAsync));
        routes.Post(
            "/v2/cross_validation/async", context => door.SubmitAsync(context, "cross_validation", "cv", NixtlaTask.CrossValidation, jobs, operations.ValidateAsync));

        // The body of online detection comes by this name.
        routes.Post("/v2/anomaly_detection/async", context => door.SubmitAsync(context, "online_anomaly_detection", "ad", NixtlaTask.OnlineAnomalyDetection, jobs, operations.Detection.AnswerAsync));
        routes.Post("/v2/simulate/async", context => door.SubmitAsync(context, "simulate", "sm", NixtlaTask.Simulation, jobs, operations.Simulation.AnswerAsync));
        routes.Get("/v2/{task}/jobs/{id}", TellAsync);
        routes.Post("/v2/async/jobs/{id}/cancel", CancelAsync);
    }

    private Task TellAsync(HttpContext context) => SendAsync(context, JobOf(context));

    private async Task CancelAsync(HttpContext context)
    {
        NixtlaJob job = JobOf(context);
        job.Cancel();
        await job.Running.WaitAsync(context.RequestAborted).ConfigureAwait(false);
        await SendAsync(context, job).ConfigureAwait(false);
    }

    private NixtlaJob JobOf(HttpContext context)
    {
        ClientIdentity client = ClientIdentity.Of(context);
        return jobs.Get((string?)context.Request.RouteValues["id"] ?? "", owner => client.IsOperator || owner == client.Name);
    }

    private static Task SendAsync(HttpContext context, NixtlaJob job)
    {
        NixtlaJobStatus status = job.Status;
        ArrayBufferWriter<byte> body = new(status.Result.Length + 200);
        PackedWriter json = new(body, static () => ValueTask.CompletedTask);
        json.Begin();
        json.Text("job_id"u8, job.Id);
        json.Text("status"u8, status.Word);
        if (status.Error is { } error)
        {
            json.Text("error"u8, error);
        }
        else
        {
            json.Null("error"u8);
        }

        if (status.Result.IsEmpty)
        {
            json.Null("result"u8);
        }
        else
        {
            json.Json("result"u8, status.Result.Span);
        }

        json.End();
        return Replies.BytesAsync(context, body.WrittenMemory, Replies.JsonType, StatusCodes.Status200OK);
    }
}
