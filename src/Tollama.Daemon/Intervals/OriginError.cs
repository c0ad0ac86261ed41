using System.Runtime.InteropServices;

namespace Tollama.Daemon.Intervals;

/// <summary>What was observed at a step after an earlier origin, less what was forecast.</summary>
/// <param name="Age">How many of the last values were cut off at the origin.</param>
/// <param name="Step">The step, from 1.</param>
/// <param name="Size">The difference.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct OriginError(int Age, int Step, double Size);
