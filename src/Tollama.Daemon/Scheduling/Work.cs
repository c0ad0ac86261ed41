namespace Tollama.Daemon.Scheduling;

/// <summary>What is to be done, before it is done: for whom, and about how much it is.</summary>
/// <param name="Client">Who asks: requests of one client share that client's places.</param>
/// <param name="Cost">About how long one core will take. An estimate: it orders requests and chooses their process, it never ends one.</param>
internal readonly record struct Work(string Client, TimeSpan Cost)
{
    /// <summary>What costs less is <see cref="WorkSize.Tiny"/>.</summary>
    internal static readonly TimeSpan TinyBelow = TimeSpan.FromMilliseconds(10);

    /// <summary>What costs as much or more is <see cref="WorkSize.Large"/>.</summary>
    internal static readonly TimeSpan LargeFrom = TimeSpan.FromMilliseconds(250);

    /// <summary>The step in which the cost lies.</summary>
    internal WorkSize Size => Cost < TinyBelow ? WorkSize.Tiny : Cost < LargeFrom ? WorkSize.Small : WorkSize.Large;
}
