namespace Tollama.Core.Protocol;

/// <summary>The daemon introduces itself.</summary>
public sealed record HelloParams
{
    /// <summary>The protocol version that the daemon speaks.</summary>
    public required int Protocol { get; init; }
}
