using Tollama.Cli.Wording;
using Tollama.Core.Api;

namespace Tollama.Cli.Pulling;

/// <summary>For logs: one line a step, none for the progress within it.</summary>
internal sealed class LinePullDisplay(TextWriter writer) : IPullDisplay
{
    public async Task ShowAsync(IAsyncEnumerable<PullProgress> lines, CancellationToken cancellationToken)
    {
        string? shown = null;
        await foreach (PullProgress line in lines.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (line.Status is { } status && status != shown)
            {
                shown = status;
                await writer.WriteLineAsync(line.Total is { } total ? $"{status} ({ByteSize.Format(total)})" : status).ConfigureAwait(false);
            }
        }
    }
}
