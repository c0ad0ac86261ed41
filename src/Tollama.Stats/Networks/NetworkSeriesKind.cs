namespace Tollama.Stats;

/// <summary>What is known of the steps of a series, as far as it decides whether a network counts.</summary>
internal enum NetworkSeriesKind
{
    /// <summary>Nothing, or nothing that matters: its seasons decide.</summary>
    Other,

    /// <summary>Weeks, whether or not a year of them was seen often enough.</summary>
    Weeks,

    /// <summary>Steps of less than an hour, whose days and weeks are longer than what a network looks at.</summary>
    FinerThanHours,
}
