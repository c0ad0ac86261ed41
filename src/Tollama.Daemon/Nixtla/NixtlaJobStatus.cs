namespace Tollama.Daemon.Nixtla;

/// <summary>How far a job is.</summary>
/// <param name="Word"><c>pending</c>, <c>running</c>, <c>succeeded</c>, <c>failed</c> or <c>cancelled</c>: clients take any other word for an error.</param>
/// <param name="Result">The answer as JSON; empty before there is one.</param>
/// <param name="Error">Why it failed; <see langword="null"/> where it did not.</param>
internal sealed record NixtlaJobStatus(string Word, ReadOnlyMemory<byte> Result = default, string? Error = null);
