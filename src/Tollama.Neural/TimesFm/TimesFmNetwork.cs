using Tollama.Catalog.Architectures;
using Tollama.Numerics.Kernels;

namespace Tollama.Neural;

/// <summary>The network of TimesFM 2.5.</summary>
internal sealed class TimesFmNetwork
{
    private const double RotationBase = 10_000;

    private readonly TimesFmConfig _config;
    private readonly int _positions;
    private readonly RotaryTable _rotary;
    private readonly ResidualBlock _tokenizer;
    private readonly TimesFmLayer[] _layers;
    private readonly ResidualBlock _pointHead;
    private readonly ResidualBlock _quantileHead;

    /// <summary>Reads the weights.</summary>
    public TimesFmNetwork(TimesFmConfig config, ModelWeights weights)
    {
        _config = config;
        _positions = (config.ContextLength + config.OutputLength) / config.PatchLength;
        _rotary = new RotaryTable(config.HeadSize, RotationBase, _positions);
        _tokenizer = weights.ResidualBlock("tokenizer", Activation.Silu);
        _layers = [.. Enumerable.Range(0, config.Layers).Select(layer => new TimesFmLayer(config, weights, $"stacked_xf.{layer}."))];
        _pointHead = weights.ResidualBlock("output_projection_point", Activation.Silu);
        _quantileHead = weights.ResidualBlock("output_projection_quantiles", Activation.Silu);
    }

    /// <summary>
    /// Forecasts sequences: the first steps from the last patch, the others one output patch after the other, each fed with the medians
    /// before it.
    /// </summary>
    /// <param name="pass">The pass.</param>
    /// <param name="sequences">The sequences.</param>
    /// <param name="horizon">How many steps.</param>
    /// <param name="withBackcast">True to keep what earlier patches said.</param>
    public TimesFmDecoding[] Decode(ForwardPass pass, IReadOnlyList<TimesFmSequence> sequences, int horizon, bool withBackcast)
    {
        int added = _config.OutputLength / _config.PatchLength;
        int steps = (horizon - 1) / _config.OutputLength;
        int[] capacities = [.. sequences.Select(sequence => sequence.Patches + (steps * added))];
        RotaryTable rotary = capacities.Max() <= _positions ? _rotary : new RotaryTable(_config.HeadSize, RotationBase, capacities.Max());

        // Where nothing is fed back, no later token will look at the keys.
        KeyValueMemory[] memories = steps == 0 ? [] : [.. _layers.Select(_ => new KeyValueMemory(capacities, 2 * _config.Width))];

        TokenLayout layout = new([.. sequences.Select(sequence => sequence.Patches)]);
        double[][] inputs = [.. sequences.Select(sequence => sequence.Values)];
        var mark = pass.Workspace.Mark();
        Span<float> tokens = Run(pass, sequences, inputs, layout, memories, rotary);
        TimesFmDecoding[] decodings = ReadHistory(pass, sequences, layout, tokens, withBackcast);
        pass.Workspace.Restore(mark);

        List<double[]>[] forecasts = [.. decodings.Select(decoding => decoding.Forecast.ToList())];
        TokenLayout next = new([.. sequences.Select(_ => added)]);
        for (int step = 0; step < steps; step++)
        {
            inputs = [.. forecasts.Select(rows => rows.TakeLast(_config.OutputLength).Select(row => row[Median]).ToArray())];
            tokens = Run(pass, sequences, inputs, next, memories, rotary);
            double[][][] read = Read(pass, _pointHead, next, tokens, sequences);
            for (int sequence = 0; sequence < sequences.Count; sequence++)
            {
                forecasts[sequence].AddRange(read[sequence]);
            }

            pass.Workspace.Restore(mark);
        }

        Array.ForEach(memories, memory => memory.Dispose());
        return [.. decodings.Zip(forecasts, (decoding, rows) => decoding with { Forecast = [.. rows.Take(horizon)] })];
    }

    private int Median => _config.QuantileLevels.ToList().IndexOf(0.5) + 1;

