namespace Tollama.Core.Api;

/// <summary>How far a request is that the daemon works on.</summary>
/// <param name="Completed">Series that are done.</param>
/// <param name="Total">Series of the request.</param>
public sealed record RequestProgress(int Completed, int Total);
