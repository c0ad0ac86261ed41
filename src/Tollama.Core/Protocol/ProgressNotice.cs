namespace Tollama.Core.Protocol;

/// <summary>How far a running request is.</summary>
public sealed record ProgressNotice
{
    /// <summary>Series finished.</summary>
    public required int Completed { get; init; }

    /// <summary>Series in the request.</summary>
    public required int Total { get; init; }
}
