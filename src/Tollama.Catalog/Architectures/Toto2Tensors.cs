namespace Tollama.Catalog.Architectures;

/// <summary>The tensors of a Toto 2.0 model.</summary>
internal static class Toto2Tensors
{
    internal static TensorManifest Of(Toto2Config config)
    {
        long width = config.Width;
        long outputs = (long)config.PatchLength * config.QuantileLevels.Count;
        TensorManifestBuilder tensors = new();
        ResidualBlock(tensors, "patch_proj", 2L * config.PatchLength, 4 * width, width);
        ResidualBlock(tensors, "output_head.param_projection.proj", width, 4 * width, outputs);
        if (config.NormWeights)
        {
            tensors.Tensor("transformer.out_norm.weight", width);
        }

        for (int layer = 0; layer < config.Layers; layer++)
        {
            Layer(tensors, $"transformer.layers.{layer}.", config);
        }

        return tensors.Build();
    }

    private static void Layer(TensorManifestBuilder tensors, string block, Toto2Config config)
    {
        long projected = ((long)config.Heads * config.KeySize) + ((long)config.KeyHeads * (config.KeySize + config.ValueSize));
        tensors.Tensor(block + "attn_tau").Tensor(block + "mlp_tau")
            .Linear(block + "attn.in_proj", projected, config.Width, config.AttentionBias)
            .Linear(block + "attn.out_proj", config.Width, (long)config.Heads * config.ValueSize, config.AttentionBias)
            .Linear(block + "ffn.fc1", 2L * config.FeedForwardWidth, config.Width, config.FeedForwardBias)
            .Linear(block + "ffn.fc2", config.Width, config.FeedForwardWidth, config.FeedForwardBias);
        if (config.NormWeights)
        {
            tensors.Tensor(block + "norm1.weight", config.Width).Tensor(block + "norm2.weight", config.Width);
        }

        if (config.NormalizesKeys && config.KeyNormWeights)
        {
            tensors.Tensor(block + "attn.q_norm.weight", config.KeySize).Tensor(block + "attn.k_norm.weight", config.KeySize);
        }

        if (config.ScalesQueries)
        {
            tensors.Tensor(block + "attn._pds.per_dim_scale", config.KeySize);
        }
    }

    private static void ResidualBlock(TensorManifestBuilder tensors, string module, long inputs, long hidden, long outputs) =>
        tensors.Linear(module + ".linear1", hidden, inputs).Linear(module + ".linear2", outputs, hidden).Linear(module + ".skip_proj", outputs, inputs);
}
