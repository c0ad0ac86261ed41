using Tollama.Catalog.Architectures;

namespace Tollama.Neural;

/// <summary>A layer of TinyTimeMixer: mixes along the patches of a series, then along the features of a patch.</summary>
internal sealed class MixerLayer
{
    private readonly int _patches;
    private readonly PatchMixer? _patchMixer;
    private readonly FeatureMixer _featureMixer;

    /// <summary>Reads the weights of a layer for this many patches of this width.</summary>
    public MixerLayer(TtmConfig config, ModelWeights weights, string module, int patches, int width)
    {
        _patches = patches;
        _patchMixer = patches > 1 ? new PatchMixer(config, weights, module + ".patch_mixer", patches, width) : null;
        _featureMixer = new FeatureMixer(config, weights, module + ".feature_mixer", width);
    }

    /// <summary>Applies the layer in place to the patches of several series.</summary>
    public void Apply(ForwardPass pass, Span<float> x, int series)
    {
        pass.CancellationToken.ThrowIfCancellationRequested();
        _patchMixer?.Apply(pass, x, series);
        _featureMixer.Apply(pass, x, series * _patches);
    }
}
