namespace Tollama.Daemon.Memory;

/// <summary>Tells how much memory is free.</summary>
internal interface IMemoryGauge
{
    /// <summary>How many bytes new processes may take before the machine is short of memory; <see langword="null"/> where that cannot be known.</summary>
    long? FreeBytes();
}
