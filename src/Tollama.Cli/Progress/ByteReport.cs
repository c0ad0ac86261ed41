namespace Tollama.Cli.Progress;

/// <summary>Passes a count of bytes on: none first, so that nobody takes what goes fast for what was there before; then at most ten times a second, and always the last one.</summary>
internal sealed class ByteReport(long? total, Action<long> report, TimeProvider time) : IProgress<long>
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private long? _last;

    public void Report(long value)
    {
        if (_last is null && value > 0)
        {
            report(0);
        }

        if (value == total || _last is not { } last || time.GetElapsedTime(last) >= Pause)
        {
            _last = time.GetTimestamp();
            report(value);
        }
    }
}
