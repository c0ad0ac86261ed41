using System.Runtime.InteropServices;

namespace Tollama.Daemon.Backtests.Scoring;

/// <summary>One of the windows of a backtest.</summary>
/// <param name="Series">The place of its series in the answer, from 0.</param>
/// <param name="Window">The window, the oldest 1.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct WindowPlace(int Series, int Window);
