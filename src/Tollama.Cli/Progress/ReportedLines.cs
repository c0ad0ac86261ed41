using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Tollama.Core.Api;

namespace Tollama.Cli.Progress;

/// <summary>Makes a stream of lines of work that reports how far it is.</summary>
internal static class ReportedLines
{
    /// <summary>Runs the work; its reports are the lines, its fault is that of the stream.</summary>
    public static async IAsyncEnumerable<PullProgress> RunAsync(
        Func<Action<PullProgress>, CancellationToken, Task> work, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Channel<PullProgress> lines = Channel.CreateUnbounded<PullProgress>(new UnboundedChannelOptions { SingleReader = true });
        using CancellationTokenSource leaving = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task running = RunAsync(work, lines.Writer, leaving.Token);
        try
        {
            // The end of the lines brings the work's fault along.
            await foreach (PullProgress line in lines.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
            {
                yield return line;
            }
        }
        finally
        {
            await leaving.CancelAsync().ConfigureAwait(false);
            await running.ConfigureAwait(false);
        }
    }

    private static async Task RunAsync(
        Func<Action<PullProgress>, CancellationToken, Task> work, ChannelWriter<PullProgress> lines, CancellationToken cancellationToken)
    {
        Exception? fault = null;
        try
        {
            await work(line => lines.TryWrite(line), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            fault = exception;
        }

        lines.Complete(fault);
    }
}
