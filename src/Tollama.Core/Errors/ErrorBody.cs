using System.Text.Json.Nodes;

namespace Tollama.Core.Errors;

/// <summary>The body of every error answer, and of an error line in a stream.</summary>
/// <remarks>Ollama's clients read <see cref="Error"/>, the first tollama's clients read <see cref="Detail"/>.</remarks>
public sealed record ErrorBody
{
    /// <summary>What went wrong, one readable sentence.</summary>
    public required string Error { get; init; }

    /// <summary>The same sentence, or the list of faults of an invalid request.</summary>
    public JsonNode? Detail { get; init; }

    /// <summary>The wire name of an <see cref="ErrorCode"/>.</summary>
    public string? Code { get; init; }

    /// <summary>What to do next.</summary>
    public string? Hint { get; init; }

    /// <summary>The request's id, as in the <c>X-Request-ID</c> header and the daemon's log.</summary>
    public string? RequestId { get; init; }

    /// <summary>The version of the daemon.</summary>
    public string? TollamaVersion { get; init; }
}
