using Tollama.Core.Analysis;
using Tollama.Core.Forecasting;
using Tollama.Core.Imputation;
using Tollama.Core.Protocol;
using Tollama.Core.Sampling;

namespace Tollama.Runner.Sdk;

/// <summary>What a <see cref="RunnerHost"/> hosts, and its limits.</summary>
public sealed record RunnerHostOptions
{
    /// <summary>The runner's name, as it introduces itself and as it stands in a forecast's usage: <c>tollama-runner</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The runner's version, in any form.</summary>
    public required string Version { get; init; }

    /// <summary>The families that can be loaded, with different names.</summary>
    public required IReadOnlyList<IModelFamily> Families { get; init; }

    /// <summary>For a host that knows no <c>load</c>: what a model of this name is, which its first forecast loads; <see langword="null"/> when there is none.</summary>
    /// <remarks>By default a model of the family that is called so, or of the only family.</remarks>
    public Func<string, LoadParams?>? Unloaded { get; init; }

    /// <summary>What answers <c>analyze</c>; <see langword="null"/>, the default, for a runner that only forecasts.</summary>
    public ISeriesAnalyzer? Analyzer { get; init; }

    /// <summary>What answers <c>impute</c>; <see langword="null"/>, the default, for a runner that only forecasts.</summary>
    public ISeriesImputer? Imputer { get; init; }

    /// <summary>What answers <c>sample</c>; <see langword="null"/>, the default, for a runner that only forecasts.</summary>
    public ISeriesSampler? Sampler { get; init; }

    /// <summary>The longest line that is read, in bytes; at least 1, by default 256 MiB. A longer one is answered with an error and skipped.</summary>
    public int MaxLineBytes { get; init; } = LineFraming.MaxLineBytes;

    /// <summary>How many forecasts run at the same time, at least 1; others wait, and the smallest comes first.</summary>
    /// <remarks>By default eight times the number of processors: the daemon decides how many it sends.</remarks>
    public int MaxParallelRequests { get; init; } = 8 * Environment.ProcessorCount;

    /// <summary>The clock that spaces progress notices. The system's by default.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Where failures are logged, a line each; standard error in a real runner, nowhere by default.</summary>
    public TextWriter Log { get; init; } = TextWriter.Null;

    /// <summary>Gives memory back; called once when nothing was asked for a while.</summary>
    internal Action Trim { get; init; } = IdleTrim.Collect;
}
