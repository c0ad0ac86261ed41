using System.Text;
using System.Text.Json;

namespace Tollama.Runner.Sdk.Tests.Contract;

/// <summary>The daemon's end of a runner's two streams.</summary>
internal sealed class RunnerPeer(Stream requests, Stream answers, Task ended, Func<ValueTask> stop) : IAsyncDisposable
{
    private readonly StreamReader _reader = new(answers, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
    private readonly List<string> _unread = [];
    private readonly CancellationTokenSource _deadline =
        CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    /// <summary>Completes when the runner has ended.</summary>
    public Task Ended => ended.WaitAsync(Deadline);

    /// <summary>Keeps a broken runner from stopping the test run; no test depends on its length.</summary>
    private CancellationToken Deadline
    {
        get
        {
            _deadline.CancelAfter(TimeSpan.FromSeconds(60));
            return _deadline.Token;
        }
    }

    public async Task SendAsync(string text)
    {
        await requests.WriteAsync(Encoding.UTF8.GetBytes(text), Deadline);
        await requests.FlushAsync(Deadline);
    }

    public Task SendLineAsync(string line) => SendAsync(line + "\n");

    /// <summary>Sends a request and reads its answer.</summary>
    public async Task<JsonElement> AskAsync(string id, string method, string? parameters = null)
    {
        await SendLineAsync($$"""{"id":"{{id}}","method":"{{method}}"{{(parameters is null ? "" : ",\"params\":" + parameters)}}}""");
        return await AnswerAsync(id);
    }

    /// <summary>The next line that answers a request; notices are passed over, answers to others are kept for their turn.</summary>
    public async Task<JsonElement> AnswerAsync(string id)
    {
        int kept = _unread.FindIndex(line => IsAnswer(Parse(line), id));
        if (kept >= 0)
        {
            JsonElement answer = Parse(_unread[kept]);
            _unread.RemoveAt(kept);
            return answer;
        }

        while (true)
        {
            string line = await ReadLineAsync() ?? throw new EndOfStreamException($"The runner ended without an answer to {id}.");
            if (IsAnswer(Parse(line), id))
            {
                return Parse(line);
            }

            _unread.Add(line);
        }
    }

    /// <summary>The next line as it is; null at the end.</summary>
    public async Task<string?> ReadLineAsync() => await _reader.ReadLineAsync(Deadline);

    public void CloseInput() => requests.Dispose();

    public async ValueTask DisposeAsync()
    {
        await stop();
        _deadline.Dispose();
        _reader.Dispose();
    }

    private static bool IsAnswer(JsonElement message, string id) =>
        message.GetProperty("id").GetString() == id && !message.TryGetProperty("progress", out _);

    private static JsonElement Parse(string line) => JsonDocument.Parse(line).RootElement;
}
