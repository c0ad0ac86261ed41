namespace Tollama.Stats;

/// <summary>Nothing is demanded any more.</summary>
internal sealed class EndedDemandPredictor : StepPredictor
{
    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    public EndedDemandPredictor(History history, DemandTimes times)
    {
        Fitted = [double.NaN, .. history.Values[..^1]];
        Method = $"ended: no demand for {times.TrailingZeros} values, more than three times the longest gap before, {times.LongestGap}";
    }

    /// <inheritdoc />
    public override double Mean(int step) => 0;

    /// <inheritdoc />
    public override double StandardError(int step) => 0;
}
