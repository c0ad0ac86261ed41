using Tollama.Catalog.Architectures;

namespace Tollama.Neural;

/// <summary>What happens round the network of TimesFM 2.5: filling, scaling, flipping, the two heads, crossings.</summary>
internal sealed class TimesFmForecaster(TimesFmConfig config, TimesFmNetwork network, TimesFmSettings settings)
{
    private readonly int _median = config.QuantileLevels.ToList().IndexOf(0.5) + 1;

    /// <summary>The forecast of each series, a row of channels a step: the mean and then the quantiles.</summary>
    public double[][][] Forecast(ForwardPass pass, IReadOnlyList<double[]> contexts, int horizon)
    {
        double[][] filled = [.. contexts.Select(MissingValues.Fill)];
        (double Mean, double Spread)[] scales = [.. filled.Select(ScaleOf)];
        List<TimesFmSequence> sequences = [];
        foreach ((double[] values, (double mean, double spread)) in filled.Zip(scales))
        {
            double[] scaled = [.. values.Select(value => (value - mean) / spread)];
            sequences.Add(new TimesFmSequence(scaled, config.PatchLength));
            if (settings.IsFlipInvariant)
            {
                sequences.Add(new TimesFmSequence([.. scaled.Select(value => -value)], config.PatchLength));
            }
        }

        TimesFmDecoding[] decodings = network.Decode(pass, sequences, horizon, settings.ReturnsBackcast);
        int each = settings.IsFlipInvariant ? 2 : 1;
        return [.. scales.Select((scale, index) => Finish(decodings.AsSpan(index * each, each), scale.Mean, scale.Spread))];
    }

    private double[][] Finish(ReadOnlySpan<TimesFmDecoding> decodings, double mean, double spread)
    {
        TimesFmDecoding plain = decodings[0];
        TimesFmDecoding? flipped = decodings.Length > 1 ? decodings[1] : null;
        double[][] rows = Average(plain.Forecast, flipped?.Forecast);
        if (settings.UsesQuantileHead)
        {
            double[][] head = Average(plain.QuantileHead, flipped?.QuantileHead);
            for (int step = 0; step < Math.Min(rows.Length, head.Length); step++)
            {
                Spread(rows[step], head[step]);
            }
        }

        rows = [.. Average(plain.Backcast, flipped?.Backcast), .. rows];
        foreach (double[] row in rows)
        {
            if (settings.FixesCrossing)
            {
                Uncross(row);
            }

            for (int channel = 0; channel < row.Length; channel++)
            {
                row[channel] = (row[channel] * spread) + mean;
            }
        }

        return rows;
    }

    /// <summary>Half the difference of the forecasts of a series and of its negative, where low quantiles are high ones.</summary>
    private static double[][] Average(double[][] plain, double[][]? flipped)
    {
        if (flipped is null)
        {
            return plain;
        }

        double[][] average = new double[plain.Length][];
        for (int step = 0; step < plain.Length; step++)
        {
            double[] row = average[step] = new double[plain[step].Length];
            for (int channel = 0; channel < row.Length; channel++)
            {
                int mirrored = channel == 0 ? 0 : row.Length - channel;
                row[channel] = (plain[step][channel] - flipped[step][mirrored]) / 2;
            }
        }

        return average;
    }

    private void Spread(double[] row, double[] head)
    {
        for (int channel = 1; channel < row.Length; channel++)
        {
            row[channel] = channel == _median ? row[channel] : head[channel] - head[_median] + row[_median];
        }
    }

    private void Uncross(double[] row)
    {
        for (int channel = _median - 1; channel >= 1; channel--)
        {
            row[channel] = Math.Min(row[channel], row[channel + 1]);
        }

        for (int channel = _median + 1; channel < row.Length; channel++)
        {
            row[channel] = Math.Max(row[channel], row[channel - 1]);
        }
    }

    private (double Mean, double Spread) ScaleOf(double[] values)
    {
        if (!settings.Normalizes)
        {
            return (0, 1);
        }

        int count = Math.Max(settings.Window ?? values.Length, values.Length);
        double mean = values.Sum() / count;
        double squares = values.Sum(value => (value - mean) * (value - mean)) + ((count - values.Length) * mean * mean);
        double spread = count > 1 ? Math.Sqrt(squares / (count - 1)) : 0;
        return (mean, spread < 1e-6 ? 1 : spread);
    }
}
