using System.Buffers;
using System.Diagnostics;
using System.Text;
using Microsoft.AspNetCore.Http;
using Tollama.Core.Json;
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
    NixtlaReading reading, Preparation preparation, AdmissionQueue queue, RunningRequests requests, ByteBudget bodies, NixtlaUsage usage, DaemonOptions options, TimeProvider time)
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
                Spell(body);
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

    /// <summary>Takes a request that is answered later: it is read now, so that what is wrong with it is told at once.</summary>
    /// <param name="context">The request.</param>
    /// <param name="name">What it is called in lists of running requests.</param>
    /// <param name="prefix">What the job's name begins with.</param>
    /// <param name="task">What is asked for.</param>
    /// <param name="jobs">Where it is kept.</param>
    /// <param name="answer">Computes the answer.</param>
    internal async Task SubmitAsync(HttpContext context, string name, string prefix, NixtlaTask task, NixtlaJobs jobs, Func<NixtlaVisit, Task<NixtlaAnswer>> answer)
    {
        string client = ClientIdentity.Of(context).Name;
        usage.Count();
        queue.Check(client);
        NixtlaJob job = jobs.Add(prefix, client);
        RequestBody? body = null;
        try
        {
            NixtlaRequest? read = null;
            await requests.RunAsync(name, RequestId.Of(context), client, ReadAsync, context.RequestAborted).ConfigureAwait(false);
            job.Start(token => ComputeAsync(name, job.Id, client, new NixtlaWork(task, read!, answer, body!), token), time);
            body = null;

            async Task ReadAsync(RunningRequest request)
            {
                body = await BodyReader.ReadAsync(context, NixtlaReading.MaxBodyBytesOf(options), bodies, request.Token).ConfigureAwait(false);
                Spell(body);
                read = await this.ReadAsync(task, body.Bytes, request).ConfigureAwait(false);
            }
        }
        catch
        {
            jobs.Remove(job);
            throw;
        }
        finally
        {
            body?.Dispose();
        }

        await Replies.BytesAsync(context, Encoding.UTF8.GetBytes($"{{\"job_id\":\"{job.Id}\"}}"), Replies.JsonType, StatusCodes.Status202Accepted).ConfigureAwait(false);
    }

    private async Task<ReadOnlyMemory<byte>> ComputeAsync(string name, string id, string client, NixtlaWork work, CancellationToken stopped)
    {
        using RequestBody body = work.Body;
        ArrayBufferWriter<byte> written = new();
        await requests.RunAsync(name, id, client, AnswerAsync, stopped).ConfigureAwait(false);
        return written.WrittenMemory;

        async Task AnswerAsync(RunningRequest request)
        {
            if (work.Request.JobSeconds is { } seconds)
            {
                request.EndAfter(TimeSpan.FromSeconds(seconds));
            }

            using AdmissionTicket ticket = queue.Enter(client);
            NixtlaAnswer found = await work.Answer(new NixtlaVisit(work.Task, work.Request, request, ticket, Stopwatch.GetTimestamp())).ConfigureAwait(false);
            await NixtlaJson.WriteAsync(new PackedWriter(written, static () => ValueTask.CompletedTask), found, id).ConfigureAwait(false);
        }
    }

    // Programs that write JSON by Python's own means write NaN for what is missing.
    private static void Spell(RequestBody body)
    {
        if (BareNumbers.MayBeIn(body.Bytes.Span))
        {
            body.Rewrite(BareNumbers.LongestSpelling(body.Bytes.Span), (text, spelled) => BareNumbers.Spell(text.Span, spelled.Span, isTable: false));
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
