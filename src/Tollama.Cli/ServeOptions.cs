namespace Tollama.Cli;

/// <summary>What <c>tollama serve</c> was told on its command line; everything else comes from the environment.</summary>
public sealed record ServeOptions
{
    /// <summary>The address to listen on, in the grammar of <c>TOLLAMA_HOST</c>; <see langword="null"/> when not given.</summary>
    public string? Host { get; init; }

    /// <summary>The port to listen on, 0 to 65535, 0 for any free one; it wins over the port of <see cref="Host"/>. <see langword="null"/> when not given.</summary>
    public int? Port { get; init; }

    /// <summary><c>trace</c>, <c>debug</c>, <c>info</c>, <c>warning</c>, <c>error</c> or <c>none</c>; <see langword="null"/> when not given.</summary>
    public string? LogLevel { get; init; }

    /// <summary>True to listen beyond loopback without API keys.</summary>
    public bool Insecure { get; init; }
}
