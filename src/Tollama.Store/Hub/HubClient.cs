using System.Net;
using System.Net.Http.Headers;
using System.Security.Authentication;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Tollama.Catalog;
using Tollama.Core.Errors;

namespace Tollama.Store;

/// <summary>Speaks to a Hugging Face-compatible hub: which commit, which files, their bytes.</summary>
internal sealed class HubClient(HubOptions options, HubConnections connections, DownloadPolicy policy, TimeProvider time)
{
    private const int MaxAnswerBytes = 32 << 20;

    private const int MaxPages = 1000;

    private const int MaxFiles = 100_000;

    private readonly HubRetry _retry = new(policy, time);

    /// <summary>True if the operator allows pulls that do not check certificates.</summary>
    public bool AllowsInsecure => options.AllowInsecure;

    /// <summary>The commit behind a branch or tag, and what the repository's page says of the licence.</summary>
    public Task<HubRevision> ResolveAsync(string repoId, string reference, bool insecure, CancellationToken cancellationToken)
    {
        string what = $"{HubRepository.Require(repoId)} at {HubRepository.RequireReference(reference)}";
        Uri address = Address($"api/models/{repoId}/revision/{Uri.EscapeDataString(reference)}");
        return _retry.RunAsync(what, async token =>
        {
            (HubModelJson model, _) = await ReadAsync(address, what, HubJsonContext.Default.HubModelJson, insecure, token).ConfigureAwait(false);
            return new HubRevision
            {
                RepoId = repoId,
                Reference = reference,
                Commit = HubRepository.IsCommit(model.Sha) ? model.Sha! : throw HubFaults.Unexpected(options.Endpoint, what, "it names no commit"),
                License = model.Card("license_name") ?? model.Card("license"),
                LicenseUrl = model.Card("license_link"),
            };
        }, cancellationToken);
    }

    /// <summary>The files of a commit.</summary>
    public async Task<IReadOnlyList<HubFile>> ListAsync(HubRevision revision, bool insecure, CancellationToken cancellationToken)
    {
        string what = $"the file list of {revision.RepoId}";
        List<HubFile> files = [];
        Uri? page = Address($"api/models/{revision.RepoId}/tree/{revision.Commit}?recursive=true");
        for (int count = 0; page is not null; count++)
        {
            Uri current = page;
            (List<HubEntryJson> entries, Uri? next) = await _retry.RunAsync(
                what, token => ReadAsync(current, what, HubJsonContext.Default.ListHubEntryJson, insecure, token), cancellationToken).ConfigureAwait(false);
            files.AddRange(entries.Where(entry => entry is { Type: "file" }).Select(entry => HubListing.Read(entry, revision, options.Endpoint)));
            if (count >= MaxPages || files.Count > MaxFiles)
            {
                throw HubFaults.Unexpected(options.Endpoint, what, $"it has no end ({files.Count} files so far)");
            }

            page = next is null || RedirectRule.IsSameOrigin(next, options.Endpoint)
                ? next
                : throw HubFaults.Unexpected(options.Endpoint, what, "its next page is on another host");
        }

        return files;
    }

    /// <summary>The whole content of a small file, checked against the listing.</summary>
    public Task<byte[]> ReadSmallAsync(HubRevision revision, HubFile file, bool insecure, CancellationToken cancellationToken)
    {
        string what = $"{file.Path} of {revision.RepoId}";
        if (file.Digest is null && file.GitId is null)
        {
            throw HubFaults.Unexpected(options.Endpoint, $"the file list of {revision.RepoId}", $"{file.Path} has neither a sha256 nor a git id to check it by");
        }

        return _retry.RunAsync(what, async token =>
        {
            HttpResponseMessage response = await OpenAsync(revision, file, null, insecure, token).ConfigureAwait(false);
            byte[] content = await HubBody.ReadAsync(response, file.Size, policy.StallTimeout, time, token).ConfigureAwait(false);
            return HubListing.Matches(file, content) ? content : throw new TollamaException(
                ErrorCode.DownloadCorrupt,
                $"{what} is not what the hub announced: {content.Length} bytes came whose digest is not the listed one ({file.GitId ?? file.Digest?.ToString()})",
                "pull again; if it happens again, something between here and the hub changes files");
        }, cancellationToken);
    }

