using System.Text.Json;
using Tollama.Core.Json;
using Tollama.Core.Protocol;

namespace Tollama.Runner.Sdk;

/// <summary>Tells how far a request is: at once, and then at most twenty times a second, never backwards.</summary>
internal sealed class ProgressReporter(AnswerWriter answers, string id, int total, TimeProvider clock) : IProgress<int>
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    private readonly Lock _lock = new();
    private int _reported;
    private long _reportedAt;

    /// <inheritdoc />
    public void Report(int value)
    {
        lock (_lock)
        {
            if (value <= _reported || (_reported > 0 && clock.GetElapsedTime(_reportedAt) < Interval))
            {
                return;
            }

            (_reported, _reportedAt) = (value, clock.GetTimestamp());
            ProgressNotice notice = new() { Completed = value, Total = total };
            answers.Write(id, "progress"u8, writer => JsonSerializer.Serialize(writer, notice, TollamaJsonContext.Default.ProgressNotice));
        }
    }
}
