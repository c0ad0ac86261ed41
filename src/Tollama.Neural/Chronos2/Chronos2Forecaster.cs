using Tollama.Catalog.Architectures;

namespace Tollama.Neural;

/// <summary>
/// Forecasts rows over any horizon: in one pass as far as the model goes, then along nine paths that are fed with its own forecasts.
/// </summary>
internal sealed class Chronos2Forecaster(Chronos2Config config, Chronos2Network network)
{
    /// <summary>The levels whose forecasts the paths follow.</summary>
    private static readonly double[] PathLevels = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

    /// <summary>How many paths there are beyond the native horizon.</summary>
    public static int Paths => PathLevels.Length;

    /// <summary>The quantiles of each row, a row of <paramref name="horizon"/> values a level.</summary>
    public double[][][] Forecast(ForwardPass pass, IReadOnlyList<Chronos2Row> rows, int horizon)
    {
        Chronos2Row[] cut = [.. rows.Select(row => row with { Context = Last(row.Context) })];
        double[][][] forecasts = network.Forward(pass, cut, PatchesFor(horizon));
        List<double[][][]> blocks = [forecasts];
        int done = forecasts[0][0].Length;
        Chronos2Row[][] paths = done >= horizon ? [] : [.. cut.Select(row => PathLevels.Select((_, path) => row with { Group = (row.Group * Paths) + path }).ToArray())];
        while (done < horizon)
        {
            forecasts = Continue(pass, paths, forecasts, PatchesFor(horizon - done));
            blocks.Add(forecasts);
            done += forecasts[0][0].Length;
        }

        return [.. rows.Select((_, row) => config.QuantileLevels.Select((_, level) => blocks.SelectMany(block => block[row][level]).Take(horizon).ToArray()).ToArray())];
    }

    private int PatchesFor(int horizon) => Math.Min((horizon + config.PatchLength - 1) / config.PatchLength, config.MaxOutputPatches);

    private double[] Last(double[] values) => values.Length <= config.ContextLength ? values : values[^config.ContextLength..];

    private double[][][] Continue(ForwardPass pass, Chronos2Row[][] paths, double[][][] forecasts, int patches)
    {
        for (int row = 0; row < paths.Length; row++)
        {
            for (int path = 0; path < Paths; path++)
            {
                paths[row][path] = Advance(paths[row][path], QuantileRows.At(config.QuantileLevels, forecasts[row], PathLevels[path]));
            }
        }

        double[][][] spread = network.Forward(pass, [.. paths.SelectMany(row => row)], patches);
        return [.. paths.Select((_, row) => Chronos2Mixture.Quantiles(PathLevels, config.QuantileLevels, spread[(row * Paths)..((row + 1) * Paths)]))];
    }

    /// <summary>
    /// The row some steps later: what is known of the future has become past, and where nothing is known the forecast has.
    /// </summary>
    private Chronos2Row Advance(Chronos2Row row, double[] forecast)
    {
        double[] past = [.. forecast.Select((value, step) => step < row.Future.Length && !double.IsNaN(row.Future[step]) ? row.Future[step] : value)];
        return row with { Context = Last([.. row.Context, .. past]), Future = row.Future.Length > past.Length ? row.Future[past.Length..] : [] };
    }
}
