namespace Tollama.Core.Frequencies;

/// <summary>How many steps are forecast when nobody says a number.</summary>
public static class DefaultHorizon
{
    /// <summary>The number where a frequency has none of its own.</summary>
    public const int Usual = 12;

    /// <summary>A day of hours, four weeks of days or working days, a quarter of weeks, a year of months or quarters, six years; 12 otherwise.</summary>
    /// <param name="frequency">The frequency; <see langword="null"/> when it is not known.</param>
    public static int Of(Frequency? frequency) => frequency is not { Multiple: 1 } ? Usual : frequency.Unit switch
    {
        FrequencyUnit.Hour => 24,
        FrequencyUnit.Day => 28,
        FrequencyUnit.BusinessDay => 20,
        FrequencyUnit.Week => 13,
        FrequencyUnit.Month => 12,
        FrequencyUnit.Quarter => 4,
        FrequencyUnit.Year => 6,
        _ => Usual,
    };
}
