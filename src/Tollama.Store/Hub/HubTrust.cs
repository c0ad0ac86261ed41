using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Tollama.Core.Errors;

namespace Tollama.Store;

/// <summary>Whose certificates are believed: those of the system's authorities, and of the user's file beside them.</summary>
internal sealed class HubTrust(X509Certificate2Collection authorities)
{
    /// <summary>The trust that the options ask for.</summary>
    /// <exception cref="TollamaException"><see cref="ErrorCode.HubUnavailable"/>: the file of authorities cannot be read.</exception>
    public static HubTrust Read(HubOptions options)
    {
        X509Certificate2Collection authorities = [];
        if (options.CertificateFile is not { } path)
        {
            return new HubTrust(authorities);
        }

        try
        {
            authorities.ImportFromPemFile(path);
            return authorities.Count > 0 ? new HubTrust(authorities) : throw new CryptographicException("it holds no certificate in PEM form");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new TollamaException(
                ErrorCode.HubUnavailable,
                $"the certificate authorities of SSL_CERT_FILE='{path}' cannot be read: {StoreFault.Sentence(fault)}",
                "name a PEM file, or unset the variable",
                innerException: fault);
        }
    }

    public SslClientAuthenticationOptions Checked() => new() { RemoteCertificateValidationCallback = Accepts };

    /// <summary>No check at all: the user asked for it.</summary>
    public static SslClientAuthenticationOptions Unchecked() => new()
    {
#pragma warning disable CA5359 // --insecure means insecure; a warning is printed wherever it is used.
        RemoteCertificateValidationCallback = static (_, _, _, _) => true,
#pragma warning restore CA5359
    };

    private bool Accepts(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None)
        {
            return true;
        }

        if (errors != SslPolicyErrors.RemoteCertificateChainErrors || authorities.Count == 0 || certificate is not X509Certificate2 leaf)
        {
            return false;
        }

        using X509Chain own = new();
        own.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        own.ChainPolicy.CustomTrustStore.AddRange(authorities);
        own.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        own.ChainPolicy.ExtraStore.AddRange(chain?.ChainPolicy.ExtraStore ?? []);
        return own.Build(leaf);
    }
}
