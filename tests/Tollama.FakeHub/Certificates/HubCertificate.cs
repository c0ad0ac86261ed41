using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Tollama.FakeHub;

/// <summary>An authority of its own and a certificate of it for this machine, made anew each time.</summary>
internal sealed class HubCertificate : IDisposable
{
    private HubCertificate(X509Certificate2 authority, X509Certificate2 server) => (Authority, Server) = (authority, server);

    public X509Certificate2 Authority { get; }

    public X509Certificate2 Server { get; }

    public string AuthorityPem => Authority.ExportCertificatePem();

    public static HubCertificate Create()
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        (DateTimeOffset from, DateTimeOffset to) = (now.AddDays(-1), now.AddDays(7));
        using ECDsa authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        X509Certificate2 authority = AuthorityRequest(authorityKey).CreateSelfSigned(from, to);
        using ECDsa serverKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 signed = ServerRequest(serverKey, authority).Create(authority, from, to, RandomNumberGenerator.GetBytes(8));
        using X509Certificate2 withKey = signed.CopyWithPrivateKey(serverKey);

        // Windows does not serve with a key that lives in memory only; a PKCS #12 that was read in does on every system.
        return new HubCertificate(authority, X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pfx), null));
    }

    public void Dispose()
    {
        Authority.Dispose();
        Server.Dispose();
    }

    private static CertificateRequest AuthorityRequest(ECDsa key)
    {
        CertificateRequest request = new("CN=Fake hub test authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return request;
    }

    private static CertificateRequest ServerRequest(ECDsa key, X509Certificate2 authority)
    {
        CertificateRequest request = new("CN=localhost", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority, true, false)); // Two hubs' authorities have one name.
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        return request;
    }
}
