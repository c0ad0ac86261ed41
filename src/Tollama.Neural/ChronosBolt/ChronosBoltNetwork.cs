using Tollama.Catalog.Architectures;
using Tollama.Numerics.Kernels;

namespace Tollama.Neural;

/// <summary>The network of Chronos-Bolt.</summary>
internal sealed class ChronosBoltNetwork
{
    private readonly ChronosBoltConfig _config;
    private readonly float[] _tokens;
    private readonly ResidualBlock _embedding;
    private readonly ChronosBoltEncoder _encoder;
    private readonly ChronosBoltDecoder _decoder;
    private readonly ResidualBlock _head;

    /// <summary>Reads the weights.</summary>
    public ChronosBoltNetwork(ChronosBoltConfig config, ModelWeights weights)
    {
        _config = config;
        _tokens = weights.Values("shared.weight");
        _embedding = weights.ResidualBlock("input_patch_embedding", Activation.Relu);
        _encoder = new ChronosBoltEncoder(config, weights);
        _decoder = new ChronosBoltDecoder(config, weights);
        _head = weights.ResidualBlock("output_patch_embedding", Activation.Relu);
    }

    /// <summary>The forecast of one forward pass for each context, which is not longer than the model's.</summary>
    /// <returns>For each context a row of <c>prediction_length</c> values for each quantile level.</returns>
    public double[][][] Forward(ForwardPass pass, double[][] contexts)
    {
        var mark = pass.Workspace.Mark();
        InstanceScale[] scales = [.. contexts.Select(context => InstanceScale.Of(context))];
        Patching[] patches = [.. contexts.Select(context => new Patching(context, _config.PatchLength))];
        int extra = _config.UsesRegisterToken ? 1 : 0;
        TokenLayout layout = new([.. patches.Select(series => series.Count + extra)]);

        Span<float> mask = pass.Workspace.Take(layout.Tokens);
        Span<float> encoded = pass.Workspace.Take(layout.Tokens, _config.Width);
        Embed(pass, contexts, scales, patches, layout, encoded, mask);
        _encoder.Apply(pass, layout, encoded, mask);

        Span<float> decoded = pass.Workspace.Take(contexts.Length, _config.Width);
        for (int series = 0; series < contexts.Length; series++)
        {
            TokenOf(_config.StartToken).CopyTo(decoded[(series * _config.Width)..]);
        }

        _decoder.Apply(pass, layout, encoded, mask, decoded);
        Span<float> outputs = pass.Workspace.Take(contexts.Length, _head.Outputs);
        _head.Apply(pass, decoded, contexts.Length, outputs);
        double[][][] forecasts = new double[contexts.Length][][];
        for (int series = 0; series < contexts.Length; series++)
        {
            forecasts[series] = Rows(outputs.Slice(series * _head.Outputs, _head.Outputs), scales[series]);
        }

        pass.Workspace.Restore(mark);
        return forecasts;
    }

    private ReadOnlySpan<float> TokenOf(int row) => _tokens.AsSpan(row * _config.Width, _config.Width);

    private void Embed(
        ForwardPass pass, double[][] contexts, InstanceScale[] scales, Patching[] patches, TokenLayout layout, Span<float> tokens, Span<float> mask)
    {
        var mark = pass.Workspace.Mark();
        int length = _config.PatchLength;
        Span<float> inputs = pass.Workspace.Take(layout.Tokens, 2 * length);
        inputs.Clear();
        mask.Clear();
        for (int series = 0; series < contexts.Length; series++)
        {
            for (int patch = 0; patch < patches[series].Count; patch++)
            {
                int token = layout.Start(series) + patch;
                Span<float> input = inputs.Slice(token * 2 * length, 2 * length);
                bool observed = patches[series].Write(patch, contexts[series], scales[series], input[..length], input[length..]);
                mask[token] = observed ? 0 : float.NegativeInfinity;
            }
        }

        _embedding.Apply(pass, inputs, layout.Tokens, tokens);
        for (int series = 0; _config.UsesRegisterToken && series < contexts.Length; series++)
        {
            TokenOf(_config.RegisterToken).CopyTo(tokens[((layout.Start(series) + patches[series].Count) * _config.Width)..]);
        }

        pass.Workspace.Restore(mark);
    }

    private double[][] Rows(ReadOnlySpan<float> outputs, InstanceScale scale)
    {
        double[][] rows = new double[_config.QuantileLevels.Count][];
        for (int level = 0; level < rows.Length; level++)
        {
            rows[level] = new double[_config.PredictionLength];
            for (int step = 0; step < rows[level].Length; step++)
            {
                rows[level][step] = scale.Undo(outputs[(level * _config.PredictionLength) + step]);
            }
        }

        return rows;
    }
}
