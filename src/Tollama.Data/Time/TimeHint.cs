namespace Tollama.Data.Time;

/// <summary>What is known of a column beside its cells.</summary>
internal sealed record TimeHint
{
    /// <summary>Nothing is known.</summary>
    public static TimeHint None { get; } = new();

    /// <summary>Whether the column is called a date or time, or the request names it: numbers that may be dates are dates then.</summary>
    public bool IsCalledDate { get; init; }

    /// <summary>Whether the column is called a week: 202401 is the first week then.</summary>
    public bool IsCalledWeek { get; init; }

    /// <summary>Whether the column is called a quarter: 2024-1 is the first quarter then.</summary>
    public bool IsCalledQuarter { get; init; }

    /// <summary>Whether the column is called a period of a fiscal year: 2019001 is its first month then.</summary>
    public bool IsCalledPeriod { get; init; }

    /// <summary>Whether 01/02/2024 is 1 February; <see langword="null"/> to find out.</summary>
    public bool? DayFirst { get; init; }
}
