using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Daemon.Http;
using Tollama.Daemon.Operations;

namespace Tollama.Daemon.Endpoints;

/// <summary>Sends a run to its client, part by part.</summary>
/// <remarks>
/// Before the first byte is out, a failure is the answer of the request. After it, the answer goes on: what could not be computed is listed in its errors, so that
/// whoever reads it to its end knows of every series.
/// </remarks>
internal sealed class ForecastAnswer(AnswerBody body, IForecastWriter writer)
{
    /// <summary>Sends all.</summary>
    /// <param name="run">The run; its first part is computed.</param>
    /// <param name="request">Tells why it was ended early.</param>
    /// <param name="beforeSending">Called once, before the first byte of the answer is sent.</param>
    /// <exception cref="TollamaException">It failed before anything was sent.</exception>
    internal async Task SendAsync(IForecastRun run, RunningRequest request, Func<Task> beforeSending)
    {
        ForecastOutcome end = await WriteAsync(run, request, beforeSending).ConfigureAwait(false);
        if (!body.HasBegun)
        {
            await beforeSending().ConfigureAwait(false);
        }

        ForecastResponse answer = end.Unfinished;
        string? notices = writer.TellsNotices ? null : AnswerNotices.HeaderOf(answer);
        await body.EndAsync(answer.Errors?.Count ?? 0, answer.Warnings?.Count ?? 0, notices).ConfigureAwait(false);
    }

    /// <summary>Writes all, as a part of a larger answer; of a long one what does not fit is sent.</summary>
    /// <param name="run">The run; its first part is computed.</param>
    /// <param name="request">Tells why it was ended early.</param>
    /// <param name="beforeSending">Called once, before the first byte of the answer is sent.</param>
    internal async Task<ForecastOutcome> WriteAsync(IForecastRun run, RunningRequest request, Func<Task> beforeSending)
    {
        await writer.BeginAsync(run.Frame()).ConfigureAwait(false);
        try
        {
            while (await run.NextAsync().ConfigureAwait(false) is { } forecasts)
            {
                await writer.AddAsync(forecasts).ConfigureAwait(false);
                if (!run.IsComputed && (body.HasBegun || body.IsMuch(writer.HeldBytes)))
                {
                    await SendPieceAsync(run, beforeSending).ConfigureAwait(false);

                    // A client that reads is progress: a long answer over a slow line takes its time.
                    request.Enter(request.State);
                }
            }
        }
        catch (Exception exception) when (body.HasBegun && request.Explain(exception) is TollamaException reason)
        {
            run.GiveUp(reason);
        }

        request.Enter(RequestState.Answering);
        return await writer.EndAsync(run.Frame()).ConfigureAwait(false);
    }

    private async Task SendPieceAsync(IForecastRun run, Func<Task> beforeSending)
    {
        string? notices = null;
        if (!body.HasBegun)
        {
            await beforeSending().ConfigureAwait(false);
            await writer.SendInPiecesAsync().ConfigureAwait(false);
            notices = writer.TellsNotices ? null : AnswerNotices.HeaderOf(run.Frame().Unfinished);
        }

        await body.SendAsync(notices).ConfigureAwait(false);
    }
}
