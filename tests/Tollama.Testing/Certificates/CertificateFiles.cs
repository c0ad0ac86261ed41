using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Tollama.Testing.Certificates;

/// <summary>An authority of its own, and the PEM files of a certificate that it issues for this machine, made anew as often as wanted.</summary>
public sealed class CertificateFiles : IDisposable
{
    private readonly ECDsa _authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _authority;
    private readonly DateTimeOffset _from = TimeProvider.System.GetUtcNow().AddDays(-2);
    private readonly DateTimeOffset _to = TimeProvider.System.GetUtcNow().AddDays(7);

    /// <summary>Writes the authority's certificate and a first pair of files into a folder.</summary>
    public CertificateFiles(string folder)
    {
        Certificate = Path.Join(folder, "fullchain.pem");
        Key = Path.Join(folder, "privkey.pem");
        Authority = Path.Join(folder, "authority.pem");
        CertificateRequest request = new("CN=tollama test authority", _authorityKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        _authority = request.CreateSelfSigned(_from, _to);
        File.WriteAllText(Authority, _authority.ExportCertificatePem());
        Renew();
    }

    /// <summary>The file of the certificate.</summary>
    public string Certificate { get; }

    /// <summary>The file of its key, readable by its owner only.</summary>
    public string Key { get; }

    /// <summary>The file of the authority's certificate.</summary>
    public string Authority { get; }

    /// <summary>The authority's certificate.</summary>
    public X509Certificate2 AuthorityCertificate => _authority;

    /// <summary>The variables of a daemon that serves with the files.</summary>
    public (string Name, string Value)[] Variables => [("TOLLAMA_TLS_CERT", Certificate), ("TOLLAMA_TLS_KEY", Key)];

    /// <summary>Writes a new certificate with a new key, as a renewal does.</summary>
    /// <param name="validDays">How long it is valid from now; less than 0 for one that has ended.</param>
    /// <returns>Its thumbprint.</returns>
    public string Renew(double validDays = 5)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=localhost", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName("localhost");
        names.AddDnsName("models.example.com");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(_authority, true, false));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        DateTimeOffset end = TimeProvider.System.GetUtcNow().AddDays(validDays);
        using X509Certificate2 signed = request.Create(_authority, _from, end, RandomNumberGenerator.GetBytes(8));
        Write(Key, key.ExportPkcs8PrivateKeyPem());
        Write(Certificate, signed.ExportCertificatePem());
        return signed.Thumbprint;
    }

    /// <summary>Writes one of the files and sees to it that its time stamp is another one than before.</summary>
    public static void Write(string path, string text)
    {
        DateTime? before = File.Exists(path) ? File.GetLastWriteTimeUtc(path) : null;
        File.WriteAllText(path, text);
        if (before is { } last)
        {
            File.SetLastWriteTimeUtc(path, last.AddSeconds(1));
        }
        else if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _authority.Dispose();
        _authorityKey.Dispose();
    }
}
