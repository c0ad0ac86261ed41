namespace Tollama.NeuralBenchmarks.Models;

/// <summary>What is measured, and how long.</summary>
/// <param name="Threads">The numbers of threads.</param>
/// <param name="Series">The numbers of series in a request.</param>
/// <param name="Contexts">The contexts, where a model has them.</param>
/// <param name="Seconds">About how long a row is measured, for each side.</param>
/// <param name="Rounds">The fewest rounds of a row.</param>
internal sealed record Effort(int[] Threads, int[] Series, int[] Contexts, double Seconds, int Rounds)
{
    /// <summary>Rows of more multiplications and additions are left out: on one core they take longer than five seconds.</summary>
    public long MostOperations { get; init; } = 1_000_000_000_000;

    /// <summary>True to measure libtorch too, on one thread.</summary>
    public bool WithTorch { get; init; }

    public static Effort Full { get; } = new([1, 2], [1, 8, 64], [512, 2048], Seconds: 1, Rounds: 2);

    public static Effort Quick { get; } = new([1, 2], [1, 8], [512], Seconds: 0.3, Rounds: 2);
}
