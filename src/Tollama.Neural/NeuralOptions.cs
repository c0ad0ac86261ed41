using Tollama.Core.Forecasting;

namespace Tollama.Neural;

/// <summary>The options that every model of these families has.</summary>
/// <param name="ContextLength">
/// <c>context_length</c>: how many of the last values the model may look at; as many as it can by default.
/// </param>
/// <param name="RawQuantiles"><c>raw_quantiles</c>: leaves quantiles that cross as they are; false by default.</param>
/// <param name="NonNegative"><c>non_negative</c>: raises forecasts below 0 to 0; by default what the model itself does.</param>
internal sealed record NeuralOptions(int? ContextLength, bool RawQuantiles, bool? NonNegative)
{
    /// <summary>Reads and checks.</summary>
    public static NeuralOptions Read(OptionReader reader) =>
        new(reader.Integer("context_length"), reader.Boolean("raw_quantiles") ?? false, reader.Boolean("non_negative"));

    /// <summary>The last values that the model may look at.</summary>
    public double[] Cut(double[] target, int contextLength)
    {
        int kept = Math.Min(target.Length, Math.Min(contextLength, ContextLength ?? contextLength));
        return kept == target.Length ? target : target[^kept..];
    }
}
