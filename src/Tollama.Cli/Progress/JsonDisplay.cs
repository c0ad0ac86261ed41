using Tollama.Cli.Output;
using Tollama.Core.Api;

namespace Tollama.Cli.Progress;

/// <summary>For programs: the lines as they come.</summary>
internal sealed class JsonDisplay(TextWriter writer) : IProgressDisplay
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
