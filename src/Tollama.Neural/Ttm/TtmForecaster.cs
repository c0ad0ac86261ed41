using System.Runtime.InteropServices;
using Tollama.Catalog.Architectures;

namespace Tollama.Neural;

/// <summary>What happens round the network of TinyTimeMixer: padding, and rolling forward beyond one pass.</summary>
/// <param name="config">The configuration.</param>
/// <param name="network">The network, which adds a constant to the variance: it has to see series of mean 0 and spread 1.</param>
internal sealed class TtmForecaster(TtmConfig config, TtmNetwork network)
{
    /// <summary>Forecasts histories.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="histories">The histories.</param>
    /// <param name="frequencies">The number of each one's frequency.</param>
    /// <param name="horizon">How many steps.</param>
    public double[][] Forecast(ForwardPass pass, IReadOnlyList<TtmHistory> histories, IReadOnlyList<int> frequencies, int horizon)
    {
        List<double>[] extended = [.. histories.Select(history => history.Values.ToList())];
        List<bool>[] observed = [.. histories.Select(history => history.Observed.ToList())];
        for (int done = 0; done < horizon; done += config.PredictionLength)
        {
            double[][] next = network.Forward(pass, [.. extended.Select((values, index) => Input(values, observed[index], frequencies[index]))]);
            for (int series = 0; series < next.Length; series++)
            {
                extended[series].AddRange(next[series]);
                observed[series].AddRange(next[series].Select(_ => true));
            }
        }

        return [.. histories.Select((history, index) => extended[index].Skip(history.Values.Length).Take(horizon).Select(history.Scale.Undo).ToArray())];
    }

    /// <summary>The last values; a shorter history is filled up with its mean, which does not count for the scale.</summary>
    private TtmInput Input(List<double> values, List<bool> observed, int frequency)
    {
        double[] context = new double[config.ContextLength];
        bool[] counts = new bool[config.ContextLength];
        int kept = Math.Min(values.Count, config.ContextLength);
        CollectionsMarshal.AsSpan(values)[^kept..].CopyTo(context.AsSpan(config.ContextLength - kept));
        CollectionsMarshal.AsSpan(observed)[^kept..].CopyTo(counts.AsSpan(config.ContextLength - kept));
        return new TtmInput(context, counts, frequency);
    }
}
