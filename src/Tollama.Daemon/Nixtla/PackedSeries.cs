namespace Tollama.Daemon.Nixtla;

/// <summary>The series of a request: their values one behind the other, without names and time stamps.</summary>
internal sealed record PackedSeries
{
    /// <summary>The values of all series.</summary>
    internal PackedNumbers Y { get; init; } = PackedNumbers.None;

    /// <summary>How many values each series has, at least 1.</summary>
    internal IReadOnlyList<int> Sizes { get; init; } = [];

    /// <summary>A row for each feature, as long as <see cref="Y"/>.</summary>
    internal IReadOnlyList<PackedRow> X { get; init; } = [];

    /// <summary>For the first rows of <see cref="X"/> their values beside the steps to forecast.</summary>
    internal IReadOnlyList<PackedRow> XFuture { get; init; } = [];

    /// <summary>The positions of rows of <see cref="X"/> whose values are categories, also where they are numbers.</summary>
    internal IReadOnlySet<int> Categorical { get; init; } = new HashSet<int>();

    /// <summary>When the first value of each series was observed, as it was sent; <see langword="null"/> when nobody said.</summary>
    internal IReadOnlyList<string?>? Starts { get; init; }
}
