using System.Globalization;
using Tollama.Cli.Terminal;
using Tollama.Cli.Wording;

namespace Tollama.Cli.Running;

/// <summary>How far an operation is, in one line: <c>running backtest 12/36 windows, 4.1/s, 6s left</c>.</summary>
internal sealed class OperationProgress(CliHost host, ProgressMode mode, string pieces) : IDisposable
{
    // Of a shorter time nothing can be told about the speed.
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    private readonly ProgressLine _line = new(host.Terminal, mode);
    private long? _started;
    private int _first;

    /// <summary>Shows a line of a stream.</summary>
    /// <param name="status">What happens; <see langword="null"/> shows nothing.</param>
    /// <param name="completed">Pieces that are done.</param>
    /// <param name="total">Pieces in all; <see langword="null"/> when there are none.</param>
    public void Show(string? status, int? completed, int? total)
    {
        if (status is not null)
        {
            _line.Show(total > 1 ? $"{status} {Counted(completed ?? 0, total.Value)}" : status);
        }
    }

    public void Dispose() => _line.Dispose();

    private string Counted(int completed, int total)
    {
        string count = string.Create(CultureInfo.InvariantCulture, $"{completed}/{total} {pieces}");
        if (_started is not { } started)
        {
            (_started, _first) = (host.Time.GetTimestamp(), completed);
            return count;
        }

        TimeSpan passed = host.Time.GetElapsedTime(started);
        int done = completed - _first;
        if (passed < Shortest || done <= 0)
        {
            return count;
        }

        double rate = done / passed.TotalSeconds;
        string left = completed < total ? $", {ShortTime.Format((total - completed) / rate)} left" : "";
        string speed = rate.ToString(rate < 10 ? "0.0" : "F0", CultureInfo.InvariantCulture);
        return $"{count}, {speed}/s{left}";
    }
}
