using System.Net.Http.Headers;
using System.Text;
using Tollama.EndToEnd.Tests.Daemons;

namespace Tollama.EndToEnd.Tests.Wire;

/// <summary>HTTP as curl speaks it: exactly the bytes that a test writes.</summary>
public sealed class RawClient : IDisposable
{
    private readonly HttpClient _http;

    public RawClient(Uri address, string? apiKey = null)
    {
        Http = _http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = address, Timeout = Deadlines.Request };
        _http.DefaultRequestHeaders.Authorization = apiKey is null ? null : new AuthenticationHeaderValue("Bearer", apiKey);
    }

    public HttpClient Http { get; }

    public Task<Reply> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, path, null, null, headers);

    /// <summary>Posts a text; without a type as <c>curl -d</c> does, which calls everything a form.</summary>
    public Task<Reply> PostAsync(string path, string body, string type = "application/x-www-form-urlencoded", params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, path, Encoding.UTF8.GetBytes(body), type, headers);

    public Task<Reply> DeleteAsync(string path, string? body = null) =>
        SendAsync(HttpMethod.Delete, path, body is null ? null : Encoding.UTF8.GetBytes(body), "application/x-www-form-urlencoded");

    public async Task<Reply> SendAsync(HttpMethod method, string path, byte[]? body, string? type, params (string Name, string Value)[] headers)
    {
        using HttpRequestMessage request = new(method, new Uri(path, UriKind.Relative));
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        foreach ((string name, string value) in headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content!.Headers.TryAddWithoutValidation(name, value);
            }
        }

        using HttpResponseMessage response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        string text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new Reply((int)response.StatusCode, response.Headers, response.Content.Headers, text);
    }

    public void Dispose() => _http.Dispose();
}
