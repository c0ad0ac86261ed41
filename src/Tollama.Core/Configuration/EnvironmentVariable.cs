namespace Tollama.Core.Configuration;

/// <summary>One environment variable that tollama reads.</summary>
/// <param name="Name">Its name: <c>TOLLAMA_HOST</c>.</param>
/// <param name="Default">What holds when it is not set, for people.</param>
/// <param name="Description">What it does, one sentence.</param>
/// <param name="IsSecret">True if its value is never printed.</param>
public sealed record EnvironmentVariable(string Name, string Default, string Description, bool IsSecret = false);
