namespace Tollama.Catalog.Architectures;

/// <summary>The tensors of a Chronos-2 model.</summary>
internal static class Chronos2Tensors
{
    internal static TensorManifest Of(Chronos2Config config)
    {
        long width = config.Width;
        TensorManifestBuilder tensors = new();
        tensors.Tensor("shared.weight", config.UsesRegisterToken ? 2 : 1, width)
            .ResidualBlock("input_patch_embedding", 3L * config.PatchLength, config.FeedForwardWidth, width)
            .ResidualBlock("output_patch_embedding", width, config.FeedForwardWidth, (long)config.QuantileLevels.Count * config.PatchLength);
        for (int layer = 0; layer < config.Layers; layer++)
        {
            string block = $"encoder.block.{layer}.layer.";
            tensors.Attention(block + "0.self_attention", config.InnerWidth, width).Tensor(block + "0.layer_norm.weight", width)
                .Attention(block + "1.self_attention", config.InnerWidth, width).Tensor(block + "1.layer_norm.weight", width)
                .Linear(block + "2.mlp.wi", config.FeedForwardWidth, width, bias: false)
                .Linear(block + "2.mlp.wo", width, config.FeedForwardWidth, bias: false)
                .Tensor(block + "2.layer_norm.weight", width);
        }

        return tensors.Tensor("encoder.final_layer_norm.weight", width).Build("encoder.embed_tokens.weight");
    }
}
