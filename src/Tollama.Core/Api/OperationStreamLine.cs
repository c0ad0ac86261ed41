namespace Tollama.Core.Api;

/// <summary>One line of a streamed operation: a status with its progress, then at last the answer with <see cref="Done"/>.</summary>
/// <typeparam name="T">The answer.</typeparam>
public sealed record OperationStreamLine<T>
    where T : class
{
    /// <summary>What happens: <c>loading model</c>, <c>running backtest</c>; absent on the last line.</summary>
    public string? Status { get; init; }

    /// <summary>The model that works.</summary>
    public string? Model { get; init; }

    /// <summary>Pieces of work that are done: windows of a backtest, else series.</summary>
    public int? Completed { get; init; }

    /// <summary>Pieces of work in all.</summary>
    public int? Total { get; init; }

    /// <summary>True on the last line.</summary>
    public bool? Done { get; init; }

    /// <summary>The answer, on the last line.</summary>
    public T? Response { get; init; }

    /// <summary>From arrival to answer, in nanoseconds.</summary>
    public long? TotalDuration { get; init; }

    /// <summary>Why the stream ended early.</summary>
    public string? Error { get; init; }

    /// <summary>The wire name of the error's code.</summary>
    public string? Code { get; init; }

    /// <summary>What to do about the error.</summary>
    public string? Hint { get; init; }
}
