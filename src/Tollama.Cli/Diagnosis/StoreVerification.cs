using System.Runtime.CompilerServices;
using Tollama.Cli.Progress;
using Tollama.Client;
using Tollama.Core.Api;

namespace Tollama.Cli.Diagnosis;

/// <summary>Has the daemon read the store's files again, with progress on standard error.</summary>
internal sealed class StoreVerification(CliHost host, DaemonSession session)
{
    private const string CheckName = "files";

    /// <summary>Verifies.</summary>
    /// <param name="model">The model; all of them when <see langword="null"/>.</param>
    /// <param name="cancellationToken">Cancels, also in the daemon.</param>
    /// <returns>How it went, and each fault.</returns>
    public async Task<(Check Check, IReadOnlyList<string> Faults)> RunAsync(string? model, CancellationToken cancellationToken)
    {
        VerifyProgress? last = null;
        try
        {
            IAsyncEnumerable<PullProgress> lines = LinesAsync(model, line => last = line, cancellationToken);
            await ShownWork.ForPeople(host).RunAsync(lines, cancellationToken).ConfigureAwait(false);
        }
        catch (TollamaClientException exception)
        {
            return (new Check(CheckName, CheckStatus.Failed, "not verified: " + exception.Message, exception.Hint), []);
        }

        return (Describe(last!), last!.Faults ?? []);
    }

    private static Check Describe(VerifyProgress last)
    {
        string extent = $"{Count(last.Models, "model")}, {Count(last.Blobs, "file")}";
        return last.Status == "success"
            ? new Check(CheckName, CheckStatus.Ok, $"{extent}: every byte is as it should be", last.Notes is { } notes ? string.Join("; ", notes) : null)
            : new Check(CheckName, CheckStatus.Failed, $"{extent}: {Count(last.Faults?.Count, "fault")}", "each fault below says how to repair it");
    }

    private static string Count(int? count, string thing) => count == 1 ? $"1 {thing}" : $"{count ?? 0} {thing}s";

    // All models are one row: the daemon counts the bytes of all of them together.
    private async IAsyncEnumerable<PullProgress> LinesAsync(
        string? model, Action<VerifyProgress> seen, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string status = model is null ? "verifying files" : "verifying " + model;
        await foreach (VerifyProgress line in session.Client.VerifyAsync(model, cancellationToken).ConfigureAwait(false))
        {
            seen(line);
            yield return line.Done == true
                ? new PullProgress { Status = line.Status, Done = true }
                : new PullProgress { Status = status, Total = line.Total, Completed = line.Completed };
        }
    }
}
