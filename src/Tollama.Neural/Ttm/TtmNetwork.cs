using Tollama.Catalog.Architectures;
using Tollama.Numerics.Kernels;

namespace Tollama.Neural;

/// <summary>The network of TinyTimeMixer.</summary>
internal sealed class TtmNetwork
{
    /// <summary>
    /// What the variance is raised by before its root is taken: it is not relative, so series should have a spread near 1.
    /// </summary>
    private const double LeastVariance = 1e-5;

    private readonly TtmConfig _config;
    private readonly Linear _patcher;
    private readonly float[] _frequencies;
    private readonly Linear? _frequencyInner;
    private readonly Linear? _frequencyOuter;
    private readonly MixerLayer[] _encoder;
    private readonly Linear? _adapter;
    private readonly Linear? _rawPatches;
    private readonly MixerLayer[] _decoder;
    private readonly Linear _head;

    /// <summary>Reads the weights.</summary>
    public TtmNetwork(TtmConfig config, ModelWeights weights)
    {
        _config = config;
        _patcher = weights.Linear("backbone.encoder.patcher");
        _frequencies = config.FrequencyPrefix ? weights.Values("backbone.encoder.freq_mod.0.weight") : [];
        _frequencyInner = config.FrequencyPrefix ? weights.Linear("backbone.encoder.freq_mod.1") : null;
        _frequencyOuter = config.FrequencyPrefix ? weights.Linear("backbone.encoder.freq_mod.3") : null;
        _encoder = Stack(config, weights, "backbone.encoder.mlp_mixer_encoder.mixers", config.Levels, config.Layers, config.Width);
        _adapter = config.DecoderWidth != config.Width ? weights.Linear("decoder.adapter") : null;
        _rawPatches = config.DecoderSeesPatches ? weights.Linear("decoder.decoder_raw_embedding") : null;
        _decoder = Stack(config, weights, "decoder.decoder_block.mixers", config.DecoderLevels, config.DecoderLayers, config.DecoderWidth);
        _head = weights.Linear("head.base_forecast_block");
    }

    /// <summary>The forecast of one forward pass for each series.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="series">The series, each as long as the context.</param>
    public double[][] Forward(ForwardPass pass, IReadOnlyList<TtmInput> series)
    {
        var mark = pass.Workspace.Mark();
        int patches = series.Count * _config.Patches;
        int length = _config.PatchLength;
        InstanceScale[] scales = [.. series.Select(ScaleOf)];
        Span<float> raw = pass.Workspace.Take(patches, length);
        for (int one = 0; one < series.Count; one++)
        {
            Write(series[one], scales[one], raw.Slice(one * _config.Patches * length, _config.Patches * length));
        }

        Span<float> x = pass.Workspace.Take(patches, _config.Width);
        _patcher.Apply(pass, raw, patches, x);
        WriteFrequencies(pass, series, x);
        foreach (MixerLayer layer in _encoder)
        {
            layer.Apply(pass, x, series.Count);
        }

        Span<float> decoded = Decode(pass, raw, x, series.Count);
        Span<float> outputs = pass.Workspace.Take(series.Count, _head.Outputs);
        _head.Apply(pass, decoded, series.Count, outputs);
        double[][] forecasts = new double[series.Count][];
        for (int one = 0; one < forecasts.Length; one++)
        {
            forecasts[one] = new double[_head.Outputs];
            for (int step = 0; step < _head.Outputs; step++)
            {
                forecasts[one][step] = scales[one].Undo(outputs[(one * _head.Outputs) + step]);
            }
        }

        pass.Workspace.Restore(mark);
        return forecasts;
    }

    private static InstanceScale ScaleOf(TtmInput series)
    {
        (double sum, int count) = (0, 0);
        for (int i = 0; i < series.Values.Length; i++)
        {
            sum += series.Observed[i] ? series.Values[i] : 0;
            count += series.Observed[i] ? 1 : 0;
        }

        (double mean, double squares) = (sum / Math.Max(count, 1), 0);
        for (int i = 0; i < series.Values.Length; i++)
        {
            double distance = series.Observed[i] ? series.Values[i] - mean : 0;
            squares += distance * distance;
        }

        return new InstanceScale(mean, Math.Sqrt((squares / Math.Max(count, 1)) + LeastVariance));
    }

    private static MixerLayer[] Stack(TtmConfig config, ModelWeights weights, string module, int levels, int layers, int width)
    {
        List<MixerLayer> stack = [];
        for (int level = 0; level < Math.Max(levels, 1); level++)
        {
            string block = levels == 0 ? module : $"{module}.{level}.mixer_layers";
            int parts = levels == 0 ? 1 : TtmConfig.SplitOf(level, levels, width);
            stack.AddRange(Enumerable.Range(0, layers).Select(layer => new MixerLayer(config, weights, $"{block}.{layer}", config.Patches * parts, width / parts)));
        }

        return [.. stack];
    }

    /// <summary>
    /// Writes the patches of a series, the last ending where the series ends; the place of the frequency's token stays zero.
    /// </summary>
    private void Write(TtmInput series, InstanceScale scale, Span<float> raw)
    {
        raw.Clear();
        int length = _config.PatchLength;
        int prefix = _config.Patches - _config.DataPatches;
        int first = _config.ContextLength - (length + (_config.PatchStride * (_config.DataPatches - 1)));
        for (int patch = 0; patch < _config.DataPatches; patch++)
        {
            for (int i = 0; i < length; i++)
            {
                raw[((prefix + patch) * length) + i] = (float)scale.Apply(series.Values[first + (patch * _config.PatchStride) + i]);
            }
        }
    }

    private void WriteFrequencies(ForwardPass pass, IReadOnlyList<TtmInput> series, Span<float> x)
    {
        if (_frequencyInner is null || _frequencyOuter is null)
        {
            return;
        }

        var mark = pass.Workspace.Mark();
        Span<float> middle = pass.Workspace.Take(_frequencyInner.Outputs);
        for (int one = 0; one < series.Count; one++)
        {
            ReadOnlySpan<float> embedding = _frequencies.AsSpan(Math.Min(series[one].Frequency, _config.FrequencyCount - 1) * _config.PatchLength, _config.PatchLength);
            _frequencyInner.Apply(pass, embedding, 1, middle, Activation.GeluErf);
            _frequencyOuter.Apply(pass, middle, 1, x.Slice(one * _config.Patches * _config.Width, _config.Width));
        }

        pass.Workspace.Restore(mark);
    }

    private Span<float> Decode(ForwardPass pass, ReadOnlySpan<float> raw, Span<float> x, int series)
    {
        int patches = series * _config.Patches;
        int width = _config.DecoderWidth;
        Span<float> decoded = x;
        if (_adapter is not null)
        {
            decoded = pass.Workspace.Take(patches, width);
            _adapter.Apply(pass, x, patches, decoded);
        }

        _rawPatches?.Apply(pass, raw, patches, decoded, add: true);
        foreach (MixerLayer layer in _decoder)
        {
            layer.Apply(pass, decoded, series);
        }

        return decoded;
    }
}
