using System.Runtime.InteropServices;

namespace Tollama;

/// <summary>The signals that ask the program to end: they end its work in order.</summary>
/// <remarks>
/// A second Ctrl-C ends the process at once: a person waits. The others come from programs, which may send more than one (systemd a SIGHUP after a SIGTERM, a
/// shell that ends one SIGHUP more than the terminal), and who wants more sends SIGKILL. A signal that the process was started to ignore, as nohup does with
/// SIGHUP, stays ignored: the runtime leaves it alone.
/// </remarks>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly PosixSignalRegistration[] _registrations;

    public StopSignals()
    {
        PosixSignal[] signals = OperatingSystem.IsWindows()
            ? [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGQUIT]
            : [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGQUIT, PosixSignal.SIGHUP];
        _registrations = [.. signals.Select(signal => PosixSignalRegistration.Create(signal, Stop))];
    }

    public CancellationToken Stopping => _stopping.Token;

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
        {
            registration.Dispose();
        }

        _stopping.Dispose();
    }

    private void Stop(PosixSignalContext context)
    {
        context.Cancel = context.Signal != PosixSignal.SIGINT || !_stopping.IsCancellationRequested;
        _stopping.Cancel();
    }
}
