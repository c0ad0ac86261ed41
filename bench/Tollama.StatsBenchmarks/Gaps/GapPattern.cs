namespace Tollama.StatsBenchmarks;

/// <summary>Which values of a series are missing.</summary>
/// <param name="Name">For the table.</param>
/// <param name="IsMissing">Whether the value at a position of a series of a length is missing; never the first one.</param>
internal sealed record GapPattern(string Name, Func<int, int, bool> IsMissing)
{
    public static IReadOnlyList<GapPattern> All { get; } =
    [
        new("one in the middle", (index, length) => index == length / 2),
        new("the second", (index, _) => index == 1),
        new("the last", (index, length) => index == length - 1),
        new("one of ten", (index, _) => index > 0 && Scatter(index) < 0.1),
        new("one of three", (index, _) => index > 0 && Scatter(index) < 1 / 3.0),
        new("a block of a fifth", (index, length) => index >= length / 2 && index < length / 2 + length / 5),
    ];

    /// <summary>The series without the values that are missing.</summary>
    public double[] Apply(double[] values) => [.. values.Select((value, index) => IsMissing(index, values.Length) ? double.NaN : value)];

    // A number in [0, 1) that is as good as random, the same in each run.
    private static double Scatter(int index) => index * 0.618033988749895 * (1 + (index % 7)) % 1;
}
