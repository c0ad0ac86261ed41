namespace Tollama.Daemon.Backtests.Scoring;

/// <summary>One of the windows of a backtest.</summary>
/// <param name="Series">The place of its series in the answer, from 0.</param>
/// <param name="Window">The window, the oldest 1.</param>
internal readonly record struct WindowPlace(int Series, int Window) : IComparable<WindowPlace>
{
    public int CompareTo(WindowPlace other) => (Series, Window).CompareTo((other.Series, other.Window));
}
