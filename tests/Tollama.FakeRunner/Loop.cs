using System.Collections.Concurrent;
using System.Text.Json;

namespace Tollama.FakeRunner;

/// <summary>Reads requests and answers them, each in its own time.</summary>
internal sealed class Loop(Script script, Output output, Journal journal)
{
    private readonly ConcurrentDictionary<string, CancellationTokenSource> _running = [];
    private readonly ConcurrentDictionary<string, bool> _models = [];
    private readonly Misbehavior _misbehavior = new(script, output, journal);

    public async Task RunAsync()
    {
        using StreamReader input = new(Console.OpenStandardInput(), new System.Text.UTF8Encoding(false), false, 64 * 1024);
        while (await input.ReadLineAsync() is { } line)
        {
            using JsonDocument request = JsonDocument.Parse(line);
            string id = request.RootElement.GetProperty("id").GetString()!;
            string method = request.RootElement.GetProperty("method").GetString()!;
            JsonElement parameters = request.RootElement.GetProperty("params").Clone();
            Note(method, parameters, request.RootElement);
            if (method == "forecast" && script.Record is { } record)
            {
                await File.AppendAllTextAsync(record, line + "\n");
            }

            await AnswerAsync(id, method, parameters);
        }

        journal.Write("eof");
        if (script.IgnoresEof)
        {
            await Task.Delay(Timeout.Infinite);
        }
    }

    private void Note(string method, JsonElement parameters, JsonElement request)
    {
        string? detail = method switch
        {
            "load" or "unload" => parameters.GetProperty("model").GetString(),
            "forecast" => request.TryGetProperty("request_id", out JsonElement id) ? id.GetString() : null,
            _ => null,
        };
        journal.Write(detail is null ? method : $"{method} {detail}");
    }

    private async Task AnswerAsync(string id, string method, JsonElement parameters)
    {
        switch (method)
        {
            case "hello":
                await HelloAsync(id);
                break;
            case "load":
                Load(id, parameters);
                break;
            case "unload":
                _models.TryRemove(parameters.GetProperty("model").GetString()!, out _);
                output.Result(id, "{}");
                break;
            case "ping":
                if (script.Ping == "normal")
                {
                    output.Result(id, "{}");
                }

                break;
            case "cancel":
                if (_running.TryGetValue(parameters.GetProperty("target").GetString()!, out CancellationTokenSource? running))
                {
                    journal.Write("canceled");
                    await running.CancelAsync();
                }

                if (script.Cancel == "normal")
                {
                    output.Result(id, "{}");
                }

                break;
            case "forecast" when parameters.TryGetProperty("deaf", out _):
                output.Result(id, "{}");
                await Task.Delay(Timeout.Infinite);
                break;
            case "forecast":
                // Known before the next line is read: it may be the cancel.
                CancellationTokenSource canceled = new();
                _running[id] = canceled;
                _ = Task.Run(() => ForecastAsync(id, parameters, canceled));
                break;
            default:
                output.Error(id, -32601, "method not found");
                break;
        }
    }

    private async Task HelloAsync(string id)
    {
        if (script.HelloResult is { } result)
        {
            output.Result(id, result);
            return;
        }

        switch (script.Hello)
        {
            case "silent":
                await Console.Error.WriteAsync("still thinking\n");
                return;
            case "exit":
                await Console.Error.WriteAsync("no licence file\n");
                Environment.Exit(7);
                return;
            case "error":
                output.Error(id, -32000, "not today");
                return;
            case "terse":
                output.Result(id, """{"name":"terse","version":"0","protocol":1}""");
                return;
            case "no-version":
                output.Result(id, """{"name":"first","version":"0"}""");
                return;
        }

        int version = script.Hello switch { "wrong-version" => 99, "old-version" => 0, _ => 1 };
        string capabilities = string.Join(',', script.Capabilities.Select(capability => $"\"{capability}\""));
        output.Result(id, $$"""{"name":"fake","version":"1.2.3","protocol":{{version}},"families":["fake"],"capabilities":[{{capabilities}}]}""");
    }

    private void Load(string id, JsonElement parameters)
    {
        bool again = journal.Generation > 1;
        if (script.Load == "crash-again" && again)
        {
            Console.Error.Write("weights are gone\n");
            Environment.Exit(8);
        }

        string model = parameters.GetProperty("model").GetString()!;
        if (script.Load == "error" || (script.Load == "error-again" && again))
        {
            output.Error(id, -32001, "no such weights");
            return;
        }

        _models[model] = true;
        output.Result(id, script.Load == "other-model" ? """{"model":"other"}""" : $$"""{"model":"{{model}}","context_length":512}""");
    }

    private async Task ForecastAsync(string id, JsonElement parameters, CancellationTokenSource canceled)
    {
        string? model = parameters.TryGetProperty("model", out JsonElement name) ? name.GetString() : null;
        bool loads = script.Hello is not ("terse" or "no-version") && script.Capabilities.Contains("load");
        if (model is not null && loads && !_models.ContainsKey(model))
        {
            output.Error(id, -32001, "not loaded");
            return;
        }

        if (model is not null && parameters.TryGetProperty("forget_after", out _))
        {
            _models.TryRemove(model, out _);
        }

        try
        {
            await _misbehavior.ForecastAsync(id, parameters, canceled.Token);
        }
        catch (OperationCanceledException)
        {
            output.Error(id, -32003, "canceled");
        }
    }
}
