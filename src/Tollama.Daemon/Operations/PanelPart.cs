using Tollama.Core.Series;

namespace Tollama.Daemon.Operations;

/// <summary>Series that are forecast with one order.</summary>
/// <param name="Panel">The series.</param>
/// <param name="Cost">About how long one core takes.</param>
internal sealed record PanelPart(Panel Panel, TimeSpan Cost);
