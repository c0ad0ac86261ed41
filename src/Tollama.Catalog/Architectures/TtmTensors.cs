namespace Tollama.Catalog.Architectures;

/// <summary>The tensors of a TinyTimeMixer model.</summary>
internal static class TtmTensors
{
    internal static TensorManifest Of(TtmConfig config)
    {
        TensorManifestBuilder tensors = new();
        tensors.Linear("backbone.encoder.patcher", config.Width, config.PatchLength);
        if (config.FrequencyPrefix)
        {
            int middle = (config.PatchLength + config.Width) / 2;
            tensors.Tensor("backbone.encoder.freq_mod.0.weight", config.FrequencyCount, config.PatchLength)
                .Linear("backbone.encoder.freq_mod.1", middle, config.PatchLength)
                .Linear("backbone.encoder.freq_mod.3", config.Width, middle);
        }

        Stack(tensors, "backbone.encoder.mlp_mixer_encoder.mixers", config, config.Levels, config.Layers, config.Width);
        if (config.DecoderWidth != config.Width)
        {
            tensors.Linear("decoder.adapter", config.DecoderWidth, config.Width);
        }

        if (config.DecoderSeesPatches)
        {
            tensors.Linear("decoder.decoder_raw_embedding", config.DecoderWidth, config.PatchLength);
        }

        Stack(tensors, "decoder.decoder_block.mixers", config, config.DecoderLevels, config.DecoderLayers, config.DecoderWidth);
        return tensors.Linear("head.base_forecast_block", config.PredictionLength, (long)config.Patches * config.DecoderWidth).Build();
    }

    private static void Stack(TensorManifestBuilder tensors, string module, TtmConfig config, int levels, int layers, int width)
    {
        for (int level = 0; level < Math.Max(levels, 1); level++)
        {
            string block = levels == 0 ? module : $"{module}.{level}.mixer_layers";
            int parts = levels == 0 ? 1 : TtmConfig.SplitOf(level, levels, width);
            for (int layer = 0; layer < layers; layer++)
            {
                MixerLayer(tensors, $"{block}.{layer}", config, (long)config.Patches * parts, width / parts);
            }
        }
    }

    private static void MixerLayer(TensorManifestBuilder tensors, string module, TtmConfig config, long patches, long width)
    {
        if (patches > 1)
        {
            Mixer(tensors, module + ".patch_mixer", config, patches, width);
        }

        Mixer(tensors, module + ".feature_mixer", config, width, width);
    }

    private static void Mixer(TensorManifestBuilder tensors, string module, TtmConfig config, long mixed, long width)
    {
        tensors.LayerNorm(module + ".norm.norm", width)
            .Linear(module + ".mlp.fc1", config.Expansion * mixed, mixed)
            .Linear(module + ".mlp.fc2", mixed, config.Expansion * mixed);
        if (config.Gated)
        {
            tensors.Linear(module + ".gating_block.attn_layer", mixed, mixed);
        }
    }
}
