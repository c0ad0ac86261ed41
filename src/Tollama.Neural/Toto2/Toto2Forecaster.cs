using Tollama.Catalog.Architectures;

namespace Tollama.Neural;

/// <summary>Forecasts rows over any horizon: block after block, where medians become the past of the next block.</summary>
/// <param name="config">The configuration.</param>
/// <param name="network">The network.</param>
/// <param name="blockLength">The steps of a block at the most; whole patches.</param>
internal sealed class Toto2Forecaster(Toto2Config config, Toto2Network network, int blockLength)
{
    /// <summary>How many of the last values are looked at: past and steps to forecast share the context.</summary>
    public int ContextFor(int horizon) => Math.Max(config.ContextLength - ((PatchesFor(horizon) - 1) * config.PatchLength), config.PatchLength);

    /// <summary>How many patches the first block of a forecast has.</summary>
    public int PatchesFor(int horizon) => (Math.Min(horizon, blockLength) + config.PatchLength - 1) / config.PatchLength;

    /// <summary>
    /// For each target a row of <paramref name="horizon"/> values a quantile level, which may cross; for covariates nothing.
    /// </summary>
    public double[][][] Forecast(ForwardPass pass, IReadOnlyList<Toto2Row> rows, int horizon)
    {
        List<double[][][]> blocks = [];
        Toto2Row[] now = [.. rows];
        for (int done = 0; done < horizon; done += blockLength)
        {
            if (done > 0)
            {
                now = [.. now.Select((row, i) => row.Advance(row.Future is null ? Medians(blocks[^1][i]) : new double[blockLength]))];
            }

            int left = horizon - done;
            blocks.Add(network.Forward(pass, [.. now.Select(row => row.Last(ContextFor(left)))], PatchesFor(left)));
        }

        return [.. rows.Select((row, i) => row.Future is null ? Join([.. blocks.Select(block => block[i])], horizon) : [])];
    }

    private double[][] Join(double[][][] blocks, int horizon) =>
        [.. config.QuantileLevels.Select((_, level) => blocks.SelectMany(block => block[level]).Take(horizon).ToArray())];

    private double[] Medians(double[][] block)
    {
        double[][] sorted = [.. block.Select(level => (double[])level.Clone())];
        QuantileRows.Sort(sorted);
        return QuantileRows.At(config.QuantileLevels, sorted, 0.5);
    }
}
