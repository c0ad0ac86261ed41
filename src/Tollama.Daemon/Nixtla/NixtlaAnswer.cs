namespace Tollama.Daemon.Nixtla;

/// <summary>An answer to one of Nixtla's clients. Arrays are packed as those of a request; <see cref="double.NaN"/> is written as null.</summary>
internal sealed record NixtlaAnswer
{
    /// <summary>How many values were sent.</summary>
    internal required long InputTokens { get; init; }

    /// <summary>The point forecasts, or the fit.</summary>
    internal required double[] Mean { get; init; }

    /// <summary>The intervals that were asked for; none is null on the wire.</summary>
    internal IReadOnlyList<NixtlaInterval> Intervals { get; init; } = [];

    /// <summary>How many values of <see cref="Mean"/> each series has; <see langword="null"/> where it is the horizon, which is not told.</summary>
    internal int[]? Sizes { get; init; }

    /// <summary>The position in the packed values that were sent of each value; <see langword="null"/> where that is not told.</summary>
    internal int[]? Indexes { get; init; }

    /// <summary>Whether <see cref="WeightsX"/> and <see cref="Contributions"/> are told, be it as null.</summary>
    internal bool TellsFeatures { get; init; }

    /// <summary>What a unit of each feature adds; <see langword="null"/> where no model says it.</summary>
    internal double[]? WeightsX { get; init; }

    /// <summary>What each feature adds to each value, and in the last row what is left of it; <see langword="null"/> where no model says it.</summary>
    internal double[][]? Contributions { get; init; }

    /// <summary>What the client should know, a sentence each.</summary>
    internal IReadOnlyList<string> Warnings { get; init; } = [];
}
