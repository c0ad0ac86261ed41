using System.Net.Security;
using Microsoft.Extensions.Logging;
using Tollama.Core.Configuration;
using Tollama.Daemon.Configuration;

namespace Tollama.Daemon.Tls;

/// <summary>The certificate of new connections: read again when its files have changed, so that a renewal needs no restart.</summary>
/// <remarks>
/// The files are looked at when somebody connects, not by a watcher: those miss what happens behind links and on file systems of a network. What cannot be served with is
/// left aside, with one line in the log for each state of the files. Open connections keep what they began with, which is why what is replaced is not disposed.
/// </remarks>
internal sealed partial class CertificateReload(TlsFiles files, ServingCertificate first, TimeProvider time, ILogger<CertificateReload> logger)
{
    /// <summary>The files are looked at this seldom at most.</summary>
    internal static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private ServingCertificate _current = first;
    private (FileStamp? Certificate, FileStamp? Key) _seen = (first.CertificateStamp, first.KeyStamp);
    private long _lookedAt = time.GetTimestamp();

    /// <summary>How the next connection is secured.</summary>
    internal SslServerAuthenticationOptions Options() => new() { ServerCertificateContext = Current() };

    /// <summary>The certificate of the next connection.</summary>
    internal SslStreamCertificateContext Current()
    {
        lock (_lock)
        {
            if (time.GetElapsedTime(_lookedAt) >= Interval)
            {
                _lookedAt = time.GetTimestamp();
                Look_NeedsLock();
            }

            return _current.Context;
        }
    }

    private void Look_NeedsLock()
    {
        (FileStamp?, FileStamp?) now = (FileStamp.Of(files.Certificate), FileStamp.Of(files.Key));
        if (now == _seen)
        {
            return;
        }

        _seen = now;
        try
        {
            _current = ServingCertificate.Read(files, time);
            _seen = (_current.CertificateStamp, _current.KeyStamp);
            Reloaded(logger, files.Certificate, _current.End);
            foreach (string warning in _current.Warnings)
            {
                Warned(logger, warning);
            }
        }
        catch (SettingException fault)
        {
            Kept(logger, fault.Message, _current.End);
        }
    }

    [LoggerMessage(1030, LogLevel.Information, "serving with the new certificate in {Path}, valid until {End}")]
    private static partial void Reloaded(ILogger logger, string path, string end);

    [LoggerMessage(1031, LogLevel.Warning, "{Warning}")]
    private static partial void Warned(ILogger logger, string warning);

    [LoggerMessage(1032, LogLevel.Warning, "the new certificate was not taken: {Reason}; serving on with the old one, valid until {End}")]
    private static partial void Kept(ILogger logger, string reason, string end);
}
