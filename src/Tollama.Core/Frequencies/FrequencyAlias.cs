namespace Tollama.Core.Frequencies;

/// <summary>What a unit name stands for.</summary>
internal sealed record FrequencyAlias(FrequencyUnit Unit, PeriodAnchor? Anchor = null)
{
    /// <summary>The weekday of a week whose name carries no anchor; <see langword="null"/> for Sunday, as in pandas.</summary>
    public DayOfWeek? Weekday { get; init; }
}
