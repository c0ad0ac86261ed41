namespace Tollama.Catalog.Architectures;

/// <summary>Collects the tensors of a model, module by module.</summary>
internal sealed class TensorManifestBuilder
{
    /// <summary>More parameters than any model for time series has; a configuration that asks for more is a mistake.</summary>
    private const long MaxParameters = 1_000_000_000_000;

    private readonly List<ExpectedTensor> _tensors = [];
    private Int128 _parameters;

    /// <summary>A tensor of any shape.</summary>
    internal TensorManifestBuilder Tensor(string name, params long[] shape)
    {
        _parameters += shape.Aggregate((Int128)1, (product, dimension) => product * dimension);
        if (_parameters > MaxParameters)
        {
            throw ModelFileFault.Of($"The config.json describes a model of more than {MaxParameters} parameters (at '{name}' of shape [{string.Join(", ", shape)}]).");
        }

        _tensors.Add(new ExpectedTensor(name, shape));
        return this;
    }

    /// <summary>A linear layer: <c>weight [outputs, inputs]</c> and, if it has one, <c>bias [outputs]</c>.</summary>
    internal TensorManifestBuilder Linear(string module, long outputs, long inputs, bool bias = true)
    {
        Tensor(module + ".weight", outputs, inputs);
        return bias ? Tensor(module + ".bias", outputs) : this;
    }

    /// <summary>A layer norm with weight and bias.</summary>
    internal TensorManifestBuilder LayerNorm(string module, long width) => Tensor(module + ".weight", width).Tensor(module + ".bias", width);

    /// <summary>A residual block: a hidden layer, an output layer, and a linear way round both.</summary>
    internal TensorManifestBuilder ResidualBlock(string module, long inputs, long hidden, long outputs, bool bias = true) =>
        Linear(module + ".hidden_layer", hidden, inputs, bias)
            .Linear(module + ".output_layer", outputs, hidden, bias)
            .Linear(module + ".residual_layer", outputs, inputs, bias);

    /// <summary>The four projections of an attention without biases: <c>q, k, v [heads * head size, width]</c> and <c>o</c> back.</summary>
    internal TensorManifestBuilder Attention(string module, long inner, long width) =>
        Linear(module + ".q", inner, width, bias: false)
            .Linear(module + ".k", inner, width, bias: false)
            .Linear(module + ".v", inner, width, bias: false)
            .Linear(module + ".o", width, inner, bias: false);

    /// <summary>The finished manifest.</summary>
    internal TensorManifest Build(params string[] ignorable) => new(_tensors, ignorable);
}
