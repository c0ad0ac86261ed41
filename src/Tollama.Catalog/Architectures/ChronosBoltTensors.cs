namespace Tollama.Catalog.Architectures;

/// <summary>The tensors of a Chronos-Bolt model.</summary>
internal static class ChronosBoltTensors
{
    internal static TensorManifest Of(ChronosBoltConfig config)
    {
        long width = config.Width;
        long inner = config.InnerWidth;
        TensorManifestBuilder tensors = new();
        tensors.Tensor("shared.weight", config.UsesRegisterToken ? 2 : 1, width)
            .ResidualBlock("input_patch_embedding", 2L * config.PatchLength, config.FeedForwardWidth, width)
            .ResidualBlock("output_patch_embedding", width, config.FeedForwardWidth, (long)config.QuantileLevels.Count * config.PredictionLength);
        for (int layer = 0; layer < config.EncoderLayers; layer++)
        {
            string block = $"encoder.block.{layer}.layer.";
            tensors.Attention(block + "0.SelfAttention", inner, width).Tensor(block + "0.layer_norm.weight", width);
            FeedForward(tensors, block + "1", config);
        }

        for (int layer = 0; layer < config.DecoderLayers; layer++)
        {
            string block = $"decoder.block.{layer}.layer.";
            tensors.Attention(block + "0.SelfAttention", inner, width).Tensor(block + "0.layer_norm.weight", width)
                .Attention(block + "1.EncDecAttention", inner, width).Tensor(block + "1.layer_norm.weight", width);
            FeedForward(tensors, block + "2", config);
        }

        return tensors
            .Tensor("encoder.block.0.layer.0.SelfAttention.relative_attention_bias.weight", config.BucketCount, config.Heads)
            .Tensor("decoder.block.0.layer.0.SelfAttention.relative_attention_bias.weight", config.BucketCount, config.Heads)
            .Tensor("encoder.final_layer_norm.weight", width)
            .Tensor("decoder.final_layer_norm.weight", width)
            .Build("encoder.embed_tokens.weight", "decoder.embed_tokens.weight", "lm_head.weight");
    }

    private static void FeedForward(TensorManifestBuilder tensors, string module, ChronosBoltConfig config) =>
        tensors.Tensor(module + ".layer_norm.weight", config.Width)
            .Linear(module + ".DenseReluDense.wi", config.FeedForwardWidth, config.Width, bias: false)
            .Linear(module + ".DenseReluDense.wo", config.Width, config.FeedForwardWidth, bias: false);
}
