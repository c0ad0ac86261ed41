using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Tollama.Daemon.Configuration;
using Tollama.Daemon.Tls;
using Tollama.Testing.Certificates;

namespace Tollama.Daemon.Tests.Tls;

public sealed class CertificateReloadTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tollama-tls-");
    private readonly CertificateFiles _files;
    private readonly string _first;
    private readonly Lines _log = new();
    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());
    private readonly CertificateReload _reload;

    public CertificateReloadTests()
    {
        _files = new CertificateFiles(_folder.FullName);
        _first = _files.Renew();
        TlsFiles files = new(_files.Certificate, _files.Key);
        _reload = new CertificateReload(files, ServingCertificate.Read(files, _time), _time, _log);
    }

    private string Current => _reload.Current().TargetCertificate.Thumbprint;

    [Fact]
    public void A_renewal_is_taken_with_the_next_look_and_not_before()
    {
        string second = _files.Renew();
        Current.ShouldBe(_first);

        _time.Advance(CertificateReload.Interval);
        Current.ShouldBe(second);
        _log.Texts.ShouldHaveSingleItem().ShouldStartWith($"Information serving with the new certificate in {_files.Certificate}, valid until ");
    }

    [Fact]
    public void What_has_not_changed_is_not_read_again()
    {
        string text = File.ReadAllText(_files.Certificate);
        DateTime written = File.GetLastWriteTimeUtc(_files.Certificate);
        File.WriteAllText(_files.Certificate, new string('x', text.Length));
        File.SetLastWriteTimeUtc(_files.Certificate, written);
        _time.Advance(CertificateReload.Interval);
        Current.ShouldBe(_first);
        _log.Texts.ShouldBeEmpty();
    }

    [Fact]
    public void A_bad_renewal_leaves_the_old_one_with_one_line_and_a_mended_one_is_taken()
    {
        CertificateFiles.Write(_files.Certificate, "half a file");
        for (int look = 0; look < 3; look++)
        {
            _time.Advance(CertificateReload.Interval);
            Current.ShouldBe(_first);
        }

        _log.Texts.ShouldHaveSingleItem().ShouldStartWith(
            $"Warning the new certificate was not taken: TOLLAMA_TLS_CERT='{_files.Certificate}' has no certificate in PEM form; serving on with the old one, valid until ");
        string mended = _files.Renew();
        _time.Advance(CertificateReload.Interval);
        Current.ShouldBe(mended);
    }

    [Fact]
    public void A_certificate_whose_key_comes_later_waits_for_it()
    {
        string oldKey = File.ReadAllText(_files.Key);
        string second = _files.Renew();
        string newKey = File.ReadAllText(_files.Key);
        CertificateFiles.Write(_files.Key, oldKey);
        _time.Advance(CertificateReload.Interval);
        Current.ShouldBe(_first);

        CertificateFiles.Write(_files.Key, newKey);
        _time.Advance(CertificateReload.Interval);
        Current.ShouldBe(second);
    }

    [Fact]
    public void A_file_that_is_gone_is_told_once()
    {
        File.Delete(_files.Key);
        for (int look = 0; look < 3; look++)
        {
            _time.Advance(CertificateReload.Interval);
            Current.ShouldBe(_first);
        }

        _log.Texts.ShouldHaveSingleItem().ShouldContain(_files.Key);
    }

    [Fact]
    public void A_link_that_is_turned_to_another_folder_is_a_change()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows lets only administrators make links");
        using TempLinks links = new(_files);
        CertificateReload reload = new(links.Files, ServingCertificate.Read(links.Files, _time), _time, _log);
        string second = links.TurnToRenewed();
        _time.Advance(CertificateReload.Interval);
        reload.Current().TargetCertificate.Thumbprint.ShouldBe(second);
    }

    public void Dispose()
    {
        _files.Dispose();
        _folder.Delete(recursive: true);
    }

    /// <summary>Files behind a linked folder, as Kubernetes mounts secrets: what is named is never written, only the folder's link is turned.</summary>
    private sealed class TempLinks : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tollama-links-");
        private readonly CertificateFiles _files;

        public TempLinks(CertificateFiles files)
        {
            _files = files;
            Copy("one");
            Directory.CreateSymbolicLink(Path.Join(_folder.FullName, "data"), Path.Join(_folder.FullName, "one"));
            File.CreateSymbolicLink(Files.Certificate, Path.Join("data", "cert.pem"));
            File.CreateSymbolicLink(Files.Key, Path.Join("data", "key.pem"));
        }

        public TlsFiles Files => new(Path.Join(_folder.FullName, "cert.pem"), Path.Join(_folder.FullName, "key.pem"));

        public string TurnToRenewed()
        {
            string thumbprint = _files.Renew();
            Copy("two");
            Directory.Delete(Path.Join(_folder.FullName, "data"));
            Directory.CreateSymbolicLink(Path.Join(_folder.FullName, "data"), Path.Join(_folder.FullName, "two"));
            return thumbprint;
        }

        public void Dispose() => _folder.Delete(recursive: true);

        private void Copy(string name)
        {
            string folder = _folder.CreateSubdirectory(name).FullName;
            File.Copy(_files.Certificate, Path.Join(folder, "cert.pem"));
            File.Copy(_files.Key, Path.Join(folder, "key.pem"));
        }
    }

    private sealed class Lines : ILogger<CertificateReload>
    {
        private readonly ConcurrentQueue<string> _lines = [];

        public IReadOnlyList<string> Texts => [.. _lines];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _lines.Enqueue($"{logLevel} {formatter(state, exception)}");
    }
}
