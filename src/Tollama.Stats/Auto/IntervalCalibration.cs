namespace Tollama.Stats;

/// <summary>How much wider than the methods say the intervals of a combination have to be.</summary>
internal static class IntervalCalibration
{
    public static IntervalWidth For(History history) => history.SeasonLength switch
    {
        _ => IntervalWidth.AsTold,
    };
}
