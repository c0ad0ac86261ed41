using Tollama.Catalog.Safetensors;

namespace Tollama.Catalog.Architectures;

/// <summary>All tensors of a model, computed from its configuration.</summary>
public sealed class TensorManifest
{
    private const int MaxFaults = 20;

    private readonly Dictionary<string, ExpectedTensor> _byName;
    private readonly HashSet<string> _ignorable;

    internal TensorManifest(IReadOnlyList<ExpectedTensor> tensors, IReadOnlyList<string> ignorable)
    {
        Tensors = tensors;
        Ignorable = ignorable;
        ParameterCount = tensors.Sum(tensor => tensor.ElementCount);
        _byName = tensors.ToDictionary(tensor => tensor.Name);
        _ignorable = [.. ignorable];
    }

    /// <summary>The tensors that must be there.</summary>
    public IReadOnlyList<ExpectedTensor> Tensors { get; }

    /// <summary>Names of tensors that some files have and that mean nothing for a forecast: copies of others, parts that are not used.</summary>
    public IReadOnlyList<string> Ignorable { get; }

    /// <summary>How many numbers the expected tensors hold.</summary>
    public long ParameterCount { get; }

    /// <summary>What is wrong with the tensors of one or several files; empty when all is well.</summary>
    /// <returns>A sentence for each fault, the first 20, then how many more there are.</returns>
    public IReadOnlyList<string> Check(IEnumerable<TensorEntry> found)
    {
        List<string> faults = [];
        HashSet<string> seen = [];
        foreach (TensorEntry tensor in found)
        {
            if (!seen.Add(tensor.Name))
            {
                faults.Add($"the tensor {ModelFileFault.Quote(tensor.Name)} is in two files");
            }
            else if (_byName.TryGetValue(tensor.Name, out ExpectedTensor? expected))
            {
                faults.AddRange(Compare(tensor, expected));
            }
            else if (!_ignorable.Contains(tensor.Name))
            {
                faults.Add($"the tensor {ModelFileFault.Quote(tensor.Name)} of shape {tensor.ShapeText} does not belong to this configuration");
            }
        }

        faults.InsertRange(0, Tensors.Where(tensor => !seen.Contains(tensor.Name))
            .Select(tensor => $"the tensor '{tensor.Name}' of shape {TensorEntry.TextOf(tensor.Shape)} is missing"));
        return faults.Count <= MaxFaults ? faults : [.. faults.Take(MaxFaults), $"and {faults.Count - MaxFaults} faults more"];
    }

    private static IEnumerable<string> Compare(TensorEntry found, ExpectedTensor expected)
    {
        if (!found.Shape.SequenceEqual(expected.Shape))
        {
            yield return $"the tensor '{found.Name}' has the shape {found.ShapeText}; the configuration says {TensorEntry.TextOf(expected.Shape)}";
        }

        if (!found.Type.IsWeight())
        {
            yield return $"the tensor '{found.Name}' holds {found.Type.ToWireName()}; supported are F32, F16 and BF16";
        }
    }
}
