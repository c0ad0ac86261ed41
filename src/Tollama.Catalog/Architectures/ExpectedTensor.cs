namespace Tollama.Catalog.Architectures;

/// <summary>A tensor that a model of a given configuration has.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="Shape">Its shape, outermost dimension first; empty for a single number.</param>
public sealed record ExpectedTensor(string Name, IReadOnlyList<long> Shape)
{
    /// <summary>How many numbers it holds.</summary>
    public long ElementCount => Shape.Aggregate(1L, (product, dimension) => product * dimension);
}
