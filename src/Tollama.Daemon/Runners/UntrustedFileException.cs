using Tollama.Store;

namespace Tollama.Daemon.Runners;

/// <summary>A process was not started, because others than the user and root decide what it would be.</summary>
internal sealed class UntrustedFileException(FileFault fault) : Exception(fault.Reason)
{
    /// <summary>Which file it is, and what helps.</summary>
    public FileFault Fault { get; } = fault;
}