    private Span<float> Run(
        ForwardPass pass, IReadOnlyList<TimesFmSequence> sequences, double[][] values, TokenLayout layout, KeyValueMemory[] memories, RotaryTable rotary)
    {
        int length = _config.PatchLength;
        Span<float> tokens = pass.Workspace.Take(layout.Tokens, _config.Width);
        var mark = pass.Workspace.Mark();
        Span<float> inputs = pass.Workspace.Take(layout.Tokens, 2 * length);
        for (int sequence = 0; sequence < sequences.Count; sequence++)
        {
            int before = (layout.Length(sequence) * length) - values[sequence].Length;
            for (int patch = 0; patch < layout.Length(sequence); patch++)
            {
                int first = Math.Max((patch * length) - before, 0);
                int last = ((patch + 1) * length) - before;
                Span<float> input = inputs.Slice((layout.Start(sequence) + patch) * 2 * length, 2 * length);
                sequences[sequence].Write(values[sequence].AsSpan(first, last - first), input);
            }
        }

        _tokenizer.Apply(pass, inputs, layout.Tokens, tokens);
        pass.Workspace.Restore(mark);
        for (int layer = 0; layer < _layers.Length; layer++)
        {
            KeyValueMemory? memory = memories.Length == 0 ? null : memories[layer];
            _layers[layer].Apply(pass, layout, memory, rotary, tokens);
            memory?.Advance(layout);
        }

        return tokens;
    }

    private TimesFmDecoding[] ReadHistory(
        ForwardPass pass, IReadOnlyList<TimesFmSequence> sequences, TokenLayout layout, ReadOnlySpan<float> tokens, bool withBackcast)
    {
        double[][][] points = Read(pass, _pointHead, layout, tokens, sequences);
        double[][][] quantiles = Read(pass, _quantileHead, layout, tokens, sequences);
        TimesFmDecoding[] decodings = new TimesFmDecoding[sequences.Count];
        for (int sequence = 0; sequence < decodings.Length; sequence++)
        {
            decodings[sequence] = new TimesFmDecoding
            {
                Forecast = points[sequence],
                QuantileHead = quantiles[sequence],
                Backcast = withBackcast ? ReadBackcast(pass, layout, tokens, sequences[sequence], sequence) : [],
            };
        }

        return decodings;
    }

    /// <summary>What the network said of the steps after each patch of the history but the last.</summary>
    private double[][] ReadBackcast(ForwardPass pass, TokenLayout layout, ReadOnlySpan<float> tokens, TimesFmSequence sequence, int number)
    {
        List<double[]> backcast = [];
        for (int patch = 0; patch < sequence.Patches - 1; patch++)
        {
            var mark = pass.Workspace.Mark();
            Span<float> outputs = pass.Workspace.Take(_pointHead.Outputs);
            _pointHead.Apply(pass, TokenOf(tokens, layout, number, patch), 1, outputs);
            backcast.AddRange(Rows(outputs, sequence.Scales[patch]).Take(_config.PatchLength));
            pass.Workspace.Restore(mark);
        }

        return [.. backcast];
    }

    private ReadOnlySpan<float> TokenOf(ReadOnlySpan<float> tokens, TokenLayout layout, int sequence, int token) =>
        tokens.Slice((layout.Start(sequence) + token) * _config.Width, _config.Width);

    /// <summary>What a head says of the last token of each sequence.</summary>
    private double[][][] Read(ForwardPass pass, ResidualBlock head, TokenLayout layout, ReadOnlySpan<float> tokens, IReadOnlyList<TimesFmSequence> sequences)
    {
        var mark = pass.Workspace.Mark();
        Span<float> last = pass.Workspace.Take(sequences.Count, _config.Width);
        for (int sequence = 0; sequence < sequences.Count; sequence++)
        {
            TokenOf(tokens, layout, sequence, layout.Length(sequence) - 1).CopyTo(last[(sequence * _config.Width)..]);
        }

        Span<float> outputs = pass.Workspace.Take(sequences.Count, head.Outputs);
        head.Apply(pass, last, sequences.Count, outputs);
        double[][][] forecasts = new double[sequences.Count][][];
        for (int sequence = 0; sequence < forecasts.Length; sequence++)
        {
            forecasts[sequence] = Rows(outputs.Slice(sequence * head.Outputs, head.Outputs), sequences[sequence].Scale);
        }

        pass.Workspace.Restore(mark);
        return forecasts;
    }

    /// <summary>The outputs of a head, a row of channels a step.</summary>
    private double[][] Rows(ReadOnlySpan<float> outputs, RunningScale scale)
    {
        double[][] rows = new double[outputs.Length / _config.Channels][];
        for (int step = 0; step < rows.Length; step++)
        {
            rows[step] = new double[_config.Channels];
            for (int channel = 0; channel < rows[step].Length; channel++)
            {
                rows[step][channel] = scale.Undo(outputs[(step * _config.Channels) + channel]);
            }
        }

        return rows;
    }
}
