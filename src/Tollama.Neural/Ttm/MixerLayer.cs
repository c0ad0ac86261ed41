using Tollama.Core.Architectures;

namespace Tollama.Neural;

/// <summary>A layer of TinyTimeMixer: mixes along the patches of a series, then along the features of a patch.</summary>
internal sealed class MixerLayer
{
    private readonly int _patches;
    private readonly int _width;
    private readonly LayerNorm? _patchNorm;
    private readonly MixerCore? _patchMixer;
    private readonly LayerNorm _featureNorm;
    private readonly MixerCore _featureMixer;

    /// <summary>Reads the weights of a layer for this many patches of this width.</summary>
    public MixerLayer(TtmConfig config, ModelWeights weights, string module, int patches, int width)
    {
        _patches = patches;
        _width = width;
        if (patches > 1)
        {
            _patchNorm = Norm(config, weights, module + ".patch_mixer", width);
            _patchMixer = new MixerCore(weights, module + ".patch_mixer");
        }

        _featureNorm = Norm(config, weights, module + ".feature_mixer", width);
        _featureMixer = new MixerCore(weights, module + ".feature_mixer");
    }

    /// <summary>Applies the layer in place to the patches of several series.</summary>
    public void Apply(ForwardPass pass, Span<float> x, int series)
    {
        pass.CancellationToken.ThrowIfCancellationRequested();
        var mark = pass.Workspace.Mark();
        Span<float> normed = pass.Workspace.Take(series * _patches, _width);
        if (_patchMixer is not null)
        {
            _patchNorm!.Apply(pass, x, normed);
            Span<float> turned = pass.Workspace.Take(series * _patches, _width);
            Turn(normed, turned, series, _patches, _width);
            _patchMixer.Apply(pass, turned, series * _width);
            Turn(turned, normed, series, _width, _patches);
            pass.Kernels.Add(x, normed, x);
        }

        _featureNorm.Apply(pass, x, normed);
        _featureMixer.Apply(pass, normed, series * _patches);
        pass.Kernels.Add(x, normed, x);
        pass.Workspace.Restore(mark);
    }

    private static LayerNorm Norm(TtmConfig config, ModelWeights weights, string module, int width) =>
        new(width, weights.Values(module + ".norm.norm.weight"), weights.Values(module + ".norm.norm.bias"), config.NormEpsilon);

    private static void Turn(ReadOnlySpan<float> source, Span<float> target, int series, int rows, int columns)
    {
        for (int one = 0; one < series; one++)
        {
            int start = one * rows * columns;
            for (int row = 0; row < rows; row++)
            {
                for (int column = 0; column < columns; column++)
                {
                    target[start + (column * rows) + row] = source[start + (row * columns) + column];
                }
            }
        }
    }
}
