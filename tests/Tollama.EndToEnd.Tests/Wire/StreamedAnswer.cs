using Tollama.EndToEnd.Tests.Daemons;

namespace Tollama.EndToEnd.Tests.Wire;

/// <summary>An answer that is read line by line as it comes.</summary>
public sealed class StreamedAnswer : IDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly StreamReader _reader;

    private StreamedAnswer(HttpResponseMessage response, Stream body) => (_response, _reader) = (response, new StreamReader(body));

    public int Status => (int)_response.StatusCode;

    /// <summary>Posts a JSON text and returns with the head of the answer.</summary>
    public static async Task<StreamedAnswer> PostAsync(HttpClient http, string path, string json, params (string Name, string Value)[] headers)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = new StringContent(json) };
        foreach ((string name, string value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        HttpResponseMessage response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        return new StreamedAnswer(response, await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>The next line; <see langword="null"/> at the end.</summary>
    public async Task<string?> NextAsync()
    {
        using CancellationTokenSource deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(Deadlines.Request);
        return await _reader.ReadLineAsync(deadline.Token);
    }

    /// <summary>The last line of what is still to come.</summary>
    public async Task<string> LastAsync()
    {
        string last = "";
        while (await NextAsync() is { } line)
        {
            last = line;
        }

        return last;
    }

    public void Dispose()
    {
        _reader.Dispose();
        _response.Dispose();
    }
}
