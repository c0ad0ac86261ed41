namespace Tollama.Catalog.Architectures;

/// <summary>The tensors of a TimesFM 2.5 model.</summary>
internal static class TimesFmTensors
{
    internal static TensorManifest Of(TimesFmConfig config)
    {
        long width = config.Width;
        TensorManifestBuilder tensors = new();
        tensors.ResidualBlock("tokenizer", 2L * config.PatchLength, width, width)
            .ResidualBlock("output_projection_point", width, width, (long)config.OutputLength * config.Channels, bias: false)
            .ResidualBlock("output_projection_quantiles", width, width, (long)config.QuantileHorizon * config.Channels, bias: false);
        for (int layer = 0; layer < config.Layers; layer++)
        {
            string block = $"stacked_xf.{layer}.";
            foreach (string norm in (string[])["pre_attn_ln", "post_attn_ln", "pre_ff_ln", "post_ff_ln"])
            {
                tensors.Tensor($"{block}{norm}.scale", width);
            }

            tensors.Linear(block + "attn.qkv_proj", 3 * width, width, bias: false)
                .Linear(block + "attn.out", width, width, bias: false)
                .Tensor(block + "attn.query_ln.scale", config.HeadSize)
                .Tensor(block + "attn.key_ln.scale", config.HeadSize)
                .Tensor(block + "attn.per_dim_scale.per_dim_scale", config.HeadSize)
                .Linear(block + "ff0", config.FeedForwardWidth, width, bias: false)
                .Linear(block + "ff1", width, config.FeedForwardWidth, bias: false);
        }

        return tensors.Build();
    }
}
