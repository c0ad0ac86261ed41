using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using Tollama.Core.Errors;

namespace Tollama.Store;

/// <summary>Fetches parts of one file of a hub, going on after every failure that may pass.</summary>
internal sealed class PartFetch(HubClient hub, HubRevision revision, HubFile file, PullTransfer transfer, DownloadPolicy policy, TimeProvider time)
{
    private const int ChunkSize = 1 << 18;

    private readonly HubRetry _retry = new(policy, time);

    /// <summary>Fetches what is missing of a part.</summary>
    /// <exception cref="RangesIgnoredException">The hub serves whole files only, and this part is not one.</exception>
    public async Task RunAsync(PartialFile partial, DownloadPart part, CancellationToken cancellationToken)
    {
        int fruitless = 0;
        while (!part.IsWritten)
        {
            long before = part.Written;
            try
            {
                await FetchAsync(partial, part, cancellationToken).ConfigureAwait(false);
            }
            catch (TransientHubException fault)
            {
                fruitless = part.Written > before ? 1 : fruitless + 1;
                await _retry.PauseAsync(fault, $"{file.Path} of {revision.RepoId}", fruitless, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task FetchAsync(PartialFile partial, DownloadPart part, CancellationToken cancellationToken)
    {
        RangeHeaderValue range = new(part.Offset + part.Written, part.Offset + part.Length - 1);
        using HttpResponseMessage response =
            await hub.OpenAsync(revision, file, range, transfer.Insecure, cancellationToken).ConfigureAwait(false);
        Check(response, partial, part, range);
        await CopyAsync(response, partial, part, cancellationToken).ConfigureAwait(false);
        if (!part.IsWritten)
        {
            Uri address = HubBody.AddressOf(response);
            throw new TransientHubException($"{address.Host} closed the connection after {part.Offset + part.Written} of {file.Size} bytes");
        }
    }

    private void Check(HttpResponseMessage response, PartialFile partial, DownloadPart part, RangeHeaderValue asked)
    {
        if (response.StatusCode != HttpStatusCode.PartialContent)
        {
            bool isWhole = partial.Parts.Count == 1;
            if (!isWhole)
            {
                throw new RangesIgnoredException();
            }

            part.Written = 0;
            RequireSize(response.Content.Headers.ContentLength);
            return;
        }

        ContentRangeHeaderValue? sent = response.Content.Headers.ContentRange;
        RequireSize(sent?.Length);
        RangeItemHeaderValue wanted = asked.Ranges.First();
        if (sent?.From != wanted.From)
        {
            throw new TransientHubException($"{HubBody.AddressOf(response).Host} sent the range {sent} instead of {asked}");
        }
    }

    private void RequireSize(long? size)
    {
        if (size is { } actual && actual != file.Size)
        {
            throw new TollamaException(
                ErrorCode.DownloadCorrupt,
                $"{file.Path} of {revision.RepoId} is not what the hub announced: it has {actual} bytes instead of {file.Size}",
                "pull again; if it happens again, the hub's listing and its files do not agree");
        }
    }

    private async Task CopyAsync(HttpResponseMessage response, PartialFile partial, DownloadPart part, CancellationToken cancellationToken)
    {
        int portion = transfer.Rate?.Portion ?? ChunkSize;
        byte[] chunk = ArrayPool<byte>.Shared.Rent(ChunkSize);
        using StallWatch watch = new(policy.StallTimeout, time, cancellationToken);
        try
        {
            using Stream body = await response.Content.ReadAsStreamAsync(watch.Token).ConfigureAwait(false);
            while (!part.IsWritten)
            {
                int wanted = (int)Math.Min(Math.Min(portion, chunk.Length), part.Length - part.Written);
                int read = await ReadAsync(body, chunk.AsMemory(0, wanted), watch, HubBody.AddressOf(response)).ConfigureAwait(false);
                if (read == 0)
                {
                    return;
                }

                await partial.AppendAsync(part, chunk.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
                await (transfer.Rate?.WaitAsync(read, cancellationToken) ?? Task.CompletedTask).ConfigureAwait(false);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }
    }

    // Apart from the writing: the disk's faults are IOExceptions as those of the network are, and its slowness is no stall of the hub.
    private static async ValueTask<int> ReadAsync(Stream body, Memory<byte> room, StallWatch watch, Uri address)
    {
        watch.SignOfLife();
        try
        {
            return await body.ReadAsync(room, watch.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (watch.HasStalled)
        {
            throw watch.Stall(address);
        }
        catch (Exception fault) when (fault is IOException or HttpRequestException)
        {
            throw HubFaults.Of(fault, address);
        }
        finally
        {
            watch.Rest();
        }
    }
}
