using Tollama.Daemon.Memory;

namespace Tollama.Daemon.Tests.Memory;

/// <summary>A machine whose free memory the test sets.</summary>
internal sealed class FixedMemory(long? free = null) : IMemoryGauge
{
    public long? Free { get; set; } = free;

    public long? FreeBytes() => Free;
}
