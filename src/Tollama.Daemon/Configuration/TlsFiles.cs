using Tollama.Core.Configuration;

namespace Tollama.Daemon.Configuration;

/// <summary>The files of a certificate and its key, both in PEM form.</summary>
/// <param name="Certificate">The certificate, and behind it those that lead to its authority.</param>
/// <param name="Key">Its private key.</param>
internal sealed record TlsFiles(string Certificate, string Key)
{
    internal const string CertificateVariable = "TOLLAMA_TLS_CERT";

    internal const string KeyVariable = "TOLLAMA_TLS_KEY";

    /// <summary>The files that the environment names; <see langword="null"/> when it names none.</summary>
    /// <exception cref="SettingException">It names one only.</exception>
    internal static TlsFiles? Read(TollamaEnvironment environment)
    {
        string? certificate = environment.Get(CertificateVariable);
        string? key = environment.Get(KeyVariable);
        if (certificate is not null && key is not null)
        {
            return new TlsFiles(certificate, key);
        }

        if (certificate is null && key is null)
        {
            return null;
        }

        (string missing, string set) = certificate is null ? (CertificateVariable, KeyVariable) : (KeyVariable, CertificateVariable);
        throw new SettingException($"{missing} is not set, but {set} is", "set both to serve https, or neither to serve http");
    }
}