    /// <summary>Asks for a file, or for a range of it.</summary>
    /// <returns>An answer with a success code, whose body is still to be read.</returns>
    /// <exception cref="TransientHubException">Worth another try.</exception>
    public Task<HttpResponseMessage> OpenAsync(
        HubRevision revision, HubFile file, RangeHeaderValue? range, bool insecure, CancellationToken cancellationToken)
    {
        string path = string.Join('/', file.Path.Split('/').Select(Uri.EscapeDataString));
        Uri address = Address($"{revision.RepoId}/resolve/{revision.Commit}/{path}");
        return SendAsync(address, range, $"{file.Path} of {revision.RepoId}", insecure, cancellationToken);
    }

    private Uri Address(string path)
    {
        string root = options.Endpoint.AbsoluteUri.TrimEnd('/');
        return new Uri($"{root}/{path}");
    }

    private async Task<HttpResponseMessage> SendAsync(
        Uri address, RangeHeaderValue? range, string what, bool insecure, CancellationToken cancellationToken)
    {
        if (options.Offline)
        {
            throw HubFaults.Offline(what, wasAsked: false);
        }

        Uri current = address;
        for (int hop = 0; hop <= RedirectRule.MaxHops; hop++)
        {
            HttpResponseMessage response = await SendOnceAsync(current, range, insecure, cancellationToken).ConfigureAwait(false);
            if (response.IsSuccessStatusCode)
            {
                return response;
            }

            using (response)
            {
                current = IsRedirect(response.StatusCode)
                    ? RedirectRule.Follow(options.Endpoint, current, response.Headers.Location, insecure)
                    : throw HubFaults.Of(response, options.Endpoint, what, MaySendToken(current, insecure));
            }
        }

        throw HubFaults.Unexpected(options.Endpoint, what, $"it redirects more than {RedirectRule.MaxHops} times");
    }

    // Whoever answers without a certificate that was checked may be anybody. What does not leave this machine needs none.
    private bool MaySendToken(Uri address, bool insecure) =>
        options.Token is not null
        && RedirectRule.IsSameOrigin(address, options.Endpoint)
        && (address.Scheme == Uri.UriSchemeHttps ? !insecure : address.IsLoopback && options.Proxy.IsBypassed(address));

    private async Task<HttpResponseMessage> SendOnceAsync(Uri address, RangeHeaderValue? range, bool insecure, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, address);
        request.Headers.Range = range;
        if (MaySendToken(address, insecure))
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.Token);
        }

        using StallWatch watch = new(policy.StallTimeout, time, cancellationToken);
        try
        {
            return await connections.Get(insecure).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, watch.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (watch.HasStalled)
        {
            throw watch.Stall(address);
        }
        catch (OperationCanceledException fault) when (fault.InnerException is TimeoutException)
        {
            throw new TransientHubException($"{address.Host} took no connection within {policy.ConnectTimeout.TotalSeconds:0.#} seconds", innerException: fault);
        }
        catch (HttpRequestException fault) when (fault.InnerException is PrivateAddressException inner)
        {
            throw new TollamaException(ErrorCode.HubUnavailable, $"the hub's answer was not followed: {inner.Message}", innerException: fault);
        }
        catch (HttpRequestException fault) when (fault.HttpRequestError == HttpRequestError.ProxyTunnelError && fault.Message.Contains("407", StringComparison.Ordinal))
        {
            throw HubFaults.ProxyRefused("407");
        }
        catch (HttpRequestException fault) when (fault.InnerException is AuthenticationException)
        {
            throw HubFaults.Untrusted(fault, address);
        }
        catch (HttpRequestException fault)
        {
            throw HubFaults.Of(fault, address);
        }
    }

    private async Task<(T Answer, Uri? Next)> ReadAsync<T>(
        Uri address, string what, JsonTypeInfo<T> type, bool insecure, CancellationToken cancellationToken)
    {
        HttpResponseMessage response = await SendAsync(address, null, what, insecure, cancellationToken).ConfigureAwait(false);
        Uri? next = HubListing.NextPage(response, address);
        byte[] body = await HubBody.ReadAtMostAsync(response, MaxAnswerBytes, policy.StallTimeout, time, cancellationToken).ConfigureAwait(false);
        try
        {
            T answer = JsonSerializer.Deserialize(body, type) ?? throw new JsonException("it is null");
            return (answer, next);
        }
        catch (JsonException fault)
        {
            throw HubFaults.Unexpected(options.Endpoint, what, $"it is not the JSON of a hub ({CauseText.Of(fault)})");
        }
    }

    private static bool IsRedirect(HttpStatusCode status) => (int)status is 301 or 302 or 303 or 307 or 308;
}
