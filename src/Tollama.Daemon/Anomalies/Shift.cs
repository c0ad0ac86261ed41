using System.Runtime.InteropServices;

namespace Tollama.Daemon.Anomalies;

/// <summary>A change of level that lasts.</summary>
/// <param name="At">The position of the first value on the new level.</param>
/// <param name="Size">By how much the level changed.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Shift(int At, double Size);
