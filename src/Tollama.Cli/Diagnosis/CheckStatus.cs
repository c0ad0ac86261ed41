namespace Tollama.Cli.Diagnosis;

/// <summary>How a check went.</summary>
internal enum CheckStatus
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>Works, but the user may want to know.</summary>
    Warning,

    /// <summary>tollama cannot work so.</summary>
    Failed,
}
