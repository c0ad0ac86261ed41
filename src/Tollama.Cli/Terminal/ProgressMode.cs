namespace Tollama.Cli.Terminal;

/// <summary>Whether the progress of a forecast is shown on standard error.</summary>
internal enum ProgressMode
{
    /// <summary>Where standard error is a terminal.</summary>
    Auto,

    /// <summary>Always: a line a step where it is no terminal.</summary>
    On,

    /// <summary>Never.</summary>
    Off,
}
