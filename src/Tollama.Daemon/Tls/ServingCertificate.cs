using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Tollama.Core.Configuration;
using Tollama.Daemon.Configuration;

namespace Tollama.Daemon.Tls;

/// <summary>A certificate to serve with, as its files were at a time.</summary>
/// <param name="Context">The certificate with its key and the chain behind it, ready for many connections.</param>
/// <param name="CertificateStamp">The stamp of the certificate's file.</param>
/// <param name="KeyStamp">The stamp of the key's file.</param>
/// <param name="Warnings">What the operator should know.</param>
internal sealed record ServingCertificate(
    SslStreamCertificateContext Context, FileStamp CertificateStamp, FileStamp KeyStamp, IReadOnlyList<string> Warnings)
{
    private const UnixFileMode Others = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.GroupWrite;

    /// <summary>Until when it is valid, for the log.</summary>
    internal string End => EndOf(Context.TargetCertificate);

    /// <summary>Reads the files.</summary>
    /// <exception cref="SettingException">One of them cannot be read, or they do not belong together.</exception>
    internal static ServingCertificate Read(TlsFiles files, TimeProvider time)
    {
        PemFile certificate = PemFile.Read(files.Certificate, TlsFiles.CertificateVariable);
        PemFile key = PemFile.Read(files.Key, TlsFiles.KeyVariable);
        X509Certificate2Collection chain = ReadChain(certificate.Text, files);
        X509Certificate2 leaf = WithKey(certificate.Text, key.Text, files);
        chain.RemoveAt(0);

        // Offline: nobody is asked for certificates that the file does not have.
        SslStreamCertificateContext context = SslStreamCertificateContext.Create(leaf, chain, offline: true);
        List<string> warnings = [];
        if (key.Mode is { } mode && (mode & Others) != UnixFileMode.None)
        {
            string octal = "0" + Convert.ToString((int)mode, 8);
            warnings.Add($"{TlsFiles.KeyVariable}='{files.Key}' is open to other users (mode {octal}); run: chmod 600 '{files.Key}'");
        }

        if (leaf.NotAfter.ToUniversalTime() < time.GetUtcNow().UtcDateTime)
        {
            warnings.Add($"the certificate of {TlsFiles.CertificateVariable}='{files.Certificate}' has ended on {EndOf(leaf)}: clients refuse it");
        }

        return new ServingCertificate(context, certificate.Stamp, key.Stamp, warnings);
    }

    private static X509Certificate2Collection ReadChain(string text, TlsFiles files)
    {
        X509Certificate2Collection chain = [];
        try
        {
            chain.ImportFromPem(text);
        }
        catch (CryptographicException)
        {
            throw Fault(TlsFiles.CertificateVariable, files.Certificate, "has a certificate that is damaged");
        }

        return chain.Count > 0 ? chain : throw Fault(TlsFiles.CertificateVariable, files.Certificate, "has no certificate in PEM form");
    }

    private static X509Certificate2 WithKey(string certificate, string key, TlsFiles files)
    {
        if (key.Contains("ENCRYPTED", StringComparison.Ordinal))
        {
            throw new SettingException(
                $"{TlsFiles.KeyVariable}='{files.Key}' is encrypted with a password, which nobody could enter", "run: openssl pkey -in KEY -out PLAIN-KEY, and name that");
        }

        if (!key.Contains("PRIVATE KEY-----", StringComparison.Ordinal))
        {
            throw Fault(TlsFiles.KeyVariable, files.Key, "has no private key in PEM form");
        }

        try
        {
            X509Certificate2 leaf = X509Certificate2.CreateFromPem(certificate, key);
            return OperatingSystem.IsWindows() ? Stored(leaf) : leaf;
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            throw Fault(TlsFiles.KeyVariable, files.Key, $"is not the key of the first certificate in {TlsFiles.CertificateVariable}='{files.Certificate}', or is damaged");
        }
    }

    // Windows does not serve with a key that lives in memory only.
    private static X509Certificate2 Stored(X509Certificate2 certificate)
    {
        using (certificate)
        {
            return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), null);
        }
    }

    private static string EndOf(X509Certificate2 certificate) => certificate.NotAfter.ToUniversalTime().ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);

    private static SettingException Fault(string variable, string path, string what) =>
        new($"{variable}='{path}' {what}", "name the files that the authority gave, e.g. fullchain.pem and privkey.pem of certbot");
}
