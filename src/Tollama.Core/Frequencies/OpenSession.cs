using System.Runtime.InteropServices;

namespace Tollama.Core.Frequencies;

/// <summary>Times that follow one another within a day.</summary>
/// <param name="Start">The first, in ticks since the week's Monday began.</param>
/// <param name="Count">How many there are, at least 1.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct OpenSession(long Start, int Count);
