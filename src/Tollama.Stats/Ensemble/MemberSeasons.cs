namespace Tollama.Stats;

/// <summary>Which of the seasons of a history a member of an ensemble is told.</summary>
internal enum MemberSeasons
{
    /// <summary>All of them, as far as the method takes several; else the shortest.</summary>
    All,

    /// <summary>The shortest alone.</summary>
    Shortest,

    /// <summary>None.</summary>
    None,
}
