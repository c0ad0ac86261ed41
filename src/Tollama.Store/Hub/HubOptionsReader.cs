using System.Globalization;
using Tollama.Core.Configuration;
using Tollama.Core.Errors;

namespace Tollama.Store;

/// <summary>Reads <see cref="HubOptions"/> from environment variables. A value that cannot be read is left out, with a warning that names it; flags and the hub's address are refused.</summary>
public static class HubOptionsReader
{
    private const int MostPulls = 64;

    /// <summary>Reads the options.</summary>
    /// <param name="environment">The variables.</param>
    /// <param name="warnings">Gets a sentence for each value that could not be used.</param>
    public static HubOptions Read(TollamaEnvironment environment, ICollection<string> warnings)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(warnings);
        return new HubOptions
        {
            Endpoint = ReadEndpoint(environment),
            Token = ReadToken(environment, warnings),
            AllowInsecure = environment.IsOn("TOLLAMA_INSECURE_HUB"),
            Offline = environment.IsOn("TOLLAMA_OFFLINE"),
            Proxy = HubProxy.Read(environment, warnings),
            CertificateFile = environment.Get("SSL_CERT_FILE"),
            MaxBytesPerSecond = ReadRate(environment, warnings),
            MaxPulls = ReadPulls(environment, warnings),
        };
    }

    private static Uri ReadEndpoint(TollamaEnvironment environment)
    {
        foreach (string variable in (string[])["TOLLAMA_HF_ENDPOINT", "HF_ENDPOINT"])
        {
            if (environment.Get(variable) is not { } text)
            {
                continue;
            }

            // No other hub takes its place: it would be sent the token.
            return Uri.TryCreate(text, UriKind.Absolute, out Uri? endpoint) && endpoint.Scheme is "https" or "http" && endpoint.Query.Length == 0
                ? endpoint
                : throw new SettingException(
                    $"{variable}{(text.Contains('@', StringComparison.Ordinal) ? "" : $"='{Excerpt.Of(text)}'")} is not the address of a hub", "write it like https://huggingface.co");
        }

        return HubOptions.PublicHub;
    }

    private static string? ReadToken(TollamaEnvironment environment, ICollection<string> warnings)
    {
        string variable = environment.Get("TOLLAMA_HF_TOKEN") is null ? "HF_TOKEN" : "TOLLAMA_HF_TOKEN";
        string? token = environment.Get(variable)?.Trim();
        if (token is null || token.All(letter => letter is > ' ' and <= '~'))
        {
            return token;
        }

        warnings.Add($"{variable} has characters that no token has, a blank or a line break perhaps. Asking the hub without it.");
        return null;
    }

    private static int ReadPulls(TollamaEnvironment environment, ICollection<string> warnings)
    {
        int usual = new HubOptions().MaxPulls;
        if (environment.Get("TOLLAMA_MAX_PULLS") is not { } text)
        {
            return usual;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int pulls) && pulls is >= 1 and <= MostPulls)
        {
            return pulls;
        }

        warnings.Add(string.Create(CultureInfo.InvariantCulture, $"TOLLAMA_MAX_PULLS='{text}' is not a whole number from 1 to {MostPulls}. Using {usual}."));
        return usual;
    }

    private static long? ReadRate(TollamaEnvironment environment, ICollection<string> warnings)
    {
        if (environment.Get("TOLLAMA_MAX_DOWNLOAD_RATE") is not { } text)
        {
            return null;
        }

        if (ByteCount.TryParse(text, out long rate))
        {
            return rate;
        }

        warnings.Add($"TOLLAMA_MAX_DOWNLOAD_RATE='{text}' is not a rate; write {ByteCount.Grammar} a second. Downloading without a limit.");
        return null;
    }
}
