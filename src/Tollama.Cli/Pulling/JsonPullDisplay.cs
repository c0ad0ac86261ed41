using Tollama.Cli.Output;
using Tollama.Core.Api;

namespace Tollama.Cli.Pulling;

/// <summary>For programs: the daemon's lines as they come.</summary>
internal sealed class JsonPullDisplay(TextWriter writer) : IPullDisplay
{
    public async Task ShowAsync(IAsyncEnumerable<PullProgress> lines, CancellationToken cancellationToken)
    {
        await foreach (PullProgress line in lines.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            JsonText.WriteLine(writer, line, JsonText.Compact.PullProgress);
            await writer.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
