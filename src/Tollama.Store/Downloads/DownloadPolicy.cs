namespace Tollama.Store;

/// <summary>How patient downloads are, and in which portions they work.</summary>
internal sealed record DownloadPolicy
{
    /// <summary>How many connections fetch one file. Few: users share their line with others.</summary>
    public int Connections { get; init; } = 4;

    /// <summary>How many pulls may wait for their turn.</summary>
    public int MaxWaitingPulls { get; init; } = 64;

    /// <summary>How many connections to one host may be open at once, for that many pulls: those of their files, and some for questions.</summary>
    public int ConnectionsPerHost(int pulls) => (pulls * Connections) + 8;

    /// <summary>The size of a part, fetched over one connection.</summary>
    public long PartSize { get; init; } = 64L << 20;

    /// <summary>After how many written bytes the disk is flushed and the journal is written.</summary>
    public long FlushBytes { get; init; } = 64L << 20;

    /// <summary>After what time it is done even if fewer bytes came.</summary>
    public TimeSpan FlushInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long it may take to be connected, the exchange of certificates included.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long a connection may be silent.</summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many tries in a row a download may make that bring nothing.</summary>
    public int MaxAttempts { get; init; } = 6;

    /// <summary>How often the hub is asked the same question: somebody waits for the first line of the answer.</summary>
    public int MaxQuestions { get; init; } = 3;

    /// <summary>The pause after the first failure; it doubles with each further one.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause, also when the hub asks for a longer one.</summary>
    public TimeSpan MaxPause { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How often a file that another process downloads is looked at.</summary>
    public TimeSpan LockPause { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The free bytes of a folder's disk; replaced in tests.</summary>
    public Func<string, long> FreeBytes { get; init; } = StoreCheck.FreeBytes;

    /// <summary>The pause after so many failures in a row.</summary>
    public TimeSpan PauseAfter(int failures, TimeSpan? asked)
    {
        TimeSpan own = FirstPause * Math.Pow(2, Math.Min(failures - 1, 16));
        TimeSpan pause = asked > own ? asked.Value : own;
        return pause < MaxPause ? pause : MaxPause;
    }
}
