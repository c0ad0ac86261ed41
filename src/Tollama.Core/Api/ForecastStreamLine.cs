namespace Tollama.Core.Api;

/// <summary>One line of a streamed forecast: a status, then at last the response with <see cref="Done"/>.</summary>
public sealed record ForecastStreamLine
{
    /// <summary><c>loading model</c> or <c>running forecast</c>; absent on the last line.</summary>
    public string? Status { get; init; }

    /// <summary>The model.</summary>
    public string? Model { get; init; }

    /// <summary>Series finished.</summary>
    public int? Completed { get; init; }

    /// <summary>Series in the request.</summary>
    public int? Total { get; init; }

    /// <summary>True on the last line.</summary>
    public bool? Done { get; init; }

    /// <summary>The answer, on the last line.</summary>
    public ForecastResponse? Response { get; init; }

    /// <summary>From arrival to answer, in nanoseconds.</summary>
    public long? TotalDuration { get; init; }

    /// <summary>Loading the model, in nanoseconds.</summary>
    public long? LoadDuration { get; init; }

    /// <summary>Computing, in nanoseconds.</summary>
    public long? EvalDuration { get; init; }

    /// <summary>Why the stream ended early. Never serialised as null: clients look for the key.</summary>
    public string? Error { get; init; }

    /// <summary>The wire name of the error's code.</summary>
    public string? Code { get; init; }

    /// <summary>What to do about the error.</summary>
    public string? Hint { get; init; }
}
