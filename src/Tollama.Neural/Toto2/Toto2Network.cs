using Tollama.Catalog.Architectures;

namespace Tollama.Neural;

/// <summary>The network of Toto 2.0.</summary>
internal sealed class Toto2Network
{
    /// <summary>How many spreads beyond the range of what was observed a forecast may be.</summary>
    private const double FarthestSpreads = 1e4;

    private readonly Toto2Config _config;
    private readonly int _fewestObserved;
    private readonly ResidualBlock _embedding;
    private readonly Toto2Layer[] _layers;
    private readonly RmsNorm _finalNorm;
    private readonly ResidualBlock _head;

    /// <summary>Reads the weights.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="weights">The weights.</param>
    /// <param name="fewestObserved">
    /// The first patches, until so many values were observed, take the scale of these; 0 to take their own.
    /// </param>
    public Toto2Network(Toto2Config config, ModelWeights weights, int fewestObserved)
    {
        _config = config;
        _fewestObserved = fewestObserved;
        int hidden = 4 * config.Width;
        _embedding = Toto2Residuals.Block(weights, "patch_proj", 2 * config.PatchLength, hidden, isReadout: false);
        RotaryTable queryRotary = Rotary(config, decay: config.UsesXPos ? 1 : 0);
        RotaryTable keyRotary = config.UsesXPos ? Rotary(config, decay: -1) : queryRotary;
        Toto2Residuals residuals = new();
        _layers = [.. Enumerable.Range(0, config.Layers).Select(layer => new Toto2Layer(config, weights, layer, queryRotary, keyRotary, residuals))];
        _finalNorm = residuals.Norm(config, weights, "transformer.out_norm");
        _head = Toto2Residuals.Block(weights, "output_head.param_projection.proj", config.Width, hidden, isReadout: true);
    }

    /// <summary>The forecast of one forward pass.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="rows">The rows; with the patches to forecast none is longer than the model's context.</param>
    /// <param name="futurePatches">How many patches to forecast.</param>
    /// <returns>For each target a row of values for each quantile level; they may cross. Empty for covariates.</returns>
    public double[][][] Forward(ForwardPass pass, IReadOnlyList<Toto2Row> rows, int futurePatches)
    {
        var mark = pass.Workspace.Mark();
        double[][] sequences = [.. rows.Select(row => row.Sequence(_config.PatchLength, futurePatches))];
        Patching[] patches = [.. sequences.Select(values => new Patching(values, _config.PatchLength))];
        InstanceScale[][] scales = [.. sequences.Select((values, row) => CausalScale.Of(values, _config.PatchLength, patches[row].Count, _fewestObserved))];
        TokenLayout layout = new([.. rows.Select((row, i) => patches[i].Count + (row.Future is null ? futurePatches - 1 : 0))]);
        RowGroups groups = new([.. rows.Select(row => row.Group)]);

        Span<float> mask = pass.Workspace.Take(layout.Tokens);
        Span<float> x = pass.Workspace.Take(layout.Tokens, _config.Width);
        Embed(pass, sequences, patches, scales, layout, x, mask);
        foreach (Toto2Layer layer in _layers)
        {
            layer.Apply(pass, layout, groups, x, mask);
        }

        double[][][] forecasts = Head(pass, rows, scales, layout, futurePatches, x);
        pass.Workspace.Restore(mark);
        return forecasts;
    }

    private static RotaryTable Rotary(Toto2Config config, int decay) =>
        new(config.KeySize / 2, 10_000, (config.ContextLength / config.PatchLength) + 1, decay);

    private void Embed(
        ForwardPass pass, double[][] sequences, Patching[] patches, InstanceScale[][] scales, TokenLayout layout, Span<float> tokens, Span<float> mask)
    {
        var mark = pass.Workspace.Mark();
        int length = _config.PatchLength;
        Span<float> inputs = pass.Workspace.Take(layout.Tokens, 2 * length);
        inputs.Clear();
        mask.Clear();
        for (int row = 0; row < sequences.Length; row++)
        {
            for (int patch = 0; patch < patches[row].Count; patch++)
            {
                int token = layout.Start(row) + patch;
                Span<float> input = inputs.Slice(token * 2 * length, 2 * length);
                bool observed = patches[row].Write(patch, sequences[row], scales[row][patch], input[..length], input[length..]);
                mask[token] = observed ? 0 : float.NegativeInfinity;
            }
        }

        // The model is told what was not observed; so far it says what was.
        for (int token = 0; token < layout.Tokens; token++)
        {
            Span<float> flags = inputs.Slice(((2 * token) + 1) * length, length);
            pass.Kernels.ScaleAdd(flags, -1, 1, flags);
        }

        _embedding.Apply(pass, inputs, layout.Tokens, tokens);
        pass.Workspace.Restore(mark);
    }

    /// <summary>What the head says of the last tokens of all targets.</summary>
    private double[][][] Head(
        ForwardPass pass, IReadOnlyList<Toto2Row> rows, InstanceScale[][] scales, TokenLayout layout, int futurePatches, ReadOnlySpan<float> x)
    {
        int length = futurePatches * _config.Width;
        int[] targets = [.. Enumerable.Range(0, rows.Count).Where(row => rows[row].Future is null)];
        Span<float> last = pass.Workspace.Take(targets.Length, length);
        for (int i = 0; i < targets.Length; i++)
        {
            x.Slice(((layout.Start(targets[i]) + layout.Length(targets[i])) * _config.Width) - length, length).CopyTo(last[(i * length)..]);
        }

        _finalNorm.Apply(pass, last, last);
        Span<float> outputs = pass.Workspace.Take(targets.Length * futurePatches, _head.Outputs);
        _head.Apply(pass, last, targets.Length * futurePatches, outputs);
        double[][][] forecasts = new double[rows.Count][][];
        Array.Fill(forecasts, []);
        int each = futurePatches * _head.Outputs;
        for (int i = 0; i < targets.Length; i++)
        {
            forecasts[targets[i]] = Levels(rows[targets[i]], scales[targets[i]][^1], outputs.Slice(i * each, each));
        }

        return forecasts;
    }

    private double[][] Levels(Toto2Row row, InstanceScale scale, ReadOnlySpan<float> outputs)
    {
        double[] observed = [.. row.Context.Where(value => !double.IsNaN(value))];
        double lowest = observed.Min() - (FarthestSpreads * scale.Spread);
        double highest = observed.Max() + (FarthestSpreads * scale.Spread);
        int steps = outputs.Length / _config.QuantileLevels.Count;
        double[][] levels = [.. _config.QuantileLevels.Select(_ => new double[steps])];
        for (int step = 0; step < steps; step++)
        {
            for (int level = 0; level < levels.Length; level++)
            {
                // Not Math.Clamp, which refuses limits that are no numbers; a range that is too large for them is found at the end.
                levels[level][step] = Math.Min(Math.Max(scale.Undo(outputs[(step * levels.Length) + level]), lowest), highest);
            }
        }

        return levels;
    }
}
