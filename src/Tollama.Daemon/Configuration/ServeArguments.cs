namespace Tollama.Daemon.Configuration;

/// <summary>What was said on the command line of <c>tollama serve</c>; each wins over its environment variable.</summary>
public sealed record ServeArguments
{
    /// <summary>Where to listen, in the grammar of <c>TOLLAMA_HOST</c>.</summary>
    public string? Host { get; init; }

    /// <summary>The port; 0 asks the system for a free one.</summary>
    public int? Port { get; init; }

    /// <summary>The log level.</summary>
    public string? LogLevel { get; init; }

    /// <summary>True to listen beyond loopback without API keys.</summary>
    public bool Insecure { get; init; }
}
