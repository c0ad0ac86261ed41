namespace Tollama.HttpBenchmarks.Comparing;

/// <summary>What is compared, and how long.</summary>
/// <param name="Before">The folder of the programs that are the yardstick.</param>
/// <param name="After">The folder of the programs that are measured against them.</param>
/// <param name="Duration">How long each round of requests lasts.</param>
/// <param name="Rounds">How often each program has its turn.</param>
internal sealed record Comparison(string Before, string After, TimeSpan Duration, int Rounds)
{
    /// <summary>Rounds of what takes long: no more than three.</summary>
    internal int LongRounds => Math.Min(3, Rounds);

    /// <summary>The two folders in the order of a round: who begins changes from round to round.</summary>
    internal (string Folder, bool IsAfter)[] Turns(int round) =>
        round % 2 == 0 ? [(Before, false), (After, true)] : [(After, true), (Before, false)];
}
