using Tollama.Cli.Wording;
using Tollama.Core.Api;

namespace Tollama.Cli.Progress;

/// <summary>For logs: a line a step, and for what is large a line every tenth of it.</summary>
internal sealed class LineDisplay(TextWriter writer, TimeProvider time) : IProgressDisplay
{
    private const long Large = 10_000_000;
    private const int PercentAStep = 10;

    private readonly Dictionary<string, Transfer> _transfers = [];
    private readonly Dictionary<string, int> _tenths = [];

    public async Task ShowAsync(IAsyncEnumerable<PullProgress> lines, CancellationToken cancellationToken)
    {
        await foreach (PullProgress line in lines.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (line.Status is { } status && Text(status, line) is { } text)
            {
                await writer.WriteLineAsync(text).ConfigureAwait(false);
            }
        }
    }

    private string? Text(string status, PullProgress line)
    {
        bool isNew = !_transfers.TryGetValue(status, out Transfer? transfer);
        if (transfer is null)
        {
            _transfers[status] = transfer = new Transfer(status, time);
        }

        transfer.Update(line);
        int tenth = transfer.Percent / PercentAStep ?? 0;
        bool isFurther = tenth > _tenths.GetValueOrDefault(status);
        _tenths[status] = tenth;
        return (isNew, isFurther) switch
        {
            (true, _) => First(transfer),
            (false, true) when transfer.Total >= Large => $"{status} {transfer.Percent}% ({ByteSize.Format(transfer.Completed)} of {ByteSize.Format(transfer.Total ?? 0)})",
            _ => null,
        };
    }

    private static string First(Transfer transfer) => transfer switch
    {
        { Total: not { } } => transfer.Status,
        { Total: { } total, Completed: 0 } => $"{transfer.Status} ({ByteSize.Format(total)})",
        { Total: { } total } when transfer.Completed >= total => $"{transfer.Status} ({ByteSize.Format(total)}, here already)",
        { Total: { } total } => $"{transfer.Status} ({ByteSize.Format(total)}, {transfer.Percent}% here already)",
    };
}
