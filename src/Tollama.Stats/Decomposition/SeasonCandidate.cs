using System.Runtime.InteropServices;

namespace Tollama.Stats;

/// <summary>A number of values after which a series may repeat itself.</summary>
/// <param name="Lag">The number of values.</param>
/// <param name="Smoothing">Over so many values means were taken to see it: the lag is that coarse.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SeasonCandidate(int Lag, int Smoothing);
