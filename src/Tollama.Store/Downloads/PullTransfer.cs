namespace Tollama.Store;

/// <summary>How the files of one pull are fetched.</summary>
/// <param name="Insecure">True to not check certificates.</param>
/// <param name="Rate">The rate of all its connections together; <see langword="null"/> for no limit.</param>
internal sealed record PullTransfer(bool Insecure, RateLimit? Rate);
