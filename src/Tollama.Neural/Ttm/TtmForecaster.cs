using System.Runtime.InteropServices;
using Tollama.Catalog.Architectures;

namespace Tollama.Neural;

/// <summary>What happens round the network of TinyTimeMixer: filling, scaling, padding, and rolling forward beyond one pass.</summary>
internal sealed class TtmForecaster(TtmConfig config, TtmNetwork network)
{
    /// <summary>Forecasts histories of any length.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="histories">The values, none missing, at least one each.</param>
    /// <param name="frequencies">The number of each one's frequency.</param>
    /// <param name="horizon">How many steps.</param>
    public double[][] Forecast(ForwardPass pass, IReadOnlyList<double[]> histories, IReadOnlyList<int> frequencies, int horizon)
    {
        // The network adds a constant to the variance, so it sees series of mean 0 and spread 1.
        InstanceScale[] scales = [.. histories.Select(history => InstanceScale.Of(Last(history), isRelative: true))];
        List<double>[] extended = [.. histories.Select((history, index) => Last(history).Select(scales[index].Apply).ToList())];
        int[] starts = [.. extended.Select(values => values.Count)];
        for (int done = 0; done < horizon; done += config.PredictionLength)
        {
            double[][] next = network.Forward(pass, [.. extended.Select((values, index) => Input(values, frequencies[index]))]);
            for (int series = 0; series < next.Length; series++)
            {
                extended[series].AddRange(next[series]);
            }
        }

        return [.. extended.Select((values, index) => values.Skip(starts[index]).Take(horizon).Select(scales[index].Undo).ToArray())];
    }

    private double[] Last(double[] values) => values.Length <= config.ContextLength ? values : values[^config.ContextLength..];

    /// <summary>The last values; a shorter history is filled up with its mean, which does not count for the scale.</summary>
    private TtmInput Input(List<double> values, int frequency)
    {
        double[] context = new double[config.ContextLength];
        bool[] observed = new bool[config.ContextLength];
        ReadOnlySpan<double> last = CollectionsMarshal.AsSpan(values)[^Math.Min(values.Count, config.ContextLength)..];
        last.CopyTo(context.AsSpan(config.ContextLength - last.Length));
        observed.AsSpan(config.ContextLength - last.Length).Fill(true);
        return new TtmInput(context, observed, frequency);
    }
}
