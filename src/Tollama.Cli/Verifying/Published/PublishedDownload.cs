using System.Text.Json;
using Tollama.Client;
using Tollama.Core.Configuration;
using Tollama.Core.Errors;

namespace Tollama.Cli.Verifying.Published;

/// <summary>Fetches published forecasts from where they are.</summary>
internal sealed class PublishedDownload(TollamaEnvironment environment)
{
    private const string PublicEndpoint = "https://raw.githubusercontent.com";

    private const int LargestFile = 16 << 20;

    private const string Remedy = "check the connection, or compare with a file of your own: --reference FILE (docs/verify-real-weights.md)";

    /// <summary>The forecasts of a publication.</summary>
    /// <exception cref="CliException">They cannot be had, or are not what they were.</exception>
    public async Task<ReferenceFile> ReadAsync(PublishedReference reference, CancellationToken cancellationToken)
    {
        if (environment.IsOn("TOLLAMA_OFFLINE"))
        {
            throw CliException.Failure($"{reference.Source} would have to be downloaded, and TOLLAMA_OFFLINE is set", "unset it, or pass --reference FILE");
        }

        using HttpClient http = new() { MaxResponseContentBufferSize = LargestFile, Timeout = TimeSpan.FromMinutes(1) };
        List<byte[]> files = [];
        foreach (string path in reference.Paths)
        {
            files.Add(await FetchAsync(http, AddressOf(reference, path), cancellationToken).ConfigureAwait(false));
        }

        try
        {
            return new ReferenceFile { Source = reference.Source, Cases = reference.Read(files) };
        }
        catch (Exception fault) when (fault is FormatException or JsonException or InvalidOperationException or IndexOutOfRangeException)
        {
            throw CliException.Failure($"{reference.Source} is not what it was: {CauseText.Of(fault)}", Remedy);
        }
    }

    private Uri AddressOf(PublishedReference reference, string path)
    {
        string endpoint = environment.Get("TOLLAMA_REFERENCE_ENDPOINT") ?? PublicEndpoint;
        return Uri.TryCreate($"{endpoint.TrimEnd('/')}/{reference.Snapshot}/{path}", UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https"
            ? address
            : throw CliException.Usage($"TOLLAMA_REFERENCE_ENDPOINT is '{endpoint}', no http or https address", "set it to https://host[/folder], or unset it");
    }

    private static async Task<byte[]> FetchAsync(HttpClient http, Uri address, CancellationToken cancellationToken)
    {
        try
        {
            return await http.GetByteArrayAsync(address, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException fault)
        {
            throw CliException.Failure($"{address} cannot be fetched: {ConnectionCauseText.Of(fault)}", Remedy);
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw CliException.Failure($"{address} did not answer within {http.Timeout.TotalSeconds:0} s", Remedy);
        }
    }
}
