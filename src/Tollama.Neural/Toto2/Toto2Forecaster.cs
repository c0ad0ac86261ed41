using Tollama.Core.Architectures;

namespace Tollama.Neural;

/// <summary>Forecasts variates with Toto 2.0, block after block.</summary>
internal sealed class Toto2Forecaster(Toto2Config config, Toto2Network network, Toto2Settings settings)
{
    private readonly int _length = config.PatchLength;

    /// <summary>The quantiles of each target, a row of <paramref name="horizon"/> values a level, ascending at every step.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="rows">The variates; those of a group have as many patches.</param>
    /// <param name="horizon">How many steps.</param>
    public double[][][] Forecast(ForwardPass pass, IReadOnlyList<Toto2Row> rows, int horizon)
    {
        int patches = (horizon + _length - 1) / _length;
        Toto2Variate[] variates = [.. rows.Select(row => new Toto2Variate(row, patches, _length))];
        for (int done = 0; done < patches; done += settings.BlockPatches)
        {
            ForecastBlock(pass, variates, done, Math.Min(settings.BlockPatches, patches - done));
        }

        return [.. variates.Where(variate => variate.IsTarget).Select(variate => variate.Quantiles.Select(row => row.Take(horizon).ToArray()).ToArray())];
    }

    private void ForecastBlock(ForwardPass pass, Toto2Variate[] variates, int done, int block)
    {
        // What the last token of the block says is about the patch after it, which nobody wants: it is left out.
        InstanceScale[][] scales = [.. variates.Select(variate => variate.Scales(done + block, settings.FewestObservations))];
        Toto2Layout layout = new(
            [.. variates.Select(variate => variate.TokensUpTo(variate.ContextPatches + done + block - 1))], [.. variates.Select(variate => variate.Group)]);
        (int Row, int Position)[] asked =
            [.. variates.Index().Where(pair => pair.Item.IsTarget).Select(pair => (pair.Index, pair.Item.ContextPatches + done - 1))];
        var mark = pass.Workspace.Mark();
        Span<float> inputs = pass.Workspace.Take(layout.Tokens.Tokens, 2 * _length);
        for (int row = 0; row < variates.Length; row++)
        {
            ReadOnlySpan<int> positions = layout.Positions(row);
            for (int i = 0; i < positions.Length; i++)
            {
                variates[row].Write(positions[i], scales[row][positions[i]], inputs.Slice((layout.Tokens.Start(row) + i) * 2 * _length, 2 * _length));
            }
        }

        float[][] outputs = network.Forward(pass, layout, inputs, asked);
        pass.Workspace.Restore(mark);
        for (int i = 0; i < asked.Length; i++)
        {
            (int row, int position) = asked[i];
            variates[row].Add(Steps(outputs[i], scales[row], position + 1, variates[row]));
        }
    }

    /// <summary>The quantiles of every step of a block.</summary>
    private List<double[]> Steps(float[] outputs, InstanceScale[] scales, int firstPatch, Toto2Variate variate)
    {
        int levels = config.QuantileLevels.Count;
        (double low, double high) = variate.Limits(settings.Cap, scales[variate.ContextPatches - 1]);
        List<double[]> steps = [];
        for (int step = 0; step < outputs.Length / levels; step++)
        {
            InstanceScale scale = scales[firstPatch + (step / _length)];
            double[] quantiles = [.. Enumerable.Range(0, levels).Select(level => Math.Clamp(scale.Undo(outputs[(step * levels) + level]), low, high))];
            Array.Sort(quantiles);
            steps.Add(quantiles);
        }

        return steps;
    }
}
