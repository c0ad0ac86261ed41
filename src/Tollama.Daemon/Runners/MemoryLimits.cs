using Tollama.Daemon.Memory;

namespace Tollama.Daemon.Runners;

/// <summary>How much physical memory a runner may take.</summary>
internal sealed record MemoryLimits
{
    private const long Mebibyte = 1 << 20;

    /// <summary>How many times the memory after its last load a process may keep while it is idle.</summary>
    public double IdleFactor { get; init; } = 3;

    /// <summary>How many bytes more than after its last load a process may keep in any case.</summary>
    public long IdleAllowance { get; init; } = 100 * Mebibyte;

    /// <summary>The most that a process may take while it works, in bytes; <see langword="null"/> for no limit.</summary>
    /// <remarks>By default three quarters of the machine, or of the container.</remarks>
    public long? MaxBytes { get; init; } = new MachineMemory().TotalBytes() / 4 * 3;

    /// <summary>Whether an idle process keeps more than it needs.</summary>
    /// <param name="bytes">What it takes.</param>
    /// <param name="loaded">What it took after its last load.</param>
    public bool IsFat(long bytes, long loaded) => bytes > loaded * IdleFactor && bytes > loaded + IdleAllowance;
}
