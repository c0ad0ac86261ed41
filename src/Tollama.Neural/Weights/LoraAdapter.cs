using System.Text.Json;
using Tollama.Catalog.Architectures;
using Tollama.Catalog.Safetensors;
using Tollama.Core.Errors;

namespace Tollama.Neural;

/// <summary>A fine-tuning of some linear layers as products of two thin matrices, added to the weights while they are read.</summary>
/// <remarks>
/// Hu et al., LoRA: Low-Rank Adaptation of Large Language Models (2021): <c>W + alpha / r * B A</c>. Files as the library peft writes them:
/// <c>adapter_config.json</c> and <c>adapter_model.safetensors</c> with <c>base_model.model.MODULE.lora_A.weight [r, inputs]</c> and
/// <c>lora_B.weight [outputs, r]</c>.
/// </remarks>
internal sealed class LoraAdapter : IDisposable
{
    private const string Prefix = "base_model.model.";
    private const string Down = ".lora_A.weight";
    private const string Up = ".lora_B.weight";

    private readonly SafetensorsFile _file;
    private readonly double _scale;
    private readonly Dictionary<string, (float[] Down, float[] Up, int Rank)> _products = [];

    private LoraAdapter(SafetensorsFile file, double alpha, ModelArchitecture architecture)
    {
        _file = file;
        _scale = alpha;
        Dictionary<string, ExpectedTensor> weights = architecture.Manifest.Tensors.ToDictionary(tensor => tensor.Name);
        foreach (TensorEntry tensor in file.Header.Tensors)
        {
            string module = ModuleOf(tensor.Name);
            if (tensor.Name.EndsWith(Down, StringComparison.Ordinal))
            {
                _products[module + ".weight"] = Read(tensor, file.Header.Find(Prefix + module + Up), weights.GetValueOrDefault(module + ".weight"));
            }
        }
    }

    /// <summary>The adapter among the files of a model; <see langword="null"/> if there is none.</summary>
    /// <exception cref="TollamaException">It does not fit the model.</exception>
    public static LoraAdapter? Find(ModelFiles files, ModelArchitecture architecture)
    {
        if (files.Find(ModelFiles.AdapterWeights) is not { } path)
        {
            return null;
        }

        double alpha = AlphaOf(files.Read(ModelFiles.AdapterConfig));
        SafetensorsFile file = new(path);
        try
        {
            return new LoraAdapter(file, alpha, architecture);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Adds its part to a row of a tensor.</summary>
    public void Add(string tensor, int row, Span<float> destination)
    {
        if (!_products.TryGetValue(tensor, out (float[] Down, float[] Up, int Rank) product))
        {
            return;
        }

        for (int column = 0; column < destination.Length; column++)
        {
            double sum = 0;
            for (int k = 0; k < product.Rank; k++)
            {
                sum += (double)product.Up[(row * product.Rank) + k] * product.Down[(k * destination.Length) + column];
            }

            destination[column] += (float)(_scale / product.Rank * sum);
        }
    }

    /// <summary>Refuses an adapter of a tensor that is read as a whole, which is none of a linear layer.</summary>
    public void Refuse(string tensor)
    {
        if (_products.ContainsKey(tensor))
        {
            throw Fault($"The adapter changes '{tensor}'; only linear layers can be adapted.");
        }
    }

    /// <inheritdoc />
    public void Dispose() => _file.Dispose();

    private static string ModuleOf(string name)
    {
        string? end = name.EndsWith(Down, StringComparison.Ordinal) ? Down : name.EndsWith(Up, StringComparison.Ordinal) ? Up : null;
        return end is not null && name.StartsWith(Prefix, StringComparison.Ordinal) && name.Length > Prefix.Length + end.Length
            ? name[Prefix.Length..^end.Length]
            : throw Fault($"The adapter has the tensor '{name}', which is no part of a low-rank product.");
    }

    private (float[] Down, float[] Up, int Rank) Read(TensorEntry down, TensorEntry? up, ExpectedTensor? weight)
    {
        bool fits = up is not null && weight is { Shape.Count: 2 } && down.Shape is [> 0, _] && up.Shape.Count == 2 && down.Type.IsWeight() && up.Type.IsWeight()
            && up.Shape[1] == down.Shape[0] && up.Shape[0] == weight.Shape[0] && down.Shape[1] == weight.Shape[1];
        if (!fits)
        {
            throw Fault($"The adapter's '{down.Name}' of shape {down.ShapeText} has no counterpart that fits, or no layer of the model to be added to.");
        }

        return (ReadAll(down), ReadAll(up!), (int)down.Shape[0]);
    }

    private float[] ReadAll(TensorEntry tensor)
    {
        float[] values = new float[tensor.ElementCount];
        _file.Read(tensor, 0, values);
        return values;
    }

    private static double AlphaOf(byte[] configJson)
    {
        try
        {
            using JsonDocument config = JsonDocument.Parse(configJson);
            return config.RootElement.GetProperty("lora_alpha").GetDouble();
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw Fault("The adapter_config.json has no number lora_alpha.");
        }
    }

    private static TollamaException Fault(string message) => new(ErrorCode.InvalidModelFile, message);
}
