namespace Tollama.Stats;

/// <summary>Progress of a task that is done in parts: each part counts from 0, the listener from the task's begin.</summary>
internal sealed class SeriesProgress(IProgress<int>? listener, int done) : IProgress<int>
{
    private int _done = done;

    /// <inheritdoc />
    public void Report(int value) => listener?.Report(_done + value);

    /// <summary>A part is over.</summary>
    public void Advance(int series) => _done += series;
}
