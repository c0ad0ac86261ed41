using System.Runtime.InteropServices;

namespace Tollama.NeuralBenchmarks.Twins;

/// <summary>The sizes of an attention.</summary>
/// <param name="Series">How many sequences.</param>
/// <param name="Queries">The queries of each.</param>
/// <param name="Keys">The keys of each.</param>
/// <param name="Heads">How many heads.</param>
/// <param name="Size">The numbers of a head.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct AttentionSizes(long Series, long Queries, long Keys, long Heads, long Size);
