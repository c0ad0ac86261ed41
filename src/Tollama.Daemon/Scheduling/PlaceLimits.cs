namespace Tollama.Daemon.Scheduling;

/// <summary>How many pieces of work may hold a place at once.</summary>
/// <param name="Places">All together; at least 1.</param>
/// <param name="Large">Large ones; at least 1.</param>
internal sealed record PlaceLimits(int Places, int Large)
{
    /// <summary>Small and large ones together: a quarter of the places is kept for tiny ones, where there are four or more.</summary>
    internal int NotTiny => Math.Max(1, Places - (Places / 4));

    /// <summary>Those of one client: with half of the places, other clients always find some.</summary>
    internal int OfOneClient => Math.Max(1, Places / 2);
}
