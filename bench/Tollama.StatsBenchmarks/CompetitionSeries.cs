namespace Tollama.StatsBenchmarks;

/// <summary>A series of a competition: what a method may see, and what came after.</summary>
/// <param name="Id">Its name in the competition.</param>
/// <param name="Group">yearly, quarterly, monthly, ….</param>
/// <param name="Season">The season that the competition scores with.</param>
/// <param name="Train">What a method may see.</param>
/// <param name="Test">What came after.</param>
internal sealed record CompetitionSeries(string Id, string Group, int Season, double[] Train, double[] Test)
{
    private const int ValuesInWeekOfHalfHours = 336;
    private const int WorkingDays = 5;

    /// <summary>The frequency that a user would name for the group; <see langword="null"/> for data without dates.</summary>
    public string? Frequency => Group switch
    {
        "yearly" => "YS",
        "quarterly" => "QS",
        "monthly" => "MS",
        "weekly" => "W",
        "daily" => "D",
        "hourly" or "load" or "temp" or "wind" => "h",
        _ when Season == ValuesInWeekOfHalfHours => "30min",
        _ => null,
    };

    /// <summary>The seasons that a user would name where no frequency has them: those of call centres, open on five days of the week.</summary>
    public IReadOnlyList<int> Seasons => Group == "calls" ? [Season, WorkingDays * Season] : [];

    /// <summary>The series as it was some values before the end of its training part: what methods may be chosen and tuned on.</summary>
    /// <param name="origin">1 for the last horizon of the training part, 2 for the one before, ….</param>
    public CompetitionSeries? AtOrigin(int origin)
    {
        int end = Train.Length - (origin * Test.Length);
        return end < Math.Max(4, 2 * Season) ? null : this with { Train = Train[..end], Test = Train[end..(end + Test.Length)] };
    }
}
