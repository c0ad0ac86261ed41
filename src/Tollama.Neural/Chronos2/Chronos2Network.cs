using Tollama.Catalog.Architectures;
using Tollama.Numerics.Kernels;

namespace Tollama.Neural;

/// <summary>The network of Chronos-2.</summary>
internal sealed class Chronos2Network
{
    private readonly Chronos2Config _config;
    private readonly float[] _tokens;
    private readonly ResidualBlock _embedding;
    private readonly Chronos2Layer[] _layers;
    private readonly RmsNorm _finalNorm;
    private readonly ResidualBlock _head;

    /// <summary>Reads the weights.</summary>
    public Chronos2Network(Chronos2Config config, ModelWeights weights)
    {
        _config = config;
        _tokens = weights.Values("shared.weight");
        _embedding = weights.ResidualBlock("input_patch_embedding", Activation.Relu);
        int patches = (config.ContextLength + config.PatchLength - 1) / config.PatchLength;
        RotaryTable rotary = new(config.HeadSize, config.RotationBase, patches + 1 + config.MaxOutputPatches);
        _layers = [.. Enumerable.Range(0, config.Layers).Select(layer => new Chronos2Layer(config, weights, $"encoder.block.{layer}.layer.", rotary))];
        _finalNorm = new RmsNorm(config.Width, weights.Values("encoder.final_layer_norm.weight"), config.NormEpsilon);
        _head = weights.ResidualBlock("output_patch_embedding", Activation.Relu);
    }

    /// <summary>The forecast of one forward pass.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="futurePatches">How many patches to forecast.</param>
    /// <returns>For each row a row of values for each quantile level.</returns>
    public double[][][] Forward(ForwardPass pass, IReadOnlyList<Chronos2Row> rows, int futurePatches)
    {
        var mark = pass.Workspace.Mark();
        InstanceScale[] scales = [.. rows.Select(row => InstanceScale.Of(row.Context) with { IsCompressed = _config.UsesArcsinh })];
        Patching[] patches = [.. rows.Select(row => new Patching(row.Context, _config.PatchLength))];
        int behind = futurePatches + (_config.UsesRegisterToken ? 1 : 0);
        TokenLayout layout = new([.. patches.Select(row => row.Count + behind)]);
        RowGroups groups = new([.. rows.Select(row => row.Group)]);

        Span<float> mask = pass.Workspace.Take(layout.Tokens);
        Span<float> x = pass.Workspace.Take(layout.Tokens, _config.Width);
        Embed(pass, rows, scales, patches, layout, futurePatches, x, mask);
        foreach (Chronos2Layer layer in _layers)
        {
            layer.Apply(pass, layout, groups, x, mask);
        }

        double[][][] forecasts = Head(pass, scales, layout, futurePatches, x);
        pass.Workspace.Restore(mark);
        return forecasts;
    }

    private void Embed(
        ForwardPass pass, IReadOnlyList<Chronos2Row> rows, InstanceScale[] scales, Patching[] patches, TokenLayout layout, int futurePatches,
        Span<float> tokens, Span<float> mask)
    {
        var mark = pass.Workspace.Mark();
        int length = _config.PatchLength;
        Span<float> inputs = pass.Workspace.Take(layout.Tokens, 3 * length);
        inputs.Clear();
        mask.Clear();
        for (int row = 0; row < rows.Count; row++)
        {
            int start = layout.Start(row);
            int count = patches[row].Count;
            for (int patch = 0; patch < count; patch++)
            {
                Span<float> input = inputs.Slice((start + patch) * 3 * length, 3 * length);
                WriteTimes(input, (patch - count) * length);
                bool observed = patches[row].Write(patch, rows[row].Context, scales[row], input.Slice(length, length), input[(2 * length)..]);
                mask[start + patch] = observed ? 0 : float.NegativeInfinity;
            }

            int first = layout.Start(row) + layout.Length(row) - futurePatches;
            for (int patch = 0; patch < futurePatches; patch++)
            {
                Span<float> input = inputs.Slice((first + patch) * 3 * length, 3 * length);
                WriteTimes(input, patch * length);
                WriteFuture(rows[row].Future, patch * length, scales[row], input.Slice(length, length), input[(2 * length)..]);
            }
        }

        _embedding.Apply(pass, inputs, layout.Tokens, tokens);
        for (int row = 0; _config.UsesRegisterToken && row < rows.Count; row++)
        {
            ReadOnlySpan<float> register = _tokens.AsSpan(_config.RegisterToken * _config.Width, _config.Width);
            register.CopyTo(tokens[((layout.Start(row) + patches[row].Count) * _config.Width)..]);
        }

        pass.Workspace.Restore(mark);
    }

    /// <summary>The steps from the end of the history, below 0 in the past, in units of the model.</summary>
    private void WriteTimes(Span<float> times, int first)
    {
        for (int i = 0; i < _config.PatchLength; i++)
        {
            times[i] = (first + i) / (float)_config.TimeScale;
        }
    }

    private static void WriteFuture(double[] future, int first, InstanceScale scale, Span<float> values, Span<float> known)
    {
        for (int i = 0; i < values.Length; i++)
        {
            bool isKnown = first + i < future.Length && !double.IsNaN(future[first + i]);
            values[i] = isKnown ? (float)scale.Apply(future[first + i]) : 0;
            known[i] = isKnown ? 1 : 0;
        }
    }

    private double[][][] Head(ForwardPass pass, InstanceScale[] scales, TokenLayout layout, int futurePatches, ReadOnlySpan<float> x)
    {
        int width = _config.Width;
        int tokens = scales.Length * futurePatches;
        Span<float> last = pass.Workspace.Take(tokens, width);
        for (int row = 0; row < scales.Length; row++)
        {
            int first = layout.Start(row) + layout.Length(row) - futurePatches;
            x.Slice(first * width, futurePatches * width).CopyTo(last[(row * futurePatches * width)..]);
        }

        _finalNorm.Apply(pass, last, last);
        Span<float> outputs = pass.Workspace.Take(tokens, _head.Outputs);
        _head.Apply(pass, last, tokens, outputs);
        double[][][] forecasts = new double[scales.Length][][];
        for (int row = 0; row < scales.Length; row++)
        {
            forecasts[row] = Rows(outputs.Slice(row * futurePatches * _head.Outputs, futurePatches * _head.Outputs), scales[row], futurePatches);
        }

        return forecasts;
    }

    private double[][] Rows(ReadOnlySpan<float> outputs, InstanceScale scale, int futurePatches)
    {
        int length = _config.PatchLength;
        double[][] rows = new double[_config.QuantileLevels.Count][];
        for (int level = 0; level < rows.Length; level++)
        {
            rows[level] = new double[futurePatches * length];
            for (int step = 0; step < rows[level].Length; step++)
            {
                rows[level][step] = scale.Undo(outputs[(step / length * _head.Outputs) + (level * length) + (step % length)]);
            }
        }

        return rows;
    }
}
