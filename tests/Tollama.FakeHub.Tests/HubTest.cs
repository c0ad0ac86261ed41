using System.Net.Http.Headers;
using System.Text.Json;

namespace Tollama.FakeHub.Tests;

/// <summary>A hub with one model, and a client that follows nothing by itself.</summary>
public abstract class HubTest : IAsyncLifetime
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    protected static byte[] Weights { get; } = ServedContent.Pattern(300_000, seed: 7).ToArray();

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected HubServer Hub { get; private set; } = null!;

    protected ServedRepository Model { get; private set; } = null!;

    protected virtual HubServerOptions Options => new();

    public async ValueTask InitializeAsync()
    {
        Hub = await HubServer.StartAsync(Options, Cancellation);
        Model = Hub.AddRepository("acme/wind").Add("config.json", "{}\n").Add("model.safetensors", ServedContent.Bytes(Weights));
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await Hub.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected Task<HttpResponseMessage> GetAsync(string target, string? token = null, string? range = null, string? ifRange = null) =>
        SendAsync(HttpMethod.Get, new Uri(Hub.Endpoint, target), token, range, ifRange);

    protected async Task<HttpResponseMessage> SendAsync(HttpMethod method, Uri address, string? token = null, string? range = null, string? ifRange = null)
    {
        using HttpRequestMessage request = new(method, address);
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        _ = range is not null && request.Headers.TryAddWithoutValidation("Range", range);
        _ = ifRange is not null && request.Headers.TryAddWithoutValidation("If-Range", ifRange);
        return await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
    }

    protected async Task<JsonElement> JsonAsync(string target)
    {
        using HttpResponseMessage response = await GetAsync(target);
        return (await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(Cancellation), default, Cancellation)).RootElement;
    }

    /// <summary>A new link to the weights on the CDN.</summary>
    protected async Task<Uri> LinkAsync()
    {
        using HttpResponseMessage response = await GetAsync("/acme/wind/resolve/main/model.safetensors");
        return response.Headers.Location.ShouldNotBeNull();
    }

    /// <summary>The weights from the CDN, or a part of them.</summary>
    protected async Task<HttpResponseMessage> DownloadAsync(string? range = null) => await SendAsync(HttpMethod.Get, await LinkAsync(), range: range);

    /// <summary>All bytes that arrive before the end or the break of a body, and whether it broke.</summary>
    protected static async Task<(byte[] Bytes, bool Broke)> DrainAsync(HttpResponseMessage response)
    {
        using MemoryStream got = new();
        Stream body = await response.Content.ReadAsStreamAsync(Cancellation);
        try
        {
            await body.CopyToAsync(got, Cancellation);
        }
        catch (IOException)
        {
            return (got.ToArray(), true);
        }

        return (got.ToArray(), false);
    }

    protected static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out IEnumerable<string>? values) ? values.Single() : null;
}
