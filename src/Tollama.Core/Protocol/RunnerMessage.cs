using System.Text.Json;

namespace Tollama.Core.Protocol;

/// <summary>One line of the protocol, in either direction.</summary>
/// <remarks>
/// A request has <see cref="Method"/>; an answer has exactly one of <see cref="Result"/> and <see cref="Error"/>; a notice has <see cref="Progress"/>.
/// </remarks>
public sealed record RunnerMessage
{
    /// <summary>The request's id, chosen by the daemon and repeated in every answer.</summary>
    public string? Id { get; init; }

    /// <summary>One of <see cref="RunnerMethods"/>.</summary>
    public string? Method { get; init; }

    /// <summary>The method's parameters.</summary>
    public JsonElement? Params { get; init; }

    /// <summary>What the method returned.</summary>
    public JsonElement? Result { get; init; }

    /// <summary>Why it failed.</summary>
    public RunnerError? Error { get; init; }

    /// <summary>How far the request is.</summary>
    public ProgressNotice? Progress { get; init; }
}
