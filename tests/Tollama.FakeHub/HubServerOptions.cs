namespace Tollama.FakeHub;

/// <summary>What a hub is like from its start on.</summary>
public sealed record HubServerOptions
{
    /// <summary>The port of the hub on 127.0.0.1; 0, the default, takes a free one. The CDN always takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>Whether the hub and the CDN speak TLS, with a certificate of an authority that nobody knows.</summary>
    public bool Https { get; init; }

    /// <summary>How many entries a page of a file list has at most, 1000 by default.</summary>
    public int PageSize { get; init; } = 1000;

    /// <summary>How many requests a link to the CDN is good for; unlimited by default.</summary>
    public int LinkUses { get; init; } = int.MaxValue;

    /// <summary>Whether small files are one redirect away, as on the real hub since 2025; <see langword="true"/> by default.</summary>
    public bool CachesSmallFiles { get; init; } = true;

    /// <summary>Whether listings and small files come in gzip to clients that accept it, from 1000 bytes on; <see langword="true"/> by default.</summary>
    public bool Compresses { get; init; } = true;
}
