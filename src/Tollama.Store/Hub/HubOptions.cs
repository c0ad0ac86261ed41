namespace Tollama.Store;

/// <summary>Which model hub models come from, and how it is reached.</summary>
public sealed record HubOptions
{
    /// <summary>The address of the public hub.</summary>
    public static Uri PublicHub { get; } = new("https://huggingface.co");

    /// <summary>The hub's address: <see cref="PublicHub"/>, or a mirror's. Its path, if it has one, comes before every request's.</summary>
    public Uri Endpoint { get; init; } = PublicHub;

    /// <summary>The access token, sent to <see cref="Endpoint"/> and nowhere else, over https with a certificate that was checked, or to this machine itself; <see langword="null"/> for none.</summary>
    public string? Token { get; init; }

    /// <summary>True to allow pulls that do not check the hub's certificate. They never send the token.</summary>
    public bool AllowInsecure { get; init; }

    /// <summary>True to never open a connection.</summary>
    public bool Offline { get; init; }

    /// <summary>The proxies.</summary>
    public HubProxy Proxy { get; init; } = HubProxy.None;

    /// <summary>A PEM file with certificate authorities to trust beside those of the system; <see langword="null"/> for none.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>The highest rate of all downloads of a pull together, in bytes a second; <see langword="null"/> for no limit.</summary>
    public long? MaxBytesPerSecond { get; init; }

    /// <summary>How many pulls download at once; at least 1.</summary>
    public int MaxPulls { get; init; } = 4;

    /// <summary>What the client calls itself.</summary>
    public string UserAgent { get; init; } = "tollama";
}
