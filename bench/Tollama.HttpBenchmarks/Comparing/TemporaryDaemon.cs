using System.Text;

namespace Tollama.HttpBenchmarks.Comparing;

/// <summary>A daemon with a home of its own and a few models in it; both are gone when it is disposed.</summary>
internal sealed class TemporaryDaemon : IAsyncDisposable
{
    private readonly ServerProcess _process;
    private readonly string _home;

    private TemporaryDaemon(ServerProcess process, string home)
    {
        _process = process;
        _home = home;
        Client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{process.Port}"), Timeout = TimeSpan.FromMinutes(30) };
    }

    internal int Id => _process.Id;

    internal int Port => _process.Port;

    internal HttpClient Client { get; }

    internal static async Task<TemporaryDaemon> StartAsync(string folder, string[] models, Dictionary<string, string>? settings = null)
    {
        string home = Directory.CreateTempSubdirectory("tollama-bench-").FullName;
        try
        {
            Dictionary<string, string> environment = new(settings ?? []) { ["TOLLAMA_HOME"] = home, ["TOLLAMA_HOST"] = "127.0.0.1:0" };
            TemporaryDaemon daemon = new(await ServerProcess.StartAsync(Path.Combine(folder, "tollamad"), [], environment), home);
            foreach (string model in models)
            {
                await daemon.PostAsync("/v1/models/pull", Encoding.UTF8.GetBytes($$"""{"name":"{{model}}"}"""));
            }

            return daemon;
        }
        catch
        {
            Directory.Delete(home, recursive: true);
            throw;
        }
    }

    /// <summary>Posts JSON and reads the answer to its end.</summary>
    /// <exception cref="InvalidOperationException">The answer is an error.</exception>
    internal Task<byte[]> PostAsync(string path, byte[] json) => PostAsync(path, json, "application/json");

    /// <summary>Posts a body and reads the answer, of the same type, to its end.</summary>
    /// <exception cref="InvalidOperationException">The answer is an error.</exception>
    internal async Task<byte[]> PostAsync(string path, byte[] body, string type)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new(type);
        request.Headers.Accept.Add(new(type));
        using HttpResponseMessage response = await Client.SendAsync(request);
        byte[] answer = await response.Content.ReadAsByteArrayAsync();
        return response.IsSuccessStatusCode ? answer : throw new InvalidOperationException(Encoding.UTF8.GetString(answer));
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _process.DisposeAsync();
        Directory.Delete(_home, recursive: true);
    }
}
