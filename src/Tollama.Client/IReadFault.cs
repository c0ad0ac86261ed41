namespace Tollama.Client;

/// <summary>What is sent while it is read.</summary>
internal interface IReadFault
{
    /// <summary>Why the source could not be read; the connection is not to blame then.</summary>
    IOException? SourceFault { get; }
}
