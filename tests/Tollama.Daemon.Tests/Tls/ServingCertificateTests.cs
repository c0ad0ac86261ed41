using System.Security.Cryptography;
using Tollama.Core.Configuration;
using Tollama.Daemon.Configuration;
using Tollama.Daemon.Tls;
using Tollama.Testing.Certificates;
using Tollama.Testing.Files;

namespace Tollama.Daemon.Tests.Tls;

public sealed class ServingCertificateTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tollama-tls-");
    private readonly CertificateFiles _files;

    public ServingCertificateTests() => _files = new CertificateFiles(_folder.FullName);

    [Fact]
    public void A_pair_that_belongs_together_is_read_without_a_warning()
    {
        string thumbprint = _files.Renew();
        ServingCertificate certificate = Read();
        certificate.Context.TargetCertificate.Thumbprint.ShouldBe(thumbprint);
        certificate.Context.TargetCertificate.HasPrivateKey.ShouldBeTrue();
        certificate.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public void What_stands_behind_the_certificate_is_sent_with_it()
    {
        CertificateFiles.Write(_files.Certificate, File.ReadAllText(_files.Certificate) + "\n" + File.ReadAllText(_files.Authority));
        Read().Context.TargetCertificate.Subject.ShouldBe("CN=localhost");
    }

    [Theory]
    [InlineData("certificate", null, "TOLLAMA_TLS_CERT='{0}' cannot be read: there is no such file")]
    [InlineData("key", null, "TOLLAMA_TLS_KEY='{1}' cannot be read: there is no such file")]
    [InlineData("certificate", "", "TOLLAMA_TLS_CERT='{0}' has no certificate in PEM form")]
    [InlineData("certificate", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "TOLLAMA_TLS_CERT='{0}' has a certificate that is damaged")]
    [InlineData("key", "text", "TOLLAMA_TLS_KEY='{1}' has no private key in PEM form")]
    [InlineData("key", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", "TOLLAMA_TLS_KEY='{1}' is not the key of the first certificate")]
    [InlineData("key", "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n", "TOLLAMA_TLS_KEY='{1}' is encrypted")]
    public void What_cannot_be_served_with_names_its_file(string which, string? text, string message)
    {
        string path = which == "key" ? _files.Key : _files.Certificate;
        File.Delete(path);
        if (text is not null)
        {
            File.WriteAllText(path, text);
        }

        Should.Throw<SettingException>(Read).Message.ShouldStartWith(string.Format(null, message, _files.Certificate, _files.Key));
    }

    [Fact]
    public void The_key_of_another_certificate_is_told()
    {
        using ECDsa other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        File.WriteAllText(_files.Key, other.ExportPkcs8PrivateKeyPem());
        SettingException fault = Should.Throw<SettingException>(Read);
        fault.Message.ShouldContain(_files.Key);
        fault.Message.ShouldContain(_files.Certificate);
    }

    [Fact]
    public void A_folder_and_a_file_without_end_are_told()
    {
        Should.Throw<SettingException>(() => ServingCertificate.Read(new TlsFiles(_folder.FullName, _files.Key), TimeProvider.System))
            .Message.ShouldContain("cannot be read");
        File.WriteAllText(_files.Key, new string('x', (1 << 20) + 1));
        Should.Throw<SettingException>(Read).Message.ShouldEndWith("it is larger than 1 MiB");
    }

    [Fact]
    public void A_key_that_others_may_read_is_warned_of()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes");
        FileModes.Set(_files.Key, "0644");
        Read().Warnings.ShouldHaveSingleItem().ShouldBe($"TOLLAMA_TLS_KEY='{_files.Key}' is open to other users (mode 0644); run: chmod 600 '{_files.Key}'");
        FileModes.Set(_files.Key, "0640");
        Read().Warnings.ShouldBeEmpty("a group of its own may read it");
    }

    [Fact]
    public void One_that_has_ended_is_warned_of()
    {
        _files.Renew(validDays: -1);
        Read().Warnings.ShouldHaveSingleItem().ShouldContain("has ended on ");
    }

    [Theory]
    [InlineData("TOLLAMA_TLS_CERT", "TOLLAMA_TLS_KEY is not set, but TOLLAMA_TLS_CERT is")]
    [InlineData("TOLLAMA_TLS_KEY", "TOLLAMA_TLS_CERT is not set, but TOLLAMA_TLS_KEY is")]
    public void One_file_alone_is_told(string name, string message) =>
        Should.Throw<SettingException>(() => Options((name, "/x.pem"))).Message.ShouldBe(message);

    [Fact]
    public void The_address_is_one_of_https_with_a_certificate_only()
    {
        Options(_files.Variables).Address.ToString().ShouldBe("https://127.0.0.1:11434");
        Options([.. _files.Variables, ("TOLLAMA_HOST", "https://127.0.0.1")]).Address.Port.ShouldBe(443);
        Should.Throw<SettingException>(() => Options(("TOLLAMA_HOST", "https://127.0.0.1:11434")))
            .Message.ShouldBe("TOLLAMA_HOST says https, and there is no certificate to serve with");
    }

    public void Dispose()
    {
        _files.Dispose();
        _folder.Delete(recursive: true);
    }

    private ServingCertificate Read() => ServingCertificate.Read(new TlsFiles(_files.Certificate, _files.Key), TimeProvider.System);

    private static DaemonOptions Options(params (string Name, string Value)[] variables) => DaemonOptionsReader.Read(
        new TollamaEnvironment(variables.Append(("HOME", Path.GetTempPath())).ToDictionary(pair => pair.Item1, pair => pair.Item2, StringComparer.Ordinal)),
        new ServeArguments());
}
