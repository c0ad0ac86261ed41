using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Tollama.Daemon.Configuration;
using Tollama.Daemon.Http;
using Tollama.Daemon.Memory;
using Tollama.Daemon.Nixtla;
using Tollama.Daemon.Operations;
using Tollama.Daemon.Scheduling;
using Tollama.Daemon.Security;

namespace Tollama.Daemon.Endpoints.Nixtla;

/// <summary>Lets in requests of Nixtla's clients, reads them, and sends their answers.</summary>
internal sealed class NixtlaDoor(
    NixtlaReading reading, Preparation preparation, AdmissionQueue queue, RunningRequests requests, ByteBudget bodies, NixtlaUsage usage, DaemonOptions options)
{
    private const string OfR = "nixtlar";

    /// <summary>Answers a request.</summary>
    /// <param name="context">The request.</param>
    /// <param name="name">What it is called in lists of running requests.</param>
    /// <param name="task">What is asked for.</param>
    /// <param name="answer">Computes the answer.</param>
    internal Task RunAsync(HttpContext context, string name, NixtlaTask task, Func<NixtlaVisit, Task<NixtlaAnswer>> answer)
    {
        string client = ClientIdentity.Of(context).Name;
        usage.Count();
        queue.Check(client);
        return requests.RunAsync(name, RequestId.Of(context), client, AnswerAsync, context.RequestAborted);

        async Task AnswerAsync(RunningRequest request)
        {
            long started = Stopwatch.GetTimestamp();
            NixtlaAnswer found;
            using (RequestBody body = await BodyReader.ReadAsync(context, NixtlaReading.MaxBodyBytesOf(options), bodies, request.Token).ConfigureAwait(false))
            {
                using AdmissionTicket ticket = queue.Enter(client);
                NixtlaRequest read = await ReadAsync(task, body.Bytes, request).ConfigureAwait(false);
                NixtlaVisit visit = new(task, read, request, ticket, started)
                {
                    // It drops null, and what follows moves to the wrong times.
                    FailsFast = context.Request.Headers.UserAgent.ToString().StartsWith(OfR, StringComparison.OrdinalIgnoreCase),
                };
                found = await answer(visit).ConfigureAwait(false);
            }

            request.Enter(RequestState.Answering);
            await SendAsync(context, found).ConfigureAwait(false);
        }
    }

    private async Task<NixtlaRequest> ReadAsync(NixtlaTask task, ReadOnlyMemory<byte> body, RunningRequest request)
    {
        request.Enter(RequestState.Reading);
        using Place place = await preparation.TakeAsync(request.Client, body.Length, request.Token).ConfigureAwait(false);
        return reading.Read(task, body, request.Token);
    }

    private static async Task SendAsync(HttpContext context, NixtlaAnswer answer)
    {
        using AnswerBody body = new(context, Replies.JsonType);
        await NixtlaJson.WriteAsync(new PackedWriter(body.Output, SendMuchAsync), answer, RequestId.Of(context)).ConfigureAwait(false);
        await body.EndAsync(errors: 0, answer.Warnings.Count).ConfigureAwait(false);

        ValueTask SendMuchAsync() => body.HasBegun || body.IsMuch(0) ? body.SendAsync() : ValueTask.CompletedTask;
    }
}
