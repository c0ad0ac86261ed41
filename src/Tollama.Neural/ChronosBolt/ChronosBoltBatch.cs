using Tollama.Catalog.Architectures;
using Tollama.Core.Series;

namespace Tollama.Neural;

/// <summary>One request to a Chronos-Bolt model: cuts histories, and beyond the native horizon continues along nine paths, or along the median alone.</summary>
internal sealed class ChronosBoltBatch(ChronosBoltConfig config, ChronosBoltNetwork network, int horizon, NeuralOptions options, bool followsMedian = false)
    : ISeriesBatch
{
    /// <inheritdoc />
    public IReadOnlyList<double> QuantileLevels => config.QuantileLevels;

    /// <inheritdoc />
    public BetweenLevels BetweenLevels => BetweenLevels.OfRanks;

    /// <inheritdoc />
    public int JoinedSeries => 1;

    private bool IsRolled => horizon > config.PredictionLength;

    /// <inheritdoc />
    public double[] ContextOf(TimeSeries series) => options.Cut(series.Target.Values, config.ContextLength);

    /// <inheritdoc />
    public int TokensOf(TimeSeries series)
    {
        int length = IsRolled ? config.ContextLength : Math.Min(series.Length, config.ContextLength);
        int tokens = ((length + config.PatchLength - 1) / config.PatchLength) + 1;
        return IsRolled && !followsMedian ? tokens * config.QuantileLevels.Count : tokens;
    }

    /// <inheritdoc />
    public IReadOnlyList<NativeForecast> Forecast(ForwardPass pass, IReadOnlyList<TimeSeries> series)
    {
        double[][] contexts = [.. series.Select(ContextOf)];
        double[][][] forecasts = followsMedian ? FollowMedian(pass, contexts) : Predict(pass, contexts);
        return [.. forecasts.Select((rows, index) => new NativeForecast { Quantiles = rows, ContextUsed = contexts[index].Length })];
    }

    /// <summary>The quantiles of each context, a row of <c>horizon</c> values a level.</summary>
    internal double[][][] Predict(ForwardPass pass, double[][] contexts)
    {
        double[][][] forecasts = network.Forward(pass, contexts);
        List<double[][][]> blocks = [forecasts];
        double[][][] paths = IsRolled ? [.. contexts.Select(context => Enumerable.Repeat(context, config.QuantileLevels.Count).ToArray())] : [];
        for (int steps = config.PredictionLength; steps < horizon; steps += config.PredictionLength)
        {
            forecasts = Continue(pass, paths, forecasts);
            blocks.Add(forecasts);
        }

        return [.. contexts.Select((_, index) => Join([.. blocks.Select(block => block[index])]))];
    }

    /// <summary>
    /// Takes the median for what happened, and forecasts what comes after it. What is appended are whole patches, so that every patch of the context keeps its
    /// place: of 64 steps in patches of 12 the first 60. A step that two passes forecast is the first one's, so a longer horizon changes nothing of a shorter one.
    /// </summary>
    private double[][][] FollowMedian(ForwardPass pass, double[][] contexts)
    {
        int native = config.PredictionLength;
        int stride = native < config.PatchLength ? native : native / config.PatchLength * config.PatchLength;
        int median = NearestToMedian(config.QuantileLevels);
        double[][][] rows = [.. contexts.Select(_ => config.QuantileLevels.Select(_ => new double[horizon]).ToArray())];
        double[][] paths = [.. contexts];
        for (int begin = 0, known = 0; known < horizon; begin += stride)
        {
            int end = Math.Min(horizon, begin + native);
            double[][][] block = network.Forward(pass, paths);
            for (int series = 0; series < paths.Length; series++)
            {
                for (int level = 0; level < rows[series].Length; level++)
                {
                    block[series][level].AsSpan(known - begin, end - known).CopyTo(rows[series][level].AsSpan(known));
                }

                paths[series] = Append(paths[series], block[series][median][..stride]);
            }

            known = end;
        }

        return rows;
    }

    private static int NearestToMedian(IReadOnlyList<double> levels) =>
        Enumerable.Range(0, levels.Count).MinBy(level => Math.Abs(levels[level] - 0.5));

    /// <summary>
    /// Appends to path k of every series the forecast of level k, forecasts all paths, and takes the quantiles of what they say.
    /// </summary>
    private double[][][] Continue(ForwardPass pass, double[][][] paths, double[][][] forecasts)
    {
        for (int series = 0; series < paths.Length; series++)
        {
            for (int path = 0; path < paths[series].Length; path++)
            {
                paths[series][path] = Append(paths[series][path], forecasts[series][path]);
            }
        }

        double[][][] spread = network.Forward(pass, [.. paths.SelectMany(all => all)]);
        int count = config.QuantileLevels.Count;
        return [.. paths.Select((_, index) => QuantilesOf([.. spread.Skip(index * count).Take(count).SelectMany(rows => rows)]))];
    }

    private double[] Append(double[] context, double[] forecast)
    {
        int kept = Math.Min(context.Length, Math.Max(config.ContextLength - forecast.Length, 0));
        double[] longer = [.. context.AsSpan(context.Length - kept), .. forecast];
        return longer.Length <= config.ContextLength ? longer : longer[^config.ContextLength..];
    }

    private double[][] QuantilesOf(double[][] samples)
    {
        double[][] rows = [.. config.QuantileLevels.Select(_ => new double[config.PredictionLength])];
        double[] column = new double[samples.Length];
        for (int step = 0; step < config.PredictionLength; step++)
        {
            for (int i = 0; i < samples.Length; i++)
            {
                column[i] = samples[i][step];
            }

            Array.Sort(column);
            for (int level = 0; level < rows.Length; level++)
            {
                rows[level][step] = SortedValues.Quantile(column, config.QuantileLevels[level]);
            }
        }

        return rows;
    }

    private double[][] Join(double[][][] blocks) =>
        [.. config.QuantileLevels.Select((_, level) => blocks.SelectMany(block => block[level]).Take(horizon).ToArray())];
}
