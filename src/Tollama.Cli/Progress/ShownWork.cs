using System.Runtime.CompilerServices;
using Tollama.Core.Api;

namespace Tollama.Cli.Progress;

/// <summary>Shows work until its last line, and fails when that never comes.</summary>
internal sealed class ShownWork(IProgressDisplay display)
{
    /// <summary>With progress for people on standard error: bars on a terminal, lines elsewhere.</summary>
    public static ShownWork ForPeople(CliHost host) => new(host.Terminal.IsErrorTerminal
        ? new BarDisplay(host.Terminal, host.Time)
        : new LineDisplay(host.Terminal.Error, host.Time));

    /// <summary>With each line as JSON on standard output, or for people.</summary>
    public static ShownWork For(CliHost host, bool json) => json ? new ShownWork(new JsonDisplay(host.Terminal.Out)) : ForPeople(host);

    /// <summary>Shows all lines.</summary>
    /// <returns>The last one.</returns>
    public async Task<PullProgress> RunAsync(IAsyncEnumerable<PullProgress> lines, CancellationToken cancellationToken)
    {
        PullProgress? last = null;
        await display.ShowAsync(Watch(lines, line => last = line, cancellationToken), cancellationToken).ConfigureAwait(false);
        return last is { Done: true } or { Status: "success" }
            ? last
            : throw CliException.Failure("the daemon ended its answer before the work was done", "look at the daemon's log and try again");
    }

    private static async IAsyncEnumerable<PullProgress> Watch(
        IAsyncEnumerable<PullProgress> lines, Action<PullProgress> seen, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (PullProgress line in lines.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            seen(line);
            yield return line;
        }
    }
}
