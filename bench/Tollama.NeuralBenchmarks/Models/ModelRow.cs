namespace Tollama.NeuralBenchmarks.Models;

/// <summary>What was measured of a model for a number of threads, a number of series and a context.</summary>
internal sealed record ModelRow
{
    public required int Threads { get; init; }

    public required int Series { get; init; }

    public required int Context { get; init; }

    /// <summary>The multiplications and additions of all matrix products.</summary>
    public required long Operations { get; init; }

    /// <summary>Seconds of each round.</summary>
    public required double[] Ours { get; init; }

    /// <summary>Seconds of each round of ONNX Runtime.</summary>
    public required double[] Runtime { get; init; }

    /// <summary>Seconds of each round of libtorch; none where it was not asked for, and with several threads.</summary>
    public required double[] Torch { get; init; }

    /// <summary>The cores that other programs kept busy meanwhile.</summary>
    public required double OtherCores { get; init; }

    public double Best => Ours.Min();

    public double Median => Ours.Order().ElementAt(Ours.Length / 2);

    public double Ratio => Runtime.Min() / Best;

    /// <summary>libtorch's least time over ours; NaN where it was not measured.</summary>
    public double TorchRatio => Torch.Length > 0 ? Torch.Min() / Best : double.NaN;

    public double Speed => Operations / Best / 1e9;
}
