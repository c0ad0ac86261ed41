using System.Text.Json;

namespace Tollama.Core.Protocol;

/// <summary>Why a runner did not do what it was asked.</summary>
public sealed record RunnerError
{
    /// <summary>One of <see cref="RunnerErrorCodes"/>, or another number below -32000.</summary>
    public required int Code { get; init; }

    /// <summary>One sentence for people.</summary>
    public required string Message { get; init; }

    /// <summary>More, in any form.</summary>
    public JsonElement? Data { get; init; }
}
