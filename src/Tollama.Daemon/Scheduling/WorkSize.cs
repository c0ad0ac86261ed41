namespace Tollama.Daemon.Scheduling;

/// <summary>How much work a request is, in three steps: small ones go first, and large ones never hold every place.</summary>
internal enum WorkSize
{
    /// <summary>Done before anybody notices: below <see cref="Work.TinyBelow"/>.</summary>
    Tiny,

    /// <summary>Below <see cref="Work.LargeFrom"/>.</summary>
    Small,

    /// <summary>Everything above.</summary>
    Large,
}
